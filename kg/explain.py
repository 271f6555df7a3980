"""A sentence in, the way it was read out: mentions, clauses, rules that fired and where the nearest others stopped."""
from __future__ import annotations

from dataclasses import dataclass

from kg.facts import Reader, SentenceReading
from kg.lexicon import Lexicon, load_lexicon
from kg.mentions import find_mentions
from kg.model import Document, Fact, Mention
from kg.parties import find_parties
from kg.patterns import match
from kg.references import Context
from kg.rules import Rules, load_rules
from kg.sentences import split_sentences
from kg.words import read_words


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that was tried and did not match, and the word at which it stopped."""

    clause: int  # which clause of the sentence
    rule: str
    pattern: str
    token: int
    said: str  # the word there, "" at the sentence's end
    wanted: str  # a word, words with "|", or a slot

    def __str__(self) -> str:
        at = f"'{self.said}'" if self.said else "the end"
        return f"{self.rule}: '{self.pattern}' stopped at {at}, it wants {self.wanted}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one sentence was read."""

    text: str
    parties: tuple[str, ...]
    mentions: tuple[Mention, ...]
    reading: SentenceReading
    near: tuple[Near, ...]

    @property
    def facts(self) -> list[Fact]:
        return self.reading.facts

    def to_text(self) -> str:
        """The explanation as plain lines."""
        words, lines = self.reading.words, []
        lines.append(f"sentence   {self.text}")
        lines.append(f"parties    {', '.join(self.parties) or '(none named)'}")
        for mention in self.mentions:
            office = f", {mention.office}" if mention.office else ""
            actor = f", speaks for {mention.actor}" if mention.actor else ""
            lines.append(f"mention    '{self.text[mention.start:mention.end]}' is {mention.kind} {mention.name}{office}{actor}")
        lines.append("words      " + " ".join(f"{w}/{t}" for w, t in zip(words.lower, words.tags, strict=True)))
        for step in self.reading.steps:
            clause = step.clause
            verb = " ".join(words.lower[clause.verb.start:clause.verb.end])
            traits = [clause.verb.tense, *(name for name in ("passive", "negated", "progressive") if getattr(clause.verb, name))]
            who = f"{' + '.join(step.subject.names)} ({step.subject.reason})" if step.subject else "no actor"
            lines.append(f"clause     {clause.kind}: '{verb}' [{', '.join(traits)}]; subject: {who}")
            if step.rule is not None and step.match is not None:
                slots = "; ".join(f"{slot} = '{' '.join(words.lower[a:b])}'" for slot, (a, b) in step.match.slots.items())
                lines.append(f"  rule     {step.rule.id} ({step.rule.relation}){': ' + slots if slots else ''}")
        lines += [f"  near     {line}" for line in self.near]
        for fact in self.facts:
            status = f" [{fact.status}]" if fact.status else ""
            no = "not " if fact.negated else ""
            lines.append(f"fact       {' + '.join(fact.subject)} {no}{fact.relation} {fact.object}{status}   (rule {fact.rule})")
        if not self.facts:
            lines.append("fact       none")
        return "\n".join(lines)


def explain(text: str, rules: Rules | None = None, lexicon: Lexicon | None = None, parties: tuple[str, ...] = ()) -> Explanation:
    """Read one sentence by itself; `parties` are those for whom "the two sides" stands, by default the actors it names."""
    rules, lexicon = rules or load_rules(), lexicon or load_lexicon()
    text = " ".join(text.split())
    document = Document("sentence", text)
    sentences = split_sentences(text)
    mentions = find_mentions(text, sentences, lexicon)
    if not parties:
        parties = find_parties(text, "", sentences, lexicon).names
    if not parties:
        parties = tuple(dict.fromkeys(m.actor or m.name for m in mentions if m.is_actor))[:2]
    sentence = sentences[0]
    whole = sentence if len(sentences) == 1 else type(sentence)(0, sentence.start, sentences[-1].end, "sentence", 0, None, sentence.start)
    words = read_words(text, whole.body or whole.start, whole.end, mentions)
    reading = Reader(document, rules, Context(parties), mentions).read(whole, words)
    return Explanation(text, parties, tuple(mentions), reading, tuple(near_misses(reading, rules)))


def near_misses(reading: SentenceReading, rules: Rules) -> list[Near]:
    """For each verb whose rules did not match, in the order of the clauses: the rule that came furthest."""
    words, found = reading.words, []
    for number, step in enumerate(reading.steps):
        if step.rule is not None:
            continue
        verb = step.clause.verb
        best: Near | None = None
        for start, head_end in ((verb.head, verb.end), (verb.be, verb.be + 1)):
            if start < 0:
                continue
            for pattern, rule in rules.index.get(words.lemma[start], ()):
                stopped = [head_end, 1]
                if match(pattern, words, start, head_end, step.clause.end, stopped) is None and (best is None or stopped[0] > best.token):
                    token, element = stopped
                    wanted = pattern.elements[element]
                    if wanted.slot == "..":  # modifiers were passed over, and the word behind them is not there
                        wanted = pattern.elements[element + 1]
                    said = words.lower[token] if token < len(words.lower) else ""
                    best = Near(number, rule.id, pattern.source, token, said, "|".join(sorted(wanted.words)) or wanted.slot)
        if best:
            found.append(best)
    return found
