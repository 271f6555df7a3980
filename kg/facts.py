"""Clauses + Rules -> Facts: finds the rule each verb triggers, resolves who acts, names the objects, gives status and speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.clauses import Clause, VerbGroup, read_clauses
from kg.model import LADDER, Document, Fact, Mention, Sentence
from kg.patterns import Match, Pattern, match
from kg.phrases import Span, before_purpose, split_actions, split_things, text_of, trim
from kg.references import Context, Subject, from_mentions, resolve
from kg.rules import Rule, Rules
from kg.topics import find_topics
from kg.words import Words

BARE_LISTS = frozenset({"supports", "opposes", "condemns", "expressesConcernOver", "callsFor", "welcomes", "thanks", "discusses"})
INCLUDING = frozenset({"supports", "opposes", "condemns", "expressesConcernOver", "callsFor"})
PAIRS = frozenset({"cooperatesWith", "consultsWith"})
TO_ACTORS = frozenset(
    {"callsOn", "thanks", "invites", "aids", "cooperatesWith", "consultsWith", "attacks", "threatens", "sanctions", "represents"}
)
ACTOR_OR_THING = frozenset({"supports", "opposes", "condemns", "expressesConcernOver", "thanks"})
ACTS_TOO = frozenset({"callsFor", "discusses", "commitsTo", "agreesTo", "intendsTo"})  # objects may be things and acts side by side
SAYING = frozenset(
    {
        "say",
        "add",
        "tell",
        "state",
        "note",
        "remark",
        "explain",
        "declare",
        "assure",
        "comment",
        "claim",
        "report",
        "write",
        "believe",
        "observe",
        "affirm",
        "mention",
        "point",
        "insist",
        "announce",
        "reply",
        "argue",
        "indicate",
        "clear",
    }
)
COOPERATION = frozenset(
    {
        "cooperation",
        "co-operation",
        "cooperate",
        "co-operate",
        "partnership",
        "coordination",
        "co-ordination",
        "coordinate",
        "co-ordinate",
        "collaboration",
        "collaborate",
        "alliance",
        "partner",
    }
)
NO_PLACE = frozenset(
    "justification excuse place room alternative substitute impunity tolerance legitimacy pretext solution reason basis winner".split()
)
EFFECTS = frozenset(
    "help bring make allow enable ensure contribute benefit build give lead result serve increase reduce improve generate create "
    "provide remain become require need mean cost bolster unlock open affect".split()
)
SHOWING = frozenset(
    "underscore underline highlight demonstrate reflect show illustrate emphasize emphasise stress reaffirm signal signify".split()
)
COUNTERPARTS = frozenset({"counterpart", "other", "another", "today", "yesterday"})
PARTNER_NOUNS = frozenset(
    "partner ally country nation state organization organisation institution agency stakeholder industry sector neighbour neighbor "
    "government community body member economy group".split()
)
OF_A_STATE = frozenset("counterpart government side people president minister leader prime foreign delegation authority".split())
ONE_SIDED = frozenset("bilateral our their both two further continued ongoing close closer enhanced mutual joint shared".split())
STANCE_NOUNS = frozenset(
    {
        "condemnation",
        "support",
        "commitment",
        "concern",
        "solidarity",
        "appreciation",
        "gratitude",
        "determination",
        "resolve",
        "intention",
        "opposition",
        "respect",
        "rejection",
        "satisfaction",
        "readiness",
        "willingness",
        "regret",
        "hope",
        "importance",
        "need",
        "conviction",
        "confidence",
        "dedication",
        "interest",
        "thanks",
        "sympathy",
        "condolences",
    }
)
PERSONAL = frozenset({"participatesIn", "visits", "hosts", "represents"})  # these keep a person as their subject
DEEPEST = 40  # clauses within clauses; in statements there are four
HYPOTHETICAL = frozenset({"if", "unless", "whether", "should", "lest", "were"})
OF_THINGS = frozenset({"conducts", "establishes", "provides", "signs"})
UNDERTAKING = frozenset({"agreesTo", "commitsTo", "intendsTo", "explores"})  # stances on doing: the deed inside counts too
UNREAL = frozenset({"would", "could", "should", "might", "must"})  # a deed under these has not been promised
MEANS = frozenset({"intendsTo", "commitsTo"})
TALKS = frozenset(
    {"talk", "talks", "consultation", "discussion", "dialogue", "meeting", "summit", "conversation", "negotiation", "exchange"}
)
INTANGIBLE = frozenset(
    "environment opportunity condition job incentive growth vitality value recovery market path pathway momentum principle commitment "
    "space time future world chance awareness synergy efficiency problem risk challenge understanding trust basis".split()
)
GUESTS = frozenset("refugee migrant community family people soldier troop force student child person asylum-seeker population".split())
TOGETHER = frozenset({"together", "jointly", "closely", "bilaterally", "alongside"})


@dataclass(slots=True)
class Step:
    """One clause as it was read: for `kg explain`."""

    clause: Clause
    subject: Subject | None
    rule: Rule | None = None
    match: Match | None = None


@dataclass(slots=True)
class SentenceReading:
    """Words, clauses and steps of one sentence, and the facts they gave."""

    words: Words
    clauses: list[Clause]
    steps: list[Step]
    facts: list[Fact] = field(default_factory=list)
    speaker: tuple[str, ...] = ()  # the person to whom the sentence's quotation is attributed


def object_slot(rule: Rule, matched: Match) -> str:
    """The slot that is the object: the one the rule names, else the innermost that was filled."""
    if rule.object in matched.slots:
        return rule.object
    return next((s for s in ("THAT", "DO", "THING", "ACTOR") if s in matched.slots), "")


class Reader:
    """Reads the sentences of one document in order; state is the document's context alone."""

    def __init__(self, document: Document, rules: Rules, context: Context, mentions: Sequence[Mention]) -> None:
        self.document, self.rules, self.context, self.mentions = document, rules, context, mentions
        self.stances = rules.stances

    def read(self, sentence: Sentence, words: Words) -> SentenceReading:
        if words.tags[:1] == "E" and sentence.lead is not None and words.lemma[0] in self.stances:
            words.tags = "F" + words.tags[1:]  # "The Heads of State: (a) Noted with satisfaction ..."
        clauses = read_clauses(words, self.stances, sentence.kind == "item" or sentence.body > sentence.start)
        reading = SentenceReading(words, clauses, [Step(c, None) for c in clauses])
        run = SentenceRun(self, sentence, reading)
        run.go()
        reading.facts = run.finish()
        reading.speaker = run.quoted()
        if reading.speaker:
            reading.facts = [replace(f, speaker=reading.speaker) for f in reading.facts]
        return reading


