"""Sentence -> cooperation between actors, one fact a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush

from kg.facts.classes import (
    COOPERATION,
    ONE_SIDED,
    PARTNER_NOUNS,
    TOGETHER,
)
from kg.facts.objects import Objects
from kg.model import LADDER
from kg.references import Subject
from kg.rules import Rule


class Dealings(Objects):
    """Finds who works with whom."""

    def dealings(self) -> None:
        """Cooperation spoken of in a clause of actors: one fact per pair."""
        words = self.words
        rule = self.rules["cooperation-between"]
        self.together_with()
        spots = [
            i
            for i in (range(len(words.tags)) if "work" in words.lemma or not COOPERATION.isdisjoint(words.lemma) else ())
            if words.lemma[i] in COOPERATION
            and (words.tags[i] in "NVGF" or (words.tags[i] == "U" and words.lemma[i] != "alliance"))
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
        for i, k in self.clauses_at(spots):
            subject = self.steps[k].subject
            clause = self.clauses[k]
            asked, found = self.steps[k].rule, self.steps[k].match
            if asked is not None and asked.relation == "callsOn" and found is not None and i >= found.slots.get("ACTOR", (i + 1, 0))[1]:
                continue  # what another is asked to do
            if asked is not None and asked.relation in ("condemns", "opposes") and found is not None and (
                    found.slots.get("THING", (i + 1, 0))[0] <= i):
                continue  # "deplored the collaboration with Mordor": it is not theirs
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
                target = self.meant(link + 1, j)
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

    def clauses_at(self, spots: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each of the tokens that stands in a clause, and the last clause that it stands in; `spots` are in order."""
        coming = sorted(
            ((c.subject[0] if c.subject else c.verb.start, -k) for k, c in enumerate(self.clauses) if c.kind != "relative"), reverse=True
        )
        begun: list[int] = []  # heap of clauses that have begun, the last of them first
        for i in spots:
            while coming and coming[-1][0] <= i:
                heappush(begun, coming.pop()[1])
            while begun and self.clauses[-begun[0]].end <= i:
                heappop(begun)
            if begun:
                yield i, -begun[0]

    def dealing_status(self, k: int, i: int) -> str | None:
        step, clause = self.steps[k], self.clauses[k]
        verb, lead = clause.verb, self.lead()
        status: str | None
        if step.rule is not None and step.rule.family == "stance":
            status = step.rule.status if step.rule.status in ("explored", "intended", "committed", "agreed", "discussed") else "underway"
        elif verb.continued:
            status = "underway"
        elif verb.modal in ("will", "shall", "would"):
            status = "intended"
        elif lead is not None and clause.kind == "bare" and lead[2]:
            status = lead[2]
        else:
            status = "underway"
        near = {self.words.lemma[j] for j in range(max(0, i - 6), i)}
        if "continue" in near or self.words.lemma[verb.head] == "continue":
            status = max(status, "underway", key=LADDER.index)
        return status
