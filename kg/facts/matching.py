"""Clause -> the rule that its verb triggers, in which voice, how firm, and whether it says that something is so."""

from __future__ import annotations

from kg.clauses import Clause
from kg.facts.classes import (
    ANSWERABLE,
    HYPOTHETICAL,
    NOT_YET,
)
from kg.facts.subjects import Run
from kg.patterns import Match, Pattern, match
from kg.phrases import Span
from kg.rules import Rule

LONG_CLAUSE = 200  # tokens


def object_slot(rule: Rule, matched: Match) -> str:
    """The slot that is the object: the one the rule names, else the innermost that was filled."""
    if rule.object in matched.slots:
        return rule.object
    return next((s for s in ("THAT", "DO", "THING", "ACTOR") if s in matched.slots), "")


class Matching(Run):
    """Finds the rule of a verb."""

    def present(self, start: int, end: int) -> set[str]:
        """Words and lemmas between two tokens; of a long clause those of the whole sentence, which are collected once."""
        words = self.words
        if end - start <= LONG_CLAUSE:
            return {*words.lower[start:end], *words.lemma[start:end]}
        if not self.every:
            self.every = {*words.lower, *words.lemma}
        return self.every

    def find_rule(self, start: int, head: int, head_end: int, end: int, be: int, passive: bool) -> tuple[Rule, Match, str] | None:
        """The longest pattern that matches at a verb: its rule, the match, and the voice it was read in."""
        words = self.words
        best: tuple[int, Rule, Match, str] | None = None
        opening = passive and be < 0 and not words.tags[:head].strip("R")
        if be < 0 and not opening and words.lemma[head] not in self.rules.index:
            return None
        present = self.present(min(head, be + 1 or head), end)
        if opening:  # "Convinced that ...", "Deeply concerned by ..."
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
                after = self.particles(pattern, head_end, end)
                if after >= 0:
                    if best is None or after - head_end >= best[0]:
                        best = 1 + after - head_end, rule, Match({}, after, 1), "passive"
                    continue
            found = match(pattern, words, head, head_end, end)
            if found and "THAT" in found.slots and not self.is_clause(found.slots["THAT"]):
                continue
            if found and rule.id == "united-in" and words.lemma[head] == "join" and words.tags[found.slots["THING"][0]] != "G":
                continue  # "joined the league in 1995"
            answerable = not ANSWERABLE.isdisjoint(words.lower[head_end:end])
            if found and rule.relation == "conducts" and (self.begins_with_actor(found) or answerable):
                continue  # "hold the President to account" holds no event
            if found and (best is None or found.weight > best[0]):
                best = found.weight, rule, found, "active"
        if best is None and not passive and (after := self.past_setting(head_end, end)) > head_end:
            return self.find_rule(start, head, after, end, be, passive)  # "established on 25 March the joint fund"
        return best[1:] if best else None

    def past_setting(self, at: int, end: int) -> int:
        """The token behind a day or place that stands between a verb and its object."""
        words = self.words
        i = at
        if i + 2 < end and words.tags[i] == "I" and words.lower[i] in ("on", "in", "at") and words.mention[i + 1] >= 0:
            if self.mentions[words.mention[i + 1]].kind in ("date", "place") and words.tags[i + 2] in "DQJ":
                return i + 2
        if i + 1 < end and words.lower[i] in ("today", "yesterday") and words.tags[i + 1] in "DQJ":
            return i + 1
        return at

    def particles(self, pattern: Pattern, at: int, end: int) -> int:
        """Where a passive's particles end: "was held", "was set up", "was carried out"; -1 where the pattern has no passive of its own."""
        elements = pattern.elements
        if self.words.lower[at - 1 : at + 1] in (["founded", "on"], ["founded", "upon"], ["founded", "in"]) :
            return -1  # principles on which a thing rests
        last = next((k for k, e in enumerate(elements[1:], 1) if not e.words or e.optional), 0)
        if not last or elements[last].slot not in ("THING", "ACTOR"):
            return -1
        for element in elements[1:last]:
            if at >= end or self.words.lower[at] not in element.words or self.words.tags[at] in "NAU":
                return -1
            at += 1
        return at

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

    def hypothetical(self, clause: Clause) -> bool:
        """True for "if Arnor were to join", "whether Arnor should join": nothing is said to be so."""
        if clause.subject is None:
            return False
        before = clause.subject[0] - 1
        if before >= 0 and self.words.lower[before] in NOT_YET and clause.verb.tense == "present" and clause.verb.passive:
            return True  # "until a treaty is signed"
        return before >= 0 and self.words.lower[before] in HYPOTHETICAL and clause.kind in ("adverbial", "content")

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
