"""A document in, its account out: every sentence with its facts, or with the reason why it has none, and the coverage in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.corrections import Correction, rejected
from kg.explain import Near, near_misses
from kg.facts import HYPOTHETICAL, UNREAL, SentenceReading, Step
from kg.lexicon import Lexicon
from kg.model import Document, Fact, Sentence
from kg.reading import UNREAD, read_document
from kg.rules import Rules, load_rules

# Why a sentence has no fact, from what needs no mending to what a new rule would mend.
REASONS = {
    "title": "title",
    "dateline": "place and date",
    "heading": "heading",
    "signature": "signature",
    "salutation": "salutation",
    "rest": "beyond the length that is read of one sentence",
    "lead-in": "opens a list; its items carry the facts",
    "no-words": "no words",
    "no-verb": "no verb found",
    "rejected": "what was read was rejected by a reader",
    "hypothetical": "hypothetical",
    "unreal": "not promised, only said to be possible",
    "bare-claim": "bare claim",
    "no-subject": "subject not found",
    "no-object": "rule fired, but no object was found",
    "rule-stopped": "the nearest rule stopped",
    "no-stance": "no verb of stance known",
}
NEAREST = ("unreal", "no-subject", "no-object", "rule-stopped", "hypothetical", "bare-claim", "no-stance")
LINKING = frozenset({"be", "remain", "become", "seem", "appear", "mean", "have", "include", "constitute", "represent"})


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the account: its facts, or the reason why it has none."""

    sentence: Sentence
    text: str
    facts: tuple[Fact, ...]
    reason: str = ""  # a key of REASONS, "" where there are facts
    why: str = ""  # the reason in words, with what was found of it
    at: tuple[int, int] | None = None  # offsets in the document of the word at which the reading stopped
    rejected: tuple[Correction, ...] = ()  # of facts that were read in it and that a reader rejected

    @property
    def is_read(self) -> bool:
        """False for headings, signatures and the like, of which no stance is expected."""
        return self.reason not in UNREAD and self.reason != "no-words"


