"""Sentence -> facts: reads its clauses from left to right; what no rule knows may still be a claim, a promise or a list item."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from operator import itemgetter

from kg.clauses import Clause, VerbGroup, read_clauses
from kg.facts.classes import (
    DEEPEST,
    DENYING,
    EFFECTS,
    FACTIVE,
    FIRM,
    NO_PLACE,
    OWN,
    PAIRS,
    PERSONAL,
    REFUSED,
    SAYING,
    SHOWING,
    STEPS,
    UNREAL,
)
from kg.facts.dealings import Dealings
from kg.facts.inner import InnerDeeds
from kg.facts.matching import object_slot
from kg.facts.subjects import SentenceReading, Step
from kg.model import Document, Fact, Mention, Sentence
from kg.patterns import Match, Pattern, match
from kg.references import Context, Subject
from kg.rules import LIGHT, Rule, Rules
from kg.words import Words


class SentenceRun(Dealings, InnerDeeds):
    """The reading of one sentence."""

    def go(self) -> None:
        tags = self.words.tags
        self.relatives = [  # those with a subject of their own, by its first token; no subject holds a verb, so they are in order
            (c.subject[0], c) for c in self.clauses if c.kind == "relative" and c.subject is not None and tags[c.subject[0]] != "W"
        ]
        for k in range(len(self.clauses)):
            self.steps[k].subject = self.subject_of(k)
        for k in range(len(self.clauses)):
            if k not in self.done:
                self.clause(k)
        if not self.clauses:
            self.bare_item()
        self.dealings()
        self.inner_deeds()
        self.remember_lead()

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
        claimed = self.own_stance(clause) or self.claim(clause, step, found)
        if claimed:
            return claimed + self.inner_clauses(clause, subject)
        if found is None and words.lemma[verb.head] in DENYING:
            self.done.update(clause.parts)
            return 0
        if found is None:
            inner = self.inner_clauses(clause, subject)
            if clause.kind in ("adverbial",):
                return inner
            return inner + self.unruled(clause, subject)
        rule, matched, voice = found
        if verb.modal in ("will", "shall") and voice == "active" and words.lemma[verb.head] in STEPS and "THING" in matched.slots:
            return self.unruled(clause, subject)  # "shall not adopt a tax", "will undertake formalities": what is still to be done
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
            if subject is not None and rule.family == "deed" and clause.kind == "content" and verb.tense == "present" and "by" not in (
                words.lower[verb.end : clause.end]):
                return self.inner_clauses(clause, subject)  # "ensure that the plan is carried out"
        elif voice == "noun":
            subject = step.subject = self.context.all_parties("passive without agent: the issuing parties")
        if rule.relation == "explores" and clause.kind == "participial" and self.words.lower[verb.head] == "considering":
            rule = self.rules["acknowledge-thing"]  # a preamble considers what is so
        refused = verb.negated and rule.relation in ("agreesTo", "acknowledges") and words.lemma[verb.head] in REFUSED
        if refused:  # "do not accept", "will never recognise"
            rule = self.rules["oppose-thing"]
        if rule.relation == "signs" and "THING" in matched.slots and self.words.lower[matched.slots["THING"][0]] == "force":
            return self.inner_clauses(clause, subject)  # what enters into force is signed by no one
        if words.lemma[verb.head] in DENYING and clause.parts:
            self.done.update(clause.parts)  # "denied that it had attacked Arnor": what is denied is not said
        step.rule, step.match = rule, matched
        if subject is None and clause.kind == "main" and clause.subject is not None and rule.relation in ("emphasizes", "commitsTo"):
            first = clause.subject[0]
            if words.lemma[verb.head] in SHOWING and words.tags[first] in "DQJNG" and not verb.modal:
                said = words.text[words.starts[first] : words.ends[clause.subject[1] - 1]]
                subject = step.subject = replace(self.context.all_parties(f"'{said[:60]}' shows it; the parties say so"), kind="thing")
        if subject is None and rule.relation == "establishes" and not verb.passive and (named := self.named_instrument(clause)) is not None:
            subject = step.subject = named
        if subject is None and rule.relation in PERSONAL and rule.family == "deed":
            subject = step.subject = self.persons_alone(clause)
        if subject is None or clause.kind == "adverbial" and rule.family == "stance":
            return self.inner_clauses(clause, subject)
        if rule.family in ("deed", "actor") and verb.modal in UNREAL and not self.foretold(clause):
            return self.inner_clauses(clause, subject)
        status = self.status_of(rule, clause)
        count = 0
        if voice == "passive":
            if clause.subject is None and clause.shares is not None:
                span = self.clauses[clause.shares].subject
            else:
                span = clause.subject
            if span and self.words.tags[span[0]] == "W":  # "the ceremony, which was attended by ..."
                described = rule.family == "deed" and self.words.lower[span[0]] in ("which", "that")
                span = self.noun_phrase_before(span[0]) if described and self.words.tags[span[0] - 1] != "I" else None
                told = words.lower[verb.end : clause.end]
                if span and "by" not in told and not any(
                    words.tags[i] == "Q" or words.lower[i] in OWN for i in range(max(0, span[0] - 1), span[1])):
                    span = None  # who concluded "the agreement which was concluded" is not said
            if span and self.words.lower[span[0]] not in ("it", "there", "they", "he", "we"):
                count += self.things(rule, subject, span, status, clause, bool(verb.negated))
            return count + self.inner_clauses(clause, subject)
        slot = object_slot(rule, matched)
        negated = (bool(verb.negated and not refused) or self.no_noun(clause, matched)) != rule.negated
        if clause.subject is not None and words.lower[clause.subject[0]] == "neither" and not refused:
            negated = not negated  # "neither side will ..."
        if rule.object == "ACT":
            if subject.kind == "thing":
                return self.inner_clauses(clause, subject)
            return self.actions(rule, subject, (verb.head, clause.end), status, clause, negated) + self.inner_clauses(clause, subject)
        if slot == "THAT":
            inner = self.inner_clauses(clause, subject, after=matched.slots["THAT"][0])
            if inner and not (rule.relation in FACTIVE and self.of_others(clause)):
                return inner
            return inner + self.that_clause(rule, subject, matched.slots["THAT"], status, clause, negated)
        if rule.id == "meet-to-do":
            self.meeting(subject, clause, negated)
        if slot == "DO" and rule.inner == "instead" and (inner := self.inner_clauses(clause, subject)):
            return inner  # "are pleased to announce that ..."
        if slot == "DO":
            return self.actions(rule, subject, matched.slots["DO"], status, clause, negated) + self.inner_clauses(clause, subject)
        if slot == "ACTOR":
            if rule.id == "call-on":
                self.done.update(clause.parts)  # "requested that Arnor lend ships": it is asked to, it does not yet
            count = self.actors(rule, subject, matched.slots["ACTOR"], status, clause, negated)
            given = words.tags[slice(*matched.slots["ACTOR"])]
            if rule.relation == "aids" and "THING" in matched.slots and "A" in given:  # "provided Arnor with two ships"
                count += self.things(self.rules["provide-thing"], subject, matched.slots["THING"], status, clause, negated)
            if not count and rule.family == "actor" and verb.modal in ("will", "shall") and subject.kind != "thing":
                count = self.actions(self.rules["will-do"], subject, (verb.head, clause.end), "intended", clause, negated)
            return count + self.inner_clauses(clause, subject)
        if slot == "THING":
            start, end = matched.slots["THING"]
            place = bisect_right(self.relatives, start, key=itemgetter(0))
            if place < len(self.relatives) and (begin := self.relatives[place][0]) < end:  # "the role Arnor can play"
                if begin - start <= 6:
                    return self.emit(rule, subject, (start, self.relatives[place][1].verb.end), status, clause, negated)
                end = begin
            if self.words.tags[start] == "G":
                return self.actions(rule, subject, (start, end), status, clause, negated) + self.inner_clauses(clause, subject)
            return self.things(rule, subject, (start, end), status, clause, negated) + self.inner_clauses(clause, subject)
        if rule.relation in PAIRS:
            return self.pairs(rule, subject, status, clause, negated)
        return self.inner_clauses(clause, subject)

    def named_instrument(self, clause: Clause) -> Subject | None:
        """The instrument of "The Harbour Framework established a joint fund" or "the Framework, which created the group"."""
        words = self.words
        span = clause.subject
        if span is None and clause.shares is not None:
            span = self.clauses[clause.shares].subject
        at = (span[0] - 1 if words.tags[span[0]] == "W" else span[1] - 1) if span else -1
        back = at
        while at > 0 and back - at < 6 and (words.tags[at] in ",IER" or words.tags[at] == "U" and self.is_date(at)):
            at -= 1  # "the Framework, signed in 1995, which founded ..."
        if at < 0 or words.tags[at] != "U" or words.mention[at] < 0 or self.mentions[words.mention[at]].kind != "instrument":
            return None
        name = self.mentions[words.mention[at]].name
        return Subject((name,), (), f"'{name}' names it", "thing")

    def persons_alone(self, clause: Clause) -> Subject | None:
        """The persons of a clause of whom it is not known for whom they speak: they still host, visit and take part."""
        words, span = self.words, clause.subject
        if span is None and clause.shares is not None:
            span = self.clauses[clause.shares].subject
        if span is None:
            return None
        at = [i for i in range(*span) if words.tags[i] == "A" and words.mention[i] >= 0 and words.tags[i + 1 : i + 2] != "'"]
        people = [self.mentions[words.mention[i]] for i in at]
        if not people or any(m.kind != "person" for m in people):
            return None
        return Subject(tuple(m.name for m in people), (), "the persons named", "person", tuple(people))

    def own_stance(self, clause: Clause) -> int:
        """A stance that is the subject: "Our support for Arnor is unwavering", "Our commitment to peace remains firm"."""
        verb, words = clause.verb, self.words
        if clause.kind != "main" or clause.subject is None or verb.modal or verb.negated or verb.passive:
            return 0
        begin, end = clause.subject
        if words.lower[begin] not in ("our", "their") or words.tags[verb.head] != "B" and words.lemma[verb.head] not in ("remain", "stand"):
            return 0
        if not FIRM.intersection(words.lemma[verb.end : clause.end]):
            return 0
        return self.nominal(self.context.all_parties(f"'{words.lower[begin]}' are the parties"), begin, end)

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

    def inner_clauses(self, clause: Clause, subject: Subject | None, after: int = 0) -> int:
        count = 0
        for k in clause.parts if self.depth < DEEPEST else ():  # what is deeper is read later, as a clause of its own
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
        if verb.modal == "shall" and clause.kind == "main" and clause.subject is not None and (verb.passive or subject is None):
            parties = self.context.all_parties("what shall be is the will of the issuing parties")
            return self.emit(self.rules["will-do"], parties, (clause.subject[0], clause.end), "intended", clause, verb.negated)
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
        if subject.kind == "thing" and (words.lemma[verb.head] in EFFECTS or words.tags[verb.head] == "B"):
            return 0  # what a thing will bring about is no one's promise
        if self.foretold(clause):
            return self.actions(self.rules["will-do"], subject, span, "intended", clause, verb.negated)
        if verb.modal in ("will", "shall") and clause.kind in ("main", "content", "bare"):
            neither = clause.subject is not None and words.lower[clause.subject[0]] == "neither"
            return self.actions(self.rules["will-do"], subject, span, "intended", clause, verb.negated or neither)
        return 0

    def of_others(self, clause: Clause) -> bool:
        """True where what is noted or welcomed is the doing of others: "welcomed that Arnor has signed"."""
        own = {*self.context.parties, *self.context.members}
        return all(
            (subject := self.steps[k].subject) is None or subject.kind != "thing" and own.isdisjoint(subject.names) for k in clause.parts
        )

    def foretold(self, clause: Clause) -> bool:
        """True for "said that Arnor would ease visas": what was still to come when it was said."""
        if clause.verb.modal != "would" or clause.kind != "content" or clause.parent is None:
            return False
        saying = self.clauses[clause.parent].verb
        return self.words.lemma[saying.head] in SAYING and saying.tense in ("past", "perfect")

    def nominal(self, subject: Subject, begin: int = 0, stop: int = 0) -> int:
        """A stance as a noun under its lead-in: "declare: 1. Their commitment to ..., 2. Their rejection of ..."."""
        words, stop = self.words, stop or len(self.words.tags)
        i = begin
        while i < len(words.tags) and words.tags[i] in "DQJR":
            i += 1
        if i == begin or i + 1 >= len(words.tags) or words.tags[i] not in "NG" or words.tags[i + 1] not in "IT":
            return 0
        clause = Clause(VerbGroup(begin, i + 1, i, "finite"), "bare", None, stop)
        best: tuple[int, Rule, Match] | None = None
        for trigger in ("express", "reaffirm", "reach", "make"):
            for pattern, rule in self.rules.index.get(trigger, ()):
                at = next((n for n, e in enumerate(pattern.elements[1:3], 1) if words.lemma[i] in e.words), 0)
                if at and len(pattern.elements) > at + 1:
                    found = match(Pattern(pattern.source, pattern.elements[at:]), words, i, i + 1, stop)
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
        if self.words.tags[:1] == "A" and self.mentions[self.words.mention[0]].kind == "person":
            return  # "Mr. Baggins, Minister of Trade;": who was there
        owner = lead[0] if lead is not None else self.context.all_parties("the issuing parties")
        if not self.words.tags or (lead is None and not numbered) or self.nominal(owner) or lead is None or lead[1] is None:
            return
        clause = Clause(VerbGroup(0, 1, 0, "finite"), "bare", None, len(self.words.tags))  # it stands for the whole item
        self.things(lead[1], lead[0], (0, len(self.words.tags)), lead[2], clause, False)

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
        if (rule is None or rule.family != "stance") and set(subject.names) < {*self.context.parties, *self.context.members}:
            subject = self.context.all_parties("a list without a verb of its own is of the issuing parties")
        if end == ":":
            if rule is None:
                head = self.words.lemma[self.clauses[k].verb.head]
                entries = self.rules.index.get(head, ()) if head not in LIGHT else ()  # "those present were:" says nothing yet
                plain = ((p.elements[1], r) for p, r in entries if r.family == "stance" and len(p.elements) > 1)
                rule = next((r for e, r in plain if e.slot in ("THING", "DO", "THAT") or e.words and e.words <= {"to", "on", "for"}), None)
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


def opening_verb(words: Words, stances: AbstractSet[str]) -> int:
    """The noun at the opening that is the verb of a resolution: "Requests the Secretary-General to report"; -1 where none is."""
    tags = words.tags
    at = 1 if tags[:1] == "R" else 0
    if tags[at : at + 1] != "N" or words.lemma[at] not in stances or words.lower[at] not in (f"{words.lemma[at]}s", f"{words.lemma[at]}es"):
        return -1
    behind = tags[at + 1 : at + 2]
    stop = next((i for i in range(at + 1, len(tags)) if tags[i] in "SWT;"), len(tags))
    finite = any(t in "FHBM" for t in tags[at + 1 : stop])
    return at if behind and not finite and (behind in "DQAS" or words.lower[at + 1] in ("upon", "with", "to")) else -1


class Reader:
    """Reads the sentences of one document in order; state is the document's context alone."""

    def __init__(self, document: Document, rules: Rules, context: Context, mentions: Sequence[Mention]) -> None:
        self.document, self.rules, self.context, self.mentions = document, rules, context, mentions
        self.stances = rules.stances

    def read(self, sentence: Sentence, words: Words) -> SentenceReading:
        if words.tags[:1] == "E" and sentence.lead is not None and words.lemma[0] in self.stances:
            words.tags = "F" + words.tags[1:]  # "The Heads of State: (a) Noted with satisfaction ..."
        elif (at := opening_verb(words, self.stances)) >= 0:
            words.tags = words.tags[:at] + "V" + words.tags[at + 1 :]
        clauses = read_clauses(words, self.stances, sentence.kind == "item" or sentence.body > sentence.start)
        reading = SentenceReading(words, clauses, [Step(c, None) for c in clauses])
        run = SentenceRun(self.document, self.rules, self.context, self.mentions, sentence, reading)
        run.go()
        reading.facts = run.finish()
        reading.speaker = run.quoted()
        if reading.speaker:
            reading.facts = [replace(f, speaker=reading.speaker) for f in reading.facts]
        return reading
