"""Clause -> who acts: its own subject, the one it shares, an agent, what a relative stands for, the owner of a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.clauses import Clause
from kg.model import Document, Fact, Mention, Sentence
from kg.patterns import Match
from kg.phrases import Span
from kg.references import LANDS, Context, Subject, from_mentions, resolve
from kg.rules import Rule, Rules
from kg.words import Words


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


class Run:
    """One sentence being read: its words, clauses and what they gave so far."""

    def __init__(
        self, document: Document, rules: Rules, context: Context, mentions: Sequence[Mention], sentence: Sentence, reading: SentenceReading
    ) -> None:
        self.document, self.rules, self.context, self.mentions = document, rules, context, mentions
        self.sentence, self.reading = sentence, reading
        self.words, self.clauses, self.steps = reading.words, reading.clauses, reading.steps
        self.mains = [k for k, clause in enumerate(self.clauses) if clause.kind == "main"]
        self.every: set[str] = set()  # words and lemmas of the sentence, once they are asked for
        self.facts: list[Fact] = []
        self.done: set[int] = set()
        self.depth = 0  # how many clauses the one that is read stands in
        self.seen: set[tuple] = set()

    def lead(self) -> tuple | None:
        return self.context.leads.get(self.sentence.lead) if self.sentence.lead is not None else None

    def subject_of(self, k: int) -> Subject | None:
        clause = self.clauses[k]
        if clause.shares is not None:
            return self.steps[clause.shares].subject if clause.shares < k else None
        if clause.kind == "relative":
            return self.antecedent(clause)
        if clause.subject is not None and (told := self.teller(clause)) is not None:
            return told
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
            place = bisect_left(self.mains, k)
            main = self.mains[max(0, place - 1)] if self.mains else None  # the one before, else the first behind
            if main is not None:
                return self.steps[main].subject or self.subject_of(main)
        lead = self.lead()
        if lead is not None:
            return lead[0]
        if clause.kind in ("bare", "participial"):
            return self.context.all_parties("the issuing parties")
        return None

    def teller(self, clause: Clause) -> Subject | None:
        """Who is meant by "it" and "they" in what they say themselves: "Arnor assured Gondor that it would ..."."""
        start, end = clause.subject or (0, 0)
        verb = clause.verb
        if clause.kind == "content" and clause.parent is not None and end - start == 2 and self.words.lower[start] in ("his", "her"):
            owner = self.steps[clause.parent].subject
            if owner is not None and len(owner.speaker) == 1 and self.words.lemma[start + 1] in LANDS:
                return replace(owner, reason="the country of who says so")  # "Baggins said his country was ready"
        if clause.kind != "content" or clause.parent is None or end - start != 1 or verb.be >= 0 and verb.head == verb.be:
            return None
        saying = self.steps[clause.parent].subject
        word = self.words.lower[start]
        if saying is None or saying.kind == "thing" or word not in ("it", "they") or (word == "it") != (len(saying.names) == 1):
            return None
        return replace(saying, reason=f"'{word}' is who says so")

    def meant(self, start: int, end: int) -> Subject | None:
        """Whom a noun phrase that is no subject names; "it" and "they" do not go back to it."""
        before = self.context.focus, self.context.person
        found = resolve(self.words, (start, end), self.mentions, self.context)
        self.context.focus, self.context.person = before
        return found

    def agent(self, clause: Clause) -> Subject | None:
        """The agent of a passive ("by ..."); without one, the parties."""
        words = self.words
        for i in range(clause.verb.end, min(clause.end, clause.verb.end + 12)):
            if words.lower[i] == "by" and i + 1 < clause.end:
                j = i + 1
                while j < clause.end and words.tags[j] in "DQJNaAUPp'C":
                    j += 1
                return self.meant(i + 1, j)
            if words.tags[i] in ",;SW":
                break
        return self.context.all_parties("passive without agent: the issuing parties")

    def antecedent(self, clause: Clause) -> Subject | None:
        i = (clause.subject[0] if clause.subject else clause.verb.start) - 1
        if clause.subject and self.words.tags[clause.subject[0]] not in "W":
            return resolve(self.words, clause.subject, self.mentions, self.context)
        while i >= 0 and self.words.tags[i] in ",(":
            i -= 1
        if i >= 0 and self.words.tags[i] in "AU" and self.words.mention[i] >= 0:
            mention = self.mentions[self.words.mention[i]]
            if mention.kind == "place" and self.words.lemma[clause.verb.head] in ("host", "receive"):
                return Subject((mention.name,), (), f"'{mention.name}' is told of")
            if self.words.tags[i] == "U" and mention.kind not in ("instrument", "event", "organization"):
                return None
            focus = self.context.focus
            subject = from_mentions([mention], mention.name, self.context)
            self.context.focus = focus
            return subject
        return None

    def noun_phrase_before(self, end: int) -> Span | None:
        """The noun phrase that ends at a token: what a participle or a relative clause behind it describes."""
        tags, lower = self.words.tags, self.words.lower
        i = end
        while i > 0 and tags[i - 1] in ",(":
            i -= 1
        settled = i
        while settled > 0 and tags[settled - 1] in "UA,":
            settled -= 1
        if 0 < settled < i and lower[settled - 1] in ("in", "at", "on") and settled > 1 and tags[settled - 2] in "NUA)":
            i = settled - 1  # "the ceremony in Bree, which was attended by ..."
        stop = i
        while i > 0 and (tags[i - 1] in "JNaAUG#'()Q" or (tags[i - 1] == "I" and lower[i - 1] == "of") or tags[i - 1] == "D"):
            i -= 1
            if tags[i] in "DQ":
                break
        while i < stop and tags[i] in "I)'":
            i += 1
        return (i, stop) if i < stop and any(t in "NUAG" for t in tags[i:stop]) else None