@dataclass(frozen=True, slots=True)
class Account:
    """A whole document with what was understood of it."""

    document: Document
    lines: tuple[Line, ...]

    @property
    def coverage(self) -> Coverage:
        """The account in numbers."""
        return count([self])


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one document or of many was understood."""

    documents: int
    sentences: int  # without headings, signatures and the like
    with_facts: int
    facts: int
    characters: int  # of those sentences
    characters_with_facts: int
    reasons: tuple[tuple[str, int], ...]  # (key of REASONS, how many sentences), most frequent first
    verbs: tuple[tuple[str, int], ...]  # words at which the reading stopped, most frequent first

    @property
    def share(self) -> float:
        """The share of the sentences that gave at least one fact, 0 to 1."""
        return self.with_facts / self.sentences if self.sentences else 0.0

    def as_dict(self) -> dict[str, object]:
        """The numbers under their names, for JSON."""
        return {"documents": self.documents, "sentences": self.sentences, "with_facts": self.with_facts, "share": round(self.share, 3),
                "facts": self.facts, "characters": self.characters, "characters_with_facts": self.characters_with_facts,
                "reasons": dict(self.reasons), "stopped_at": dict(self.verbs)}


def give_account(document: Document, rules: Rules | None = None, lexicon: Lexicon | None = None) -> Account:
    """Read a document and account for every sentence, in the order of the text."""
    rules = rules or load_rules()
    seen: dict[int, SentenceReading] = {}
    reading = read_document(document, rules, lexicon, lambda sentence, read: seen.__setitem__(sentence.index, read))
    facts: dict[tuple[int, int], list[Fact]] = {}
    for fact in reading.facts:
        facts.setdefault((fact.start, fact.end), []).append(fact)
    leads = {sentence.lead for sentence in reading.sentences}
    lines = []
    for sentence in reading.sentences:
        own = tuple(facts.get((sentence.start, sentence.end), ()))
        text = document.text[sentence.start:sentence.end]
        if own:
            lines.append(Line(sentence, text, own))
            continue
        reason, why, at = diagnose(sentence, text, seen.get(sentence.index), rules, sentence.index in leads)
        lines.append(Line(sentence, text, (), reason, why, at))
    return Account(document, tuple(lines))


def corrected_account(account: Account, facts: Iterable[Fact], corrections: Iterable[Correction], why: str) -> Account:
    """The account with facts as they are held in the place of those just read, and with those that a reader rejected.

    `why` is said of a sentence in which facts are read and none is held. Facts that lie on no sentence are left out.
    """
    held: dict[tuple[int, int], list[Fact]] = {}
    struck: dict[tuple[int, int], list[Correction]] = {}
    fresh = {fact.id: fact for line in account.lines for fact in line.facts}
    for fact in facts:
        known = fresh.get(fact.id)  # a fact from a graph does not know where in the sentence its words stand
        if known and fact.trigger == (0, 0):
            fact = replace(fact, trigger=known.trigger, object_span=fact.object_span or known.object_span)
        held.setdefault((fact.start, fact.end), []).append(fact)
    for one in rejected(corrections):
        if one.doc == account.document.id:
            struck.setdefault((one.original.start, one.original.end), []).append(one)
    lines = []
    for line in account.lines:
        span = line.sentence.start, line.sentence.end
        own, gone = tuple(held.get(span, ())), tuple(struck.get(span, ()))
        if own and set(own) != set(line.facts):
            line = replace(line, facts=own, reason="", why="", at=None)
        elif line.facts and not own:
            line = replace(line, facts=(), reason="rejected" if gone else "no-stance", why=REASONS["rejected"] if gone else why, at=None)
        lines.append(replace(line, rejected=gone) if gone else line)
    return replace(account, lines=tuple(lines))


def count(accounts: Iterable[Account]) -> Coverage:
    """Sum accounts up."""
    documents = sentences = with_facts = facts = characters = understood = 0
    reasons: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for account in accounts:
        documents += 1
        for line in account.lines:
            if line.reason:
                reasons[line.reason] += 1
            if not line.is_read:
                facts += len(line.facts)
                continue
            sentences += 1
            characters += len(line.text)
            facts += len(line.facts)
            if line.facts:
                with_facts += 1
                understood += len(line.text)
            elif line.at is not None:
                verbs[account.document.text[line.at[0]:line.at[1]].lower()] += 1
    order = list(REASONS)
    return Coverage(documents, sentences, with_facts, facts, characters, understood,
                    tuple(sorted(reasons.items(), key=lambda item: (-item[1], order.index(item[0])))),
                    tuple(sorted(verbs.items(), key=lambda item: (-item[1], item[0]))))


def diagnose(sentence: Sentence, text: str, reading: SentenceReading | None, rules: Rules,
             leads: bool) -> tuple[str, str, tuple[int, int] | None]:
    """Why a sentence gave no fact: a key of REASONS, the reason in words, and the offsets of the word that is to blame."""
    if reading is None:
        return sentence.kind, REASONS.get(sentence.kind, sentence.kind), None
    if leads or text.rstrip("*_ \n").endswith(":"):
        return "lead-in", REASONS["lead-in"], None
    if not any(character.isalnum() for character in text):
        return "no-words", REASONS["no-words"], None
    if not reading.steps:
        return "no-verb", REASONS["no-verb"], None
    near = {one.clause: one for one in near_misses(reading, rules)}
    steps = list(enumerate(reading.steps))
    first = [k for k, step in steps if step.clause.kind in ("main", "bare")] + [k for k, _ in steps]
    found = [diagnose_clause(reading, reading.steps[k], near.get(k)) for k in dict.fromkeys(first)]
    # A rule that all but fired says more than a verb that no rule knows, wherever in the sentence it stands.
    return min(found, key=lambda one: NEAREST.index(one[0]))


def diagnose_clause(reading: SentenceReading, step: Step, near: Near | None) -> tuple[str, str, tuple[int, int] | None]:
    """Why one clause gave no fact."""
    words, clause, verb = reading.words, step.clause, step.clause.verb
    said = " ".join(words.lower[verb.start:verb.end])
    at = words.starts[verb.start], words.ends[verb.end - 1]
    if clause.subject is not None and clause.subject[0] and clause.kind in ("adverbial", "content"):
        before = clause.subject[0] - 1
        if words.lower[before] in HYPOTHETICAL:
            why = f"hypothetical: '{words.lower[before]}' says that it is not so yet"
            return "hypothetical", why, (words.starts[before], words.ends[before])
    if step.rule is not None:
        if verb.modal in UNREAL and step.rule.family in ("deed", "actor"):
            return "unreal", f"'{verb.modal}': possible, but nobody promises it (rule {step.rule.id})", at
        if step.subject is None:
            subject = " ".join(words.lower[slice(*clause.subject)])[:60] if clause.subject else ""
            who = f"'{subject}' is no actor that is known" if subject else f"'{said}' has no subject here"
            return "no-subject", f"subject not found: {who} (rule {step.rule.id})", at
        return "no-object", f"rule {step.rule.id} fired at '{said}', but nothing that it could be said of was found", at
    if near is not None and near.token > verb.end:  # it came further than its first word
        where = (words.starts[near.token], words.ends[near.token]) if near.token < len(words.starts) else at
        return "rule-stopped", f"the nearest rule, {near}", where
    if words.lemma[verb.head] in LINKING or verb.be >= 0 and not verb.passive:
        return "bare-claim", f"bare claim: '{said}' says how things are, and no word of stance says what the parties make of it", at
    head = words.starts[verb.head], words.ends[verb.head]
    if near is not None:
        return "rule-stopped", f"the nearest rule, {near}", head
    return "no-stance", f"no verb of stance known: no rule begins with '{words.lemma[verb.head]}'", head