class SentenceRun:
    """The reading of one sentence."""

    def __init__(self, reader: Reader, sentence: Sentence, reading: SentenceReading) -> None:
        self.reader, self.sentence, self.reading = reader, sentence, reading
        self.words, self.clauses, self.steps = reading.words, reading.clauses, reading.steps
        self.context, self.rules, self.mentions = reader.context, reader.rules, reader.mentions
        self.facts: list[Fact] = []
        self.done: set[int] = set()
        self.depth = 0  # how many clauses the one that is read stands in
        self.seen: set[tuple] = set()

    # -- subjects ------------------------------------------------------------------------------------------------------------

    def go(self) -> None:
        for k in range(len(self.clauses)):
            self.steps[k].subject = self.subject_of(k)
        for k in range(len(self.clauses)):
            if k not in self.done:
                self.clause(k)
        if not self.clauses:
            self.bare_item()
        self.dealings()
        self.remember_lead()

    def subject_of(self, k: int) -> Subject | None:
        clause = self.clauses[k]
        if clause.shares is not None:
            return self.steps[clause.shares].subject if clause.shares < k else None
        if clause.kind == "relative":
            return self.antecedent(clause)
        if clause.subject is not None:
            before = self.context.focus, self.context.person
            subject = resolve(self.words, clause.subject, self.mentions, self.context)
            if clause.kind != "main":  # only the subject of a main clause is what "they" and "he" go back to
                self.context.focus, self.context.person = before
            elif subject is not None and subject.kind == "actor" and set(subject.names) == set(self.context.parties):
                self.context.focus = None
            if subject is None and self.words.lower[clause.subject[0]] == "there":
                return self.context.all_parties("'there' stands for the issuing parties")
            return subject
        if clause.kind == "participial":
            main = (
                next((m for m in range(k + 1, len(self.clauses)) if self.clauses[m].kind == "main"), None)
                if not any(c.kind == "main" for c in self.clauses[:k])
                else next(m for m in range(k - 1, -1, -1) if self.clauses[m].kind == "main")
            )
            if main is not None:
                return self.steps[main].subject or self.subject_of(main)
        lead = self.lead()
        if lead is not None:
            return lead[0]
        if clause.kind in ("bare", "participial"):
            return self.context.all_parties("the issuing parties")
        return None

    def lead(self) -> tuple | None:
        return self.context.leads.get(self.sentence.lead) if self.sentence.lead is not None else None

    def agent(self, clause: Clause) -> Subject | None:
        """The agent of a passive ("by ..."); without one, the parties."""
        words = self.words
        for i in range(clause.verb.end, min(clause.end, clause.verb.end + 12)):
            if words.lower[i] == "by" and i + 1 < clause.end:
                j = i + 1
                while j < clause.end and words.tags[j] in "DQJNaAUPp'C":
                    j += 1
                return resolve(words, (i + 1, j), self.mentions, self.context)
            if words.tags[i] in ",;SW":
                break
        return self.context.all_parties("passive without agent: the issuing parties")

    def antecedent(self, clause: Clause) -> Subject | None:
        i = (clause.subject[0] if clause.subject else clause.verb.start) - 1
        if clause.subject and self.words.tags[clause.subject[0]] not in "W":
            return resolve(self.words, clause.subject, self.mentions, self.context)
        while i >= 0 and self.words.tags[i] in ",(":
            i -= 1
        if i >= 0 and self.words.tags[i] == "A":
            mention = self.mentions[self.words.mention[i]]
            focus = self.context.focus
            subject = from_mentions([mention], mention.name, self.context)
            self.context.focus = focus
            return subject
        return None

    # -- rules ---------------------------------------------------------------------------------------------------------------

    def find_rule(self, start: int, head: int, head_end: int, end: int, be: int, passive: bool) -> tuple[Rule, Match, str] | None:
        """The longest pattern that matches at a verb: its rule, the match, and the voice it was read in."""
        words = self.words
        best: tuple[int, Rule, Match, str] | None = None
        present = {*words.lower[min(head, be + 1 or head) : end], *words.lemma[min(head, be + 1 or head) : end]}
        if passive and be < 0 and not words.tags[:head].strip("R"):  # "Convinced that ...", "Deeply concerned by ..."
            for pattern, rule in self.rules.near("be", present):
                found = match(pattern, words, head, head, end)
                if found and (best is None or found.weight > best[0]):
                    best = found.weight, rule, found, "be"
        if be >= 0 or words.lemma[head] in ("remain", "stay", "stand"):
            at = be if be >= 0 else head
            for pattern, rule in self.rules.near("be" if be >= 0 else words.lemma[head], present):
                found = match(pattern, words, at, at + 1, end)
                if found and (best is None or found.weight > best[0]):
                    best = found.weight, rule, found, "be"
        for pattern, rule in self.rules.index.get(words.lemma[head], ()) if passive else self.rules.near(words.lemma[head], present):
            if passive:
                if rule.voice == "active":
                    continue
                plain = len(pattern.elements) >= 2 and pattern.elements[1].slot in ("THING", "ACTOR")
                if plain:
                    if best is None:
                        best = 1, rule, Match({}, head_end, 1), "passive"
                    continue
            found = match(pattern, words, head, head_end, end)
            if found and "THAT" in found.slots and not self.is_clause(found.slots["THAT"]):
                continue
            if found and rule.relation == "conducts" and self.begins_with_actor(found):
                continue  # "hold the President to account" holds no event
            if found and (best is None or found.weight > best[0]):
                best = found.weight, rule, found, "active"
        return best[1:] if best else None

    def no_noun(self, clause: Clause, matched: Match) -> bool:
        """True for "reached no agreement on A", "no decision was taken on A"."""
        lower, first = self.words.lower, clause.subject[0] if clause.subject is not None else -1
        begin = min((s for s, _ in matched.slots.values()), default=matched.end)
        return "no" in lower[clause.verb.end : begin] or (clause.verb.passive and first >= 0 and lower[first] == "no")

    def is_clause(self, span: Span) -> bool:
        """True for "that ...", and for words with a finite verb."""
        return self.words.lower[span[0]] == "that" or any(t in "VFMBHO" for t in self.words.tags[span[0] : span[1]])

    def passive_noun(self, clause: Clause) -> tuple[Rule, Match, str] | None:
        """The rule of "agreement was reached on A", "satisfaction was expressed with B": its noun stands as the subject."""
        assert clause.subject is not None
        words, verb = self.words, clause.verb
        start, end = clause.subject
        stop = next((i for i in range(start, end) if words.tags[i] in "IW"), end)
        head = stop - 1
        if head < start or words.tags[head] not in "NG":
            return None
        best: tuple[int, Rule, Match, str] | None = None
        for pattern, rule in self.rules.index.get(words.lemma[verb.head], ()):
            nouns = (words.lemma[head], words.lower[head])
            at = next((n for n, e in enumerate(pattern.elements[1:3], 1) if not e.words.isdisjoint(nouns)), 0)
            if not at or len(pattern.elements) <= at + 1:
                continue
            rest = Pattern(pattern.source, pattern.elements[at:])
            found = match(rest, words, head, verb.end, clause.end) or (match(rest, words, head, stop, end) if stop < end else None)
            if found and found.slots and (best is None or found.weight > best[0]):
                best = found.weight, rule, found, "noun"
        return best[1:] if best else None

    def begins_with_actor(self, found: Match) -> bool:
        start, end = found.slots.get("THING", (0, 0))
        tags = self.words.tags
        while start < end and tags[start] in "D":
            start += 1
        return start < end and tags[start] == "A" and (start + 1 >= end or tags[start + 1] not in "'NUJ-")

    def clause(self, k: int) -> int:
        """Read clause k; return how many facts it gave (with the clauses inside it)."""
        self.done.add(k)
        clause, step = self.clauses[k], self.steps[k]
        verb, words = clause.verb, self.words
        if self.hypothetical(clause):
            return 0
        lead = self.lead()
        if clause.kind == "bare" and lead is not None and lead[1] is not None and words.tags[0] == "T":
            return self.actions(lead[1], lead[0], (verb.head, clause.end), lead[2], clause, verb.negated)  # "decide: - to hold ..."
        found = self.find_rule(verb.start, verb.head, verb.end, clause.end, verb.be, verb.passive)
        if verb.passive and clause.subject is not None and (noun := self.passive_noun(clause)) is not None:
            found = noun
        if found is not None and found[0].tense == "present" and (
            verb.modal or verb.tense in ("past", "perfect") or verb.passive or clause.kind not in ("main", "bare")):
            found = None
        inner = 0
        subject = step.subject
        if found is None and clause.end <= verb.end and k + 1 < len(self.clauses) and self.clauses[k + 1].shares is not None:
            other = self.clauses[k + 1]  # "will eliminate or reduce tariffs"
            if other.verb.start - verb.end <= 2 and "C" in words.tags[verb.end : other.verb.start]:
                clause.end = other.end
                found = self.find_rule(verb.start, verb.head, other.verb.end, other.end, verb.be, verb.passive)
                if found is None and verb.modal and self.find_rule(
                    other.verb.start, other.verb.head, other.verb.end, other.end, other.verb.be, other.verb.passive
                ) is None:
                    self.done.add(k + 1)
                if found is not None and found[0].tense == "present" and verb.modal:
                    found = None
        claimed = self.claim(clause, step, found)
        if claimed:
            return claimed + self.inner_clauses(clause, subject)
        if found is None:
            inner = self.inner_clauses(clause, subject)
            if clause.kind in ("adverbial",):
                return inner
            return inner + self.unruled(clause, subject)
        rule, matched, voice = found
        if rule.object in ("SUBJECT", "THERE"):  # a claim that no one is to be given for
            return self.inner_clauses(clause, subject)
        if rule.id == "must-do" and subject is not None and not set(subject.names) <= {*self.context.parties, *self.context.members}:
            return self.inner_clauses(clause, subject)  # what others need to do is not what they call for
        if rule.relation in ("represents", "memberOf") and subject is not None and subject.kind == "thing":
            return self.inner_clauses(clause, subject)
        if voice == "be" and subject is None and clause.subject is not None and self.words.lower[clause.subject[0]] == "it":
            subject = step.subject = self.context.all_parties("'it' stands for the issuing parties")
        if verb.passive and voice not in ("be", "noun"):
            subject = step.subject = self.agent(clause)
        elif voice == "noun":
            subject = step.subject = self.context.all_parties("passive without agent: the issuing parties")
        if rule.relation == "explores" and clause.kind == "participial" and self.words.lower[verb.head] == "considering":
            rule = self.rules["acknowledge-thing"]  # a preamble considers what is so
        if rule.relation == "signs" and "THING" in matched.slots and self.words.lower[matched.slots["THING"][0]] == "force":
            return self.inner_clauses(clause, subject)  # what enters into force is signed by no one
        step.rule, step.match = rule, matched
        if subject is None and clause.kind == "main" and clause.subject is not None and rule.relation in ("emphasizes", "commitsTo"):
            first = clause.subject[0]
            if words.lemma[verb.head] in SHOWING and words.tags[first] in "DQJNG" and not verb.modal:
                said = words.text[words.starts[first] : words.ends[clause.subject[1] - 1]]
                subject = step.subject = replace(self.context.all_parties(f"'{said[:60]}' shows it; the parties say so"), kind="thing")
        if subject is None or clause.kind == "adverbial" and rule.family == "stance":
            return self.inner_clauses(clause, subject)
        if rule.family in ("deed", "actor") and verb.modal in UNREAL:
            return self.inner_clauses(clause, subject)
        status = self.status_of(rule, clause)
        count = 0
        if voice == "passive":
            if clause.subject is None and clause.shares is not None:
                span = self.clauses[clause.shares].subject
            else:
                span = clause.subject
            if span and self.words.tags[span[0]] != "W" and self.words.lower[span[0]] not in ("it", "there", "they", "he", "we"):
                count += self.things(rule, subject, span, status, clause, bool(verb.negated))
            return count + self.inner_clauses(clause, subject)
        slot = object_slot(rule, matched)
        negated = (bool(verb.negated) or self.no_noun(clause, matched)) != rule.negated
        if rule.object == "ACT":
            if subject.kind == "thing":
                return self.inner_clauses(clause, subject)
            return self.actions(rule, subject, (verb.head, clause.end), status, clause, negated) + self.inner_clauses(clause, subject)
        if slot == "THAT":
            inner = self.inner_clauses(clause, subject, after=matched.slots["THAT"][0])
            if inner:
                return inner
            return self.that_clause(rule, subject, matched.slots["THAT"], status, clause, negated)
        if rule.id == "meet-to-do":
            self.pairs(self.rules["meet-with"], subject, self.status_of(self.rules["meet-with"], clause), clause, negated)
        if slot == "DO" and rule.inner == "instead" and (inner := self.inner_clauses(clause, subject)):
            return inner  # "are pleased to announce that ..."
        if slot == "DO":
            return self.actions(rule, subject, matched.slots["DO"], status, clause, negated) + self.inner_clauses(clause, subject)
        if slot == "ACTOR":
            count = self.actors(rule, subject, matched.slots["ACTOR"], status, clause, negated)
            return count + self.inner_clauses(clause, subject)
        if slot == "THING":
            start, end = matched.slots["THING"]
            for other in self.clauses:  # "the role Arnor can play"
                begin = other.subject[0] if other.subject else 0
                if other.kind == "relative" and start < begin < end and self.words.tags[begin] != "W":
                    if begin - start <= 4:
                        return self.emit(rule, subject, (start, other.verb.end), status, clause, negated)
                    end = begin
                    break
            if self.words.tags[start] == "G":
                return self.actions(rule, subject, (start, end), status, clause, negated) + self.inner_clauses(clause, subject)
            return self.things(rule, subject, (start, end), status, clause, negated) + self.inner_clauses(clause, subject)
        if rule.relation in PAIRS:
            return self.pairs(rule, subject, status, clause, negated)
        return self.inner_clauses(clause, subject)

    def claim(self, clause: Clause, step: Step, found: tuple[Rule, Match, str] | None) -> int:
        """A sentence that says how things must be, without a party that says so: the issuing parties claim it."""
        verb, words = clause.verb, self.words
        if clause.kind not in ("main", "bare") or self.lead() is not None:
            return 0
        speakers = self.context.all_parties("a claim of the issuing parties")
        first = clause.subject[0] if clause.subject else verb.start
        if verb.modal in ("must", "should", "need") and words.tags[verb.head] != "M":
            by_parties = step.subject is not None and set(step.subject.names) == set(self.context.parties)
            if by_parties and found is not None and found[0].family == "stance":
                return 0
            if words.lower[first] in ("it", "there", "he", "she") or words.tags[first] == "W":
                return 0
            rule = step.rule = self.rules["must-do"]
            span = (verb.head if verb.be < 0 else verb.be, clause.end)
            if clause.subject is not None and not by_parties and (verb.be >= 0 or clause.subject[1] - first <= 4):
                return self.emit(rule, speakers, (first, clause.end), rule.status, clause, False)
            if verb.negated or verb.be >= 0:
                return self.emit(rule, speakers, (verb.start, clause.end), rule.status, clause, False)
            return self.actions(rule, speakers, span, rule.status, clause, False)
        if found is None or verb.modal in ("will", "would"):
            return 0
        rule, matched, voice = found
        follows = words.tags[matched.end : matched.end + 1]
        if rule.object == "SUBJECT" and voice == "be" and clause.subject is not None and not verb.negated and (
            follows not in ("N", "J", "U", "A") or matched.slots):
            step.rule, step.match = rule, matched
            if words.lower[first] == "it":
                speakers = speakers if step.subject is None or not step.subject.speaker else step.subject
                slot = next((s for s in ("DO", "THAT") if s in matched.slots), "")
                if slot == "DO":
                    return self.actions(rule, speakers, matched.slots["DO"], rule.status, clause, False)
                return self.that_clause(rule, speakers, matched.slots["THAT"], rule.status, clause, False) if slot else 0
            if words.tags[first] in "PpW" or words.lower[first] in ("this", "that", "these", "there"):
                return 0
            return self.emit(rule, speakers, clause.subject, rule.status, clause, False)
        if rule.object == "THERE" and clause.subject is not None and words.lower[first] == "there":
            start, end = matched.slots["THING"]
            if verb.modal not in ("can", "could", "must", "shall") and NO_PLACE.isdisjoint(words.lemma[start : min(end, start + 4)]):
                return 0  # "there is no news yet"
            step.rule, step.match = rule, matched
            return self.things(rule, speakers, matched.slots["THING"], rule.status, clause, False)
        return 0

    def hypothetical(self, clause: Clause) -> bool:
        """True for "if Arnor were to join", "whether Arnor should join": nothing is said to be so."""
        if clause.subject is None:
            return False
        before = clause.subject[0] - 1
        return before >= 0 and self.words.lower[before] in HYPOTHETICAL and clause.kind in ("adverbial", "content")

    def inner_clauses(self, clause: Clause, subject: Subject | None, after: int = 0) -> int:
        count = 0
        for k in clause.parts if self.depth < DEEPEST else ():  # what is deeper is read by `go`, as a clause of its own
            if k in self.done:
                continue
            own = self.steps[k].subject
            if subject is not None and subject.speaker and own is not None and not own.speaker:
                self.steps[k].subject = replace(own, speaker=subject.speaker)
            self.depth += 1
            count += self.clause(k)
            self.depth -= 1
        return count

    def unruled(self, clause: Clause, subject: Subject | None) -> int:
        """A verb without a rule: "will", "must" and a list item still say something."""
        verb, words = clause.verb, self.words
        span = (verb.head, clause.end)
        lead = self.lead()
        if clause.kind == "bare" and lead is not None and lead[1] is not None and words.tags[verb.head] in "VB":
            return self.actions(lead[1], lead[0], span, lead[2], clause, verb.negated)
        if subject is None or not subject.names:
            return 0
        if verb.passive:
            return 0
        if (
            clause.kind == "bare"
            and words.tags[verb.head] == "V"
            and (self.sentence.kind == "item" or self.sentence.body > self.sentence.start)
        ):
            rule = self.context.open_lead or self.rules["commit-to"]
            return self.actions(rule, subject, span, rule.status, clause, verb.negated)
        if subject.kind == "thing" and words.lemma[verb.head] in EFFECTS:
            return 0  # what a thing will bring about is no one's promise
        if verb.modal == "would" and clause.kind == "content" and clause.parent is not None:
            saying = self.clauses[clause.parent].verb
            if words.lemma[saying.head] in SAYING and saying.tense in ("past", "perfect"):  # "said that Arnor would ease visas"
                return self.actions(self.rules["will-do"], subject, span, "intended", clause, verb.negated)
        if verb.modal in ("will", "shall") and clause.kind in ("main", "content", "bare"):
            return self.actions(self.rules["will-do"], subject, span, "intended", clause, verb.negated)
        return 0

    def status_of(self, rule: Rule, clause: Clause) -> str | None:
        if rule.family in ("stance", "background") or rule.relation in ("callsOn", "thanks", "invites"):
            return rule.status
        verb = clause.verb
        if verb.continued:
            return "underway"
        if verb.modal in ("may", "can"):
            return "intended"
        if verb.modal in ("will", "shall", "would"):
            return "intended"
        if rule.status:
            return rule.status
        if verb.modal:
            return None
        if verb.tense in ("past", "perfect") and not verb.progressive:
            return "completed"
        return "underway"

    # -- objects -------------------------------------------------------------------------------------------------------------

    def things(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        count = 0
        link = self.inherited(span)
        if link < span[1]:
            count += self.rest(subject, link, span[1], clause, negated)
            if count:
                span = (span[0], link)
        if rule.relation in TO_ACTORS:
            return self.actors(rule, subject, span, status, clause, negated)
        if rule.relation in ACTS_TOO and (acts := self.acts_behind(span)):
            count += self.actions(rule, subject, (acts, span[1]), status, clause, negated)
            span = (span[0], acts)
        for piece in split_things(self.words, span, bare=rule.relation in BARE_LISTS):
            count += self.emit(rule, subject, piece, status, clause, negated)
            count += self.talks(rule, subject, piece, status, clause, negated)
        if rule.relation in INCLUDING:
            count += self.included(rule, subject, span, status, clause, negated)
        return count

    def acts_behind(self, span: Span) -> int:
        """Where acts follow a thing: "called for calm and to open the roads"; 0 if nowhere."""
        tags = self.words.tags
        for i in range(span[0] + 2, span[1] - 2):
            if tags[i] == "C" and tags[i + 1] == "T" and tags[i + 2] in "VBR" and "T" not in tags[span[0] : i]:
                return i + 1
            if tags[i] in ";S":
                break
        return 0

    def inherited(self, span: Span) -> int:
        """Where a coordinated noun inherits the verb: "express support for A and our condemnation of B"; `span`'s end if nowhere."""
        tags, lemma = self.words.tags, self.words.lemma
        for i in range(span[0] + 1, span[1] - 3):
            if tags[i] == "C" and tags[i + 1] in "QDJ":
                j = i + 1
                while j < span[1] and tags[j] in "QDJRE":
                    j += 1
                if j + 1 < span[1] and lemma[j] in STANCE_NOUNS and tags[j] in "NG" and tags[j + 1] in "ITS":
                    return i
        return span[1]

    def rest(self, subject: Subject, at: int, end: int, clause: Clause, negated: bool) -> int:
        """Read what follows an inherited verb, with the noun that stands there."""
        words, verb = self.words, clause.verb
        best: tuple[int, Rule, Match] | None = None
        for pattern, rule in self.rules.index.get(words.lemma[verb.head], ()):
            found = match(pattern, words, verb.head, at + 1, end)
            if found and found.weight > 2 and (best is None or found.weight > best[0]):
                best = found.weight, rule, found
        if best is None:
            return 0
        _, rule, matched = best
        slot = object_slot(rule, matched)
        if slot not in matched.slots or slot == "THAT":
            return 0
        start, stop = matched.slots[slot]
        if slot == "DO" or (slot == "THING" and words.tags[start] == "G"):
            return self.actions(rule, subject, (start, stop), rule.status, clause, negated)
        return self.things(rule, subject, (start, stop), rule.status, clause, negated)

    def fit_object(self, rule: Rule, span: Span) -> bool:
        """False where the object is none of its deed: "create opportunities" founds nothing, refugees are no event to host."""
        words, (start, end) = self.words, span
        link = next((i for i in range(start, end) if words.tags[i] in "ITW,("), end)
        head = words.lemma[link - 1] if link > start else ""
        if rule.relation == "establishes":
            return head not in INTANGIBLE
        if rule.relation == "signs":
            return head not in TALKS and head not in ("progress", "work", "visit") and words.tags[start] != "G"
        if rule.relation == "hosts":
            return head not in GUESTS and not (words.tags[start : start + 1] == "A" and link - start == 1)
        return True

    def talks(self, rule: Rule, subject: Subject, piece: Span, status: str | None, clause: Clause, negated: bool) -> int:
        """Who holds talks consults with the others."""
        words = self.words
        start, end = trim(words, piece)
        head = next((i for i in range(start, end) if words.tags[i] in "IT,("), end) - 1
        if words.lemma[clause.verb.head] in ("consult", "confer") and rule.relation == "discusses":
            return self.pairs(self.rules["meet-with"], subject, "completed", clause, negated)
        if rule.relation not in ("conducts", "participatesIn") or head < start or words.lemma[head] not in TALKS:
            return 0
        if any(w.startswith("public") or w.startswith("stakeholder") for w in words.lower[start : min(len(words.lower), piece[1])]):
            return 0  # with others than each other
        return self.pairs(self.rules["meet-with"], subject, status, clause, negated)

    def included(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        words = self.words
        for i in range(span[0], span[1]):
            if words.lower[i] == "including" or (words.lower[i] == "such" and i + 1 < span[1] and words.lower[i + 1] == "as"):
                begin = i + (1 if words.lower[i] == "including" else 2)
                stop = next((j for j in range(begin, span[1]) if words.tags[j] in ";WVFM"), span[1])
                if begin < stop and words.tags[begin] in "IG":
                    return 0
                return sum(
                    self.emit(rule, subject, piece, status, clause, negated) for piece in split_things(words, (begin, stop), bare=True)
                )
        return 0

    def actors(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        """Objects that are to be actors; other phrases are taken only where the relation allows a phrase."""
        words = self.words
        count = 0
        begin = span[0]
        stop = next(
            (
                i
                for i in range(begin, span[1])
                if (words.tags[i] in ";WVFMBHT" and not (words.tags[i] == "T" and words.lemma[i - 1] in ("party", "signatory")))
                or (
                    words.tags[i] == "I"
                    and i > begin
                    and words.lower[i] in ("for", "in", "on", "to", "during", "at", "through", "under", "by")
                    and not (words.lower[i] == "to" and words.lemma[i - 1] in ("party", "signatory"))
                )
            ),
            span[1],
        )
        for i in range(begin, stop):
            if words.tags[i] == "A" and not (i + 1 < stop and words.tags[i + 1] == "'" and "N" in words.tags[i + 2 : i + 4]):
                count += self.emit(rule, subject, (i, i + 1), status, clause, negated)
        if not count and "a" in words.tags[begin:stop]:
            at = words.tags.index("a", begin)  # "met his Greek counterpart", "thanked the Greek Government"
            if words.lemma[at + 1 : at + 2] and words.lemma[at + 1] in OF_A_STATE:
                mention = self.mentions[words.mention[at]]
                count += self.emit(rule, subject, (at, at + 1), status, clause, negated, name=mention.actor or mention.name)
        if count:
            return count
        if all(t in "DPpQR" for t in words.tags[begin:stop]) and rule.relation in PAIRS:
            return self.pairs(rule, subject, status, clause, negated)
        if rule.relation in ("callsOn", "thanks", "invites", "aids", "attacks", "threatens", "sanctions"):
            target = resolve(words, (begin, stop), self.mentions, self.context) if stop > begin else None
            if target and target.names != subject.names and words.tags[begin] in "DQP":
                return sum(self.emit(rule, subject, (begin, stop), status, clause, negated, name=name) for name in target.names)
            if rule.relation in ("callsOn", "thanks", "invites"):
                return sum(self.emit(rule, subject, p, status, clause, negated) for p in split_things(words, (begin, stop), bare=True))
            return 0
        if rule.relation in PAIRS and (stop <= begin or not COUNTERPARTS.isdisjoint(words.lemma[begin:stop])):
            return self.pairs(rule, subject, status, clause, negated)
        return 0  # "meet the goals", "met senior officials"

    def pairs(self, rule: Rule, subject: Subject, status: str | None, clause: Clause, negated: bool) -> int:
        names = tuple(n for n in subject.names if n in self.context.parties or self.is_state(n))
        if subject.kind == "thing" and rule.id != "cooperation-between":
            return 0
        if not 2 <= len(names) <= 3:
            return 0
        count = 0
        for a in range(len(names)):
            for b in range(a + 1, len(names)):
                one = replace(subject, names=(names[a],))
                count += self.emit(rule, one, (clause.verb.head, clause.verb.end), status, clause, negated, name=names[b])
        return count

    def is_state(self, name: str) -> bool:
        """False for a body named in the sentence that is neither a party nor a state nor a group: it is no partner."""
        return not any(m.name == name and m.kind == "organization" for m in self.mentions)

    def actions(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        """Each verb phrase of "to deepen A, share B and meet": the outer stance on it, and the deed inside it."""
        words, count = self.words, 0
        link = self.inherited(span)
        if link < span[1]:
            count += self.rest(subject, link, span[1], clause, negated)
            if count:
                span = (span[0], link)
        for start, end in split_actions(words, span):
            head = start
            while head < end and words.tags[head] in "RT":
                head += 1
            if head >= end:
                continue
            if (
                words.lemma[head] in ("continue", "seek", "work", "strive", "endeavour", "endeavor", "help")
                and head + 2 < end
                and words.tags[head + 1] == "T"
                and words.tags[head + 2] in "VB"
                and rule.inner == "instead"
            ):
                head += 2
            inner = 0
            be = head if words.tags[head] == "B" else -1
            found = self.find_rule(head, head, head + 1, end, be, False)
            replaced = False
            if found is not None and found[0].tense == "any":
                inner_rule, matched, _ = found
                slot = object_slot(inner_rule, matched)
                deed = (
                    inner_rule.family in ("deed", "actor")
                    and rule.relation in UNDERTAKING
                    and (inner_rule.relation != "provides" or "#" in words.tags[head:end])
                )
                if deed or rule.inner == "instead":
                    plain = inner_rule.family == "stance" or inner_rule.relation in ("callsOn", "thanks", "invites")
                    given = inner_rule.status if plain else (status or rule.status)
                    if slot == "THING":
                        s, e = matched.slots["THING"]
                        if words.tags[s] == "G":
                            inner += self.actions(inner_rule, subject, (s, e), given, clause, negated)
                        else:
                            inner += self.things(inner_rule, subject, (s, e), given, clause, negated)
                    elif slot == "DO":
                        inner += self.actions(inner_rule, subject, matched.slots["DO"], given, clause, negated)
                    elif slot == "ACTOR":
                        inner += self.actors(inner_rule, subject, matched.slots["ACTOR"], given, clause, negated)
                    elif inner_rule.relation in PAIRS:
                        inner += self.pairs(inner_rule, subject, given, clause, negated)
                    elif slot == "THAT":
                        inner += self.that_clause(inner_rule, subject, matched.slots["THAT"], given, clause, negated)
                    replaced = bool(inner) and rule.inner == "instead"
            count += inner
            if rule.relation in MEANS:
                count += self.means(rule, subject, (start, end), status, clause, negated)
            if not replaced:
                count += self.emit(rule, subject, (start, end), status, clause, negated)
        return count

    def means(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        """What is done "by suspending ..." is promised too."""
        words, (start, end) = self.words, span
        found = []
        for i in range(start + 1, end - 1):
            if words.lower[i] in ("by", "while") and words.tags[i + 1] == "G":
                found.append(i)
            elif words.tags[i] in "WS;":
                break
        return sum(
            self.emit(rule, subject, piece, status, clause, negated)
            for i, stop in zip(found, [*found[1:], end])
            for piece in split_actions(words, (i + 1, stop))
        )

    def that_clause(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        start, end = span
        words = self.words
        if words.lower[start] == "that":
            start += 1
        parts = [self.clauses[k] for k in clause.parts]
        if not parts:
            return self.emit(rule, subject, (start, end), status, clause, negated) if words.lower[span[0]] == "that" else 0
        count = 0
        for k, part in zip(clause.parts, parts, strict=True):
            if part.subject is None:
                begin = part.verb.start
            else:
                begin = part.subject[0]
                acts = split_actions(words, part.subject) if words.tags[begin] == "G" else []
                if len(acts) > 1:  # "that opening roads and building dams are vital": each of them
                    count += sum(self.emit(rule, subject, piece, status, part, negated) for piece in acts)
                    continue
                if words.tags[begin] in "PpD" and part.subject[1] - begin <= 1 or self.of_the_parties(k):
                    begin = part.verb.head
                if words.lower[part.subject[0]] == "there":
                    begin = part.verb.end
                if words.lower[part.subject[0]] == "it" and part.verb.be >= 0:  # "that it is desirable to widen trade"
                    to = next((i for i in range(part.verb.end, min(part.end, part.verb.end + 4)) if words.tags[i] in "TS"), -1)
                    begin = to + 1 if to > 0 and words.tags[part.verb.end : to].strip("RJE") == "" else begin
            count += self.emit(rule, subject, (begin, part.end), status, part, negated)
        return count

    def of_the_parties(self, k: int) -> bool:
        """True where the subject of clause k needs no telling: the parties or one of them."""
        subject = self.steps[k].subject
        return (
            subject is not None
            and subject.kind != "thing"
            and set(subject.names) <= {*self.context.parties, *self.context.members}
            and self.words.tags[self.clauses[k].verb.head] != "B"
        )

    def nominal(self, subject: Subject) -> int:
        """A stance as a noun under its lead-in: "declare: 1. Their commitment to ..., 2. Their rejection of ..."."""
        words = self.words
        i = 0
        while i < len(words.tags) and words.tags[i] in "DQJR":
            i += 1
        if not i or i + 1 >= len(words.tags) or words.tags[i] not in "NG" or words.tags[i + 1] not in "IT":
            return 0
        clause = Clause(VerbGroup(0, i + 1, i, "finite"), "bare", None, len(words.tags))
        best: tuple[int, Rule, Match] | None = None
        for trigger in ("express", "reaffirm", "reach", "make"):
            for pattern, rule in self.rules.index.get(trigger, ()):
                at = next((n for n, e in enumerate(pattern.elements[1:3], 1) if words.lemma[i] in e.words), 0)
                if at and len(pattern.elements) > at + 1:
                    found = match(Pattern(pattern.source, pattern.elements[at:]), words, i, i + 1, len(words.tags))
                    if found and found.slots and (best is None or found.weight > best[0]):
                        best = found.weight, rule, found
        if best is None:
            return 0
        _, rule, matched = best
        slot = object_slot(rule, matched)
        start, end = matched.slots[slot]
        if slot == "DO" or words.tags[start] == "G":
            return self.actions(rule, subject, (start, end), rule.status, clause, False)
        if slot == "THAT":
            return self.emit(rule, subject, (start, end), rule.status, clause, False)
        return self.things(rule, subject, (start, end), rule.status, clause, False)

    def bare_item(self) -> None:
        """A list item without a verb: a noun phrase under its lead-in."""
        lead = self.lead()
        numbered = self.sentence.body > self.sentence.start
        owner = lead[0] if lead is not None else self.context.all_parties("the issuing parties")
        if not self.words.tags or (lead is None and not numbered) or self.nominal(owner) or lead is None or lead[1] is None:
            return
        clause = Clause(VerbGroup(0, 1, 0, "finite"), "bare", None, len(self.words.tags))  # it stands for the whole item
        self.things(lead[1], lead[0], (0, len(self.words.tags)), lead[2], clause, False)

    # -- facts ---------------------------------------------------------------------------------------------------------------

    def emit(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool, name: str = "") -> int:
        words = self.words
        kind, object_span = "matter", None
        if not name:
            start, end = trim(words, span)
            if rule.relation == "visits" and words.tags[start] in "AU":
                end = start + 1  # "visited Arnor at the invitation of ..."
            if rule.family == "deed":
                start, end = before_purpose(words, (start, end))
            if end <= start:
                return 0
            if rule.relation in ACTOR_OR_THING and words.tags[start] == "A" and words.tags[start + 1 : start + 2] in ("I", "T"):
                end = start + 1  # "supports Arnor in its fight": Arnor is supported
            single = [i for i in range(start, end) if words.tags[i] in "AU" and words.mention[i] >= 0]
            if len(single) == 1 and all(
                words.tags[i] in "AUDQ" or words.lower[i] in ("government", "people", "side") for i in range(start, end)
            ):
                mention = self.mentions[words.mention[single[0]]]
                name, kind = mention.name, mention.kind
                if (
                    kind in ("person", "office")
                    and mention.actor
                    and rule.relation in TO_ACTORS | {"supports", "opposes", "condemns", "welcomes"}
                ):
                    name, kind = mention.actor, "country"
            else:
                name = text_of(words, (start, end))
                if (not any(t in "NAUJGV#a" for t in words.tags[start:end]) and name != "others") or (
                    end - start == 1 and words.tags[start] in "VPpB"
                ):
                    return 0
                if start and words.lower[start] in ("do", "so"):
                    return 0
                if rule.family == "deed" and (words.tags[start] == "p" or not self.fit_object(rule, (start, end))):
                    return 0
                if words.tags[start] in "Pp" and words.lower[start] in ("it", "them", "him", "her", "us") and end - start < 5:
                    return 0
            object_span = (words.starts[start], words.ends[end - 1])
        else:
            kind = "country"
        if rule.relation in TO_ACTORS and (name in subject.names):
            return 0
        if name.startswith("following ") and len(name) < 30:
            return 0  # "the following steps": the list says which
        if rule.relation in PERSONAL and subject.people and all(m.kind == "person" for m in subject.people):
            people, subject = subject.people, replace(subject, people=())
            return sum(
                self.emit(rule, replace(subject, names=(m.name,), kind="person"), span, status, clause, negated, name) for m in people
            )
        names = subject.names
        key = (names, rule.relation, name.lower(), negated)
        if key in self.seen or (rule.relation in PAIRS and ((name,), rule.relation, names[0].lower(), negated) in self.seen):
            return 0
        self.seen.add(key)
        sentence, text = self.sentence, self.reader.document.text
        verb = clause.verb
        trigger = (words.starts[verb.start], words.ends[verb.end - 1]) if words.starts else (sentence.start, sentence.end)
        speaker = subject.speaker  # empty: the issuing parties
        self.facts.append(
            Fact(
                self.reader.document.id,
                sentence.start,
                sentence.end,
                names,
                rule.relation,
                name,
                status,
                speaker,
                negated,
                find_topics(name),
                rule.id,
                text[sentence.start : sentence.end],
                trigger,
                object_span,
                kind,
                "person" if rule.relation in PERSONAL and subject.kind == "person" and subject.people == () else "actor",
                subject.reason,
            )
        )
        return 1

    def dealings(self) -> None:
        """Cooperation spoken of in a clause of actors: one fact per pair."""
        words = self.words
        rule = self.rules["cooperation-between"]
        self.together_with()
        spots = [
            i
            for i in (range(len(words.tags)) if "work" in words.lemma or not COOPERATION.isdisjoint(words.lemma) else ())
            if words.lemma[i] in COOPERATION
            and words.tags[i] in "NVGFU"
            or (words.lemma[i] in ("work", "effort") and words.tags[i] == "N" and i and words.lower[i - 1] == "joint")
            or (
                words.lemma[i] == "work"
                and words.tags[i] in "VGF"
                and i + 1 < len(words.tags)
                and (words.lower[i + 1] in TOGETHER or (words.lower[i + 1] == "with"))
            )
        ]
        spots = [i for i in spots if not (words.lemma[i] == "partner" and words.tags[i] == "N")]
        if not spots and len(self.context.parties) in (2, 3):
            self.side_by_side(rule)
            return
        if not spots:
            return
        for i in spots:
            k = self.clause_at(i)
            if k is None:
                continue
            subject = self.steps[k].subject
            clause = self.clauses[k]
            asked, found = self.steps[k].rule, self.steps[k].match
            if asked is not None and asked.relation == "callsOn" and found is not None and i >= found.slots.get("ACTOR", (i + 1, 0))[1]:
                continue  # what another is asked to do
            status = self.dealing_status(k, i)
            if both := self.compounded(i):
                said_by = subject.speaker if subject else ()
                self.pairs(rule, Subject(tuple(both), said_by, "the actors named"), status, clause, False)
                continue
            named = self.partners(i, clause.end)
            if named == "none":
                continue
            if named:
                base = subject.names if subject else ()
                people = [n for n in named if n not in base]
                if len(named) >= 2 and words.tags[i] == "N" and self.linked(i) in ("between", "among", "of"):
                    self.pairs(rule, Subject(tuple(named), subject.speaker if subject else (), "the actors named"), status, clause, False)
                elif subject is not None and 2 <= len(base) <= 3 and not people:  # "praised the partnership with Arnor"
                    self.pairs(rule, subject, status, clause, False)
                elif subject is not None and len(base) <= 3:
                    for one in base:
                        for other in people:
                            self.emit(rule, replace(subject, names=(one,)), (i, i + 1), status, clause, False, name=other)
                continue
            if subject is None and clause.parent is not None:
                subject = self.steps[clause.parent].subject
            if subject is None:
                if any(words.tags[j] == "Q" and words.lower[j] in ("our", "their") for j in range(max(0, i - 5), i)):
                    subject = self.context.all_parties("'our' are the parties")
                else:
                    continue
            if (
                len(subject.names) == 1
                and len(self.context.parties) in (2, 3)
                and subject.names[0] in self.context.parties
                and (
                    subject.speaker
                    or subject.kind == "person"
                    or any(words.lower[j] in ("bilateral", "our", "their") for j in range(max(0, i - 4), i))
                )
            ):
                if not any(
                    words.lower[j] in ONE_SIDED
                    for j in range(max(0, i - 6), min(len(words.tags), i + 4))
                ):
                    continue
                subject = replace(subject, names=self.context.parties)
            self.pairs(rule, subject, status, clause, False)

    def side_by_side(self, rule: Rule) -> None:
        """What parties do together they do in cooperation."""
        for i, word in enumerate(self.words.lower):
            if word == "together" and self.words.tags[i] == "R":
                k = next((k for k, c in enumerate(self.clauses) if c.kind in ("main", "content") and i < c.end), -1)
                subject = self.steps[k].subject if k >= 0 else None
                if subject is not None and 2 <= len(subject.names) <= 3 and set(subject.names) == set(self.context.parties):
                    self.pairs(rule, subject, self.dealing_status(k, i), self.clauses[k], False)

    def linked(self, i: int) -> str:
        for j in range(i + 1, min(len(self.words.tags), i + 8)):
            if self.words.lower[j] in ("between", "among", "with"):
                return self.words.lower[j]
            if self.words.tags[j] in ",;VFMSW":
                return ""
        return ""

    def partners(self, i: int, end: int) -> list[str] | str:
        """Actors named as partners near a word of cooperation: "with X", "between X and Y", "X-Y partnership"."""
        words = self.words
        names: list[str] = []
        link = next((j for j in range(i + 1, min(end, i + 8)) if words.lower[j] in ("between", "among", "with", "alongside")), None)
        if link is not None and any(t in ";VFMSW," for t in words.tags[i + 1 : link]):
            link = None
        if link is not None:
            j = link + 1
            while j < end and (words.tags[j] in "DQJaA,CU()'N" or words.lower[j] in ("including", "of") and not names):
                if words.tags[j] in "A":
                    mention = self.mentions[words.mention[j]]
                    names.append(mention.actor or mention.name)
                j += 1
            if len(names) == 1 and words.lower[link] in ("between", "among"):
                return "none"  # "among G20 members"
            if not names and j > link + 1:
                target = resolve(words, (link + 1, j), self.mentions, self.context)
                if target:
                    return list(target.names)
                if words.lower[link + 1] not in ("each", "one") and (
                    link == i + 1 or any(words.lemma[m] in PARTNER_NOUNS for m in range(link + 1, j))
                ) and words.tags[link + 1 : j].strip("DQJ").startswith("N"):
                    return "none"
        return names

    def compounded(self, i: int) -> list[str]:
        """Actors in front of a word of cooperation: "Arnor-Gondor alliance", "Arnor and Gondor defence cooperation"."""
        words, j = self.words, i - 1
        names: list[str] = []
        while j >= 0 and words.tags[j] in "JNUaACDG-" and i - j < 9:
            if words.tags[j] in "aA":
                mention = self.mentions[words.mention[j]]
                names.insert(0, mention.actor or mention.name)
                if words.tags[j - 1 : j] not in ("C", "-", "D") or (words.tags[j - 1 : j] == "D" and words.tags[j - 2 : j - 1] != "C"):
                    break
            j -= 1
        return list(dict.fromkeys(names)) if len(names) >= 2 else []

    def together_with(self) -> None:
        """Partners named at the opening: "Together with Rohan, we will ..."."""
        words = self.words
        main = next((k for k, c in enumerate(self.clauses) if c.kind == "main" and c.subject is not None), None)
        spoken = self.clauses[main].subject if main is not None else None
        if main is None or spoken is None:
            return
        first = spoken[0]
        subject = self.steps[main].subject
        opening = words.lower[: min(first, 5)]
        at = next((i for i, w in enumerate(opening) if w == "alongside" or (w in ("together", "jointly") and "with" in opening[i:])), None)
        if at is None or subject is None or len(subject.names) > 3:
            return
        rule = self.rules["cooperation-between"]
        for i in range(at, first):
            if words.tags[i] == "A":
                other = self.mentions[words.mention[i]]
                for one in subject.names:
                    if other.name != one:
                        self.emit(rule, replace(subject, names=(one,)), (i, i + 1), self.dealing_status(main, i), self.clauses[main], False,
                                  name=other.actor or other.name)

    def clause_at(self, i: int) -> int | None:
        best = None
        for k, clause in enumerate(self.clauses):
            start = clause.subject[0] if clause.subject else clause.verb.start
            if start <= i < clause.end and clause.kind != "relative":
                best = k
        return best

    def dealing_status(self, k: int, i: int) -> str | None:
        step, clause = self.steps[k], self.clauses[k]
        verb, lead = clause.verb, self.lead()
        status: str | None
        if step.rule is not None and step.rule.family == "stance":
            status = step.rule.status if step.rule.status in ("explored", "intended", "committed", "agreed", "discussed") else "underway"
        elif verb.continued:
            status = "underway"
        elif verb.modal in ("will", "shall"):
            status = "intended"
        elif lead is not None and clause.kind == "bare" and lead[2]:
            status = lead[2]
        else:
            status = "underway"
        near = {self.words.lemma[j] for j in range(max(0, i - 6), i)}
        if "continue" in near or self.words.lemma[verb.head] == "continue":
            status = max(status, "underway", key=LADDER.index)
        return status

    def remember_lead(self) -> None:
        """What list items below this sentence will take from it: subject, rule and status."""
        end = self.words.text[self.sentence.start : self.sentence.end].rstrip()[-1:]
        if not self.clauses:
            if self.sentence.kind != "item" and end in ",:;":
                self.context.leads[self.sentence.index] = (self.context.all_parties("the issuing parties"), None, None)
            return
        k = len(self.clauses) - 1
        for m in range(len(self.clauses) - 1, -1, -1):
            if self.clauses[m].kind in ("main", "bare") and self.steps[m].subject is not None:
                k = m
                break
        step = self.steps[k]
        subject = step.subject or self.context.all_parties("the issuing parties")
        rule = step.rule
        if end == ":":
            if rule is None:
                head = self.words.lemma[self.clauses[k].verb.head]
                entries = self.rules.index.get(head, ())
                rule = next((r for _, r in entries if r.family == "stance"), None)
                if rule is None and (self.clauses[k].verb.modal or head in ("take",)):
                    rule = self.rules["will-do"]
            self.context.leads[self.sentence.index] = (subject, rule, rule.status if rule else None)
            self.context.open_lead = rule
        elif end in ",;":
            self.context.leads[self.sentence.index] = (subject, None, None)

    def quoted(self) -> tuple[str, ...]:
        """The person who says the sentence's quotation: '"We agreed," he said'."""
        if '"' not in self.words.tags:
            return ()
        for step in self.steps:
            if step.subject is not None and step.subject.speaker and self.words.lemma[step.clause.verb.head] in SAYING:
                return step.subject.speaker
        return ()

    def finish(self) -> list[Fact]:
        return self.facts
