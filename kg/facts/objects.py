"""Rule + complement -> facts: things, actors and acts taken apart, named, and given their evidence."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from kg.clauses import Clause
from kg.facts.classes import (
    ACTOR_OR_THING,
    ACTS_TOO,
    BARE_LISTS,
    BARE_STANCES,
    BODIES,
    COUNTERPARTS,
    EVENTFUL,
    EVENTS,
    GIFTS,
    GUESTS,
    INCLUDING,
    INTANGIBLE,
    MEANS,
    MEMBERS,
    NO_GOODS,
    OF_A_STATE,
    PAIRS,
    PERSONAL,
    STANCE_NOUNS,
    TALKS,
    TO_ACTORS,
    UNDERTAKING,
)
from kg.facts.matching import Matching, object_slot
from kg.model import Fact
from kg.patterns import Match, match
from kg.phrases import Span, before_purpose, before_setting, text_of, trim
from kg.references import Subject
from kg.rules import Rule
from kg.series import split_actions, split_things
from kg.topics import find_topics

SPANS_OF_TIME = frozenset({"today", "yesterday", "year", "month", "week"})


NAMED = re.compile("[AU]")
MEANING = re.compile("[NAUJGV#a]")  # tags of words that say something of a thing


class Objects(Matching):
    """Makes facts of complements."""

    def things(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        count = 0
        if listed := self.listed_below(span, clause):
            return sum(self.emit(rule, subject, piece, status, clause, negated) for piece in listed)
        link = self.inherited(span)
        if link < span[1]:
            count += self.rest(subject, link, span[1], clause, negated)
            if count:
                span = (span[0], link)
        if rule.relation in TO_ACTORS and rule.object != "THING":
            return self.actors(rule, subject, span, status, clause, negated)
        if rule.relation in ACTS_TOO and (acts := self.acts_behind(span)):
            count += self.actions(rule, subject, (acts, span[1]), status, clause, negated)
            span = (span[0], acts)
        tags = self.words.tags
        if rule.id == "give-thing" and tags[span[0]] == "A" and tags[span[0] + 1 : span[0] + 2] in ("D", "#", "J", "U"):
            count += self.emit(self.rules["aid-actor"], subject, (span[0], span[0] + 1), status, clause, negated)
            span = (span[0] + 1, span[1])  # "lent Arnor two ships"
        if rule.relation == "signs" and self.words.lemma[clause.verb.head] == "conclude" and self.heads(span) in EVENTS:
            rule = self.rules["conduct-thing"]  # "concluded their talks"
        if rule.id == "announce-thing" and self.amount(span[0], min(span[1], span[0] + 6)):
            rule = self.rules["provide-thing"]  # "announced 20 million crowns for the harbour"
        pieces = split_things(self.words, span, bare=rule.relation in BARE_LISTS)
        if rule.relation == "provides" and pieces and not self.fit_object(rule, trim(self.words, pieces[0])):
            return 0  # "provides a basis for A, the B and the C"
        for piece in pieces:
            count += self.emit(rule, subject, piece, status, clause, negated)
            count += self.talks(rule, subject, piece, status, clause, negated)
        if rule.relation in INCLUDING:
            count += self.included(rule, subject, span, status, clause, negated)
        return count

    def listed_below(self, span: Span, clause: Clause) -> list[Span]:
        """What "the following documents" are, where a colon and a list come behind: "were signed: A; B; and C"."""
        words = self.words
        if "following" not in words.lower[span[0] : span[0] + 3]:
            return []
        colon = words.tags.find(":", clause.verb.end, clause.verb.end + 16)
        if colon < 0:
            return []
        end = len(words.tags)
        marks = ";" if ";" in words.tags[colon:end] else ","
        cuts = [colon, *(i for i in range(colon, end) if words.tags[i] in marks), end]
        pieces = []
        for a, b in itertools.pairwise(cuts):
            start = a + 1
            while start < b and words.tags[start] in "C,D":
                start += 1
            if start < b:
                pieces.append((start, b))
        return pieces

    def acts_behind(self, span: Span) -> int:
        """Where acts follow a thing: "called for calm and to open the roads"; 0 if nowhere."""
        tags = self.words.tags
        for i in range(span[0] + 1, span[1] - 2):
            if tags[i] == "C" and tags[i + 1] == "T" and tags[i + 2] in "VBR" and "T" not in tags[span[0] : i]:
                return i + 1
            if tags[i] in ";S":
                break
        return 0

    def inherited(self, span: Span) -> int:
        """Where a coordinated noun inherits the verb: "express support for A and our condemnation of B"; `span`'s end if nowhere."""
        tags, lemma = self.words.tags, self.words.lemma
        for i in range(span[0] + 1, span[1] - 3):
            bare = tags[i + 1] == "N" and lemma[i + 1] in BARE_STANCES  # "support for A and commitment to B"
            if tags[i] == "C" and (tags[i + 1] in "QDJ" or bare) and tags[i - 1] != "J":  # "political and economic support" is one
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
        head = self.heads(span)
        link = next((i for i in range(start, end) if words.tags[i] in "ITW,("), end)
        if rule.id == "appoint-body":
            return any(words.lemma[i] in BODIES for i in range(start, link))
        if rule.id == "lead-event":
            return head in EVENTS
        if rule.relation == "joins" and head in ("standard", "principle", "rule", "norm", "value", "commitment", "obligation", "practice"):
            return False  # "adhere to the highest standards" joins nothing
        if rule.relation == "establishes":
            return head not in INTANGIBLE
        if rule.relation == "signs":
            return head not in TALKS and head not in ("progress", "work", "visit") and words.tags[start] != "G"
        if rule.relation == "provides" and head in NO_GOODS:
            return False
        if rule.relation == "conducts":
            return head not in GUESTS and head not in ("hostage", "prisoner", "detainee", "view", "position")
        if rule.id == "give-thing":
            return head in GIFTS or self.amount(start, end)
        if rule.relation == "hosts":
            return head not in GUESTS and not (words.tags[start : start + 1] == "A" and link - start == 1)
        return True

    def before_day(self, span: Span) -> Span:
        """A deed's object without the day it was done behind it: "the Council | in 1995"."""
        start, end = span
        words = self.words
        last = end - 1
        if last - start >= 2 and words.tags[last] == "U" and words.mention[last] >= 0 and words.lower[last - 1] in ("in", "on"):
            if self.mentions[words.mention[last]].kind == "date":
                return start, last - 1
        return span

    def heads(self, span: Span) -> str:
        """The lemma of a phrase's head noun."""
        tags = self.words.tags
        link = next((i for i in range(*span) if tags[i] in "ITW(" or (tags[i] == "," and tags[i - 1] != "J")), span[1])
        return self.words.lemma[link - 1] if link > span[0] else ""

    def amount(self, start: int, end: int) -> bool:
        """True where a sum or a number is named in the span."""
        words = self.words
        return any(
            words.tags[i] == "#" or (words.mention[i] >= 0 and self.mentions[words.mention[i]].kind == "amount") for i in range(start, end)
        )

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
                stop = next((j for j in range(begin, span[1]) if words.tags[j] in ";WVFM" and words.tags[j - 1] not in "TR"), span[1])
                if begin < stop and words.tags[begin] in "IGT":
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
                or (words.lower[i] in ("as", "amid", "against", "despite") and i > begin and "well" not in words.lower[i - 1 : i + 2])
            ),
            span[1],
        )
        for i in range(begin, stop):
            if words.tags[i] == "A" and i + 1 < stop and words.lemma[i + 1] in MEMBERS and words.tags[i + 1] == "N":
                continue  # "all Group members"
            if words.tags[i] == "A" and not (i + 1 < stop and words.tags[i + 1] == "'" and "N" in words.tags[i + 2 : i + 4]):
                if self.is_call(rule, clause, i, span[1]):
                    rule, status = self.rules["meet-with"], "completed"
                count += self.emit(rule, subject, (i, i + 1), status, clause, negated)
            elif words.tags[i] == "U" and rule.relation == "attacks" and words.mention[i] >= 0 and (
                self.mentions[words.mention[i]].kind == "place"):
                count += self.emit(rule, subject, (i, i + 1), status, clause, negated)
        if not count and "a" in words.tags[begin:stop]:
            at = words.tags.index("a", begin)  # "met his Greek counterpart", "thanked the Greek Government"
            if words.lemma[at + 1 : at + 2] and words.lemma[at + 1] in OF_A_STATE:
                mention = self.mentions[words.mention[at]]
                count += self.emit(rule, subject, (at, at + 1), status, clause, negated, name=mention.actor or mention.name)
        if count:
            return count
        if rule.relation in PAIRS and all(words.tags[i] in "DPpQR" or self.is_date(i) for i in range(begin, stop)):
            return self.pairs(rule, subject, status, clause, negated)
        if rule.relation in ("callsOn", "thanks", "invites", "aids", "attacks", "threatens", "sanctions"):
            target = self.meant(begin, stop) if stop > begin else None
            if target and target.names != subject.names and words.tags[begin] in "DQP" and words.lower[begin] != "all":
                return sum(self.emit(rule, subject, (begin, stop), status, clause, negated, name=name) for name in target.names)
            if rule.relation in ("callsOn", "thanks", "invites"):
                return sum(self.emit(rule, subject, p, status, clause, negated) for p in split_things(words, (begin, stop), bare=True))
            return 0
        if rule.relation in PAIRS and (stop <= begin or not COUNTERPARTS.isdisjoint(words.lemma[begin:stop])):
            return self.pairs(rule, subject, status, clause, negated)
        if rule.relation == "supports" and stop > begin and words.tags[begin] in "DQ" and "N" in words.tags[begin:stop]:
            return self.things(rule, subject, (begin, stop), status, clause, negated)  # "stand in solidarity with our partners"
        return 0  # "meet the goals", "met senior officials"

    def is_date(self, i: int) -> bool:
        return self.words.mention[i] >= 0 and self.mentions[self.words.mention[i]].kind == "date"

    def is_call(self, rule: Rule, clause: Clause, i: int, end: int) -> bool:
        """True for "called on President Suzuki": a visit to a person, of whom nothing is asked."""
        words = self.words
        return (
            rule.id == "call-on"
            and words.lemma[clause.verb.head] == "call"
            and clause.verb.tense in ("past", "perfect")
            and self.mentions[words.mention[i]].kind in ("person", "office")
            and not any(t in "TGV" for t in words.tags[i + 1 : end])
            and "for" not in words.lower[i + 1 : end]
        )

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
            if words.lower[start - 2 : start] == ["not", "to"]:  # "agreed not to hold it": no deed stands inside
                count += self.emit(rule, subject, (start - 2, end), status, clause, negated)
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
                means = self.means_at((start, end)) if rule.relation in MEANS else []
                count += self.emit(rule, subject, (start, means[0] if means else end), status, clause, negated)
        return count

    def means(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        """What is done "by suspending ..." is promised too; "by agreeing on ..." is agreed."""
        words, end = self.words, span[1]
        found = self.means_at(span)
        count = 0
        for i, stop in zip(found, [*found[1:], end]):
            for begin, last in split_actions(words, (i + 1, stop)):
                stated = self.find_rule(begin, begin, begin + 1, last, -1, False) if words.tags[begin] == "G" else None
                if stated is not None and stated[0].relation == "agreesTo" and "THING" in stated[1].slots:
                    own = stated[0]
                    count += self.things(own, subject, stated[1].slots["THING"], own.status, clause, negated)
                else:
                    count += self.emit(rule, subject, (begin, last), status, clause, negated)
        return count

    def means_at(self, span: Span) -> list[int]:
        """Tokens at which means begin: "by suspending ...", "while keeping ..."."""
        words, (start, end) = self.words, span
        found = []
        for i in range(start + 1, end - 1):
            if words.lower[i] in ("by", "while") and words.tags[i + 1] == "G":
                found.append(i)
            elif words.tags[i] in "WS;":
                break
        return found

    def that_clause(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool) -> int:
        start, end = span
        words = self.words
        if words.lower[start] == "that":
            start += 1
        parts = [self.clauses[k] for k in clause.parts]
        if not parts:
            told = words.lower[span[0]] == "that" or (span[0] > 0 and words.lower[span[0] - 1] == "that")
            return self.emit(rule, subject, (start, end), status, clause, negated) if told else 0
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
            and not self.clauses[k].verb.passive
        )

    def meeting(self, subject: Subject, clause: Clause, negated: bool) -> None:
        """Who meets whom in "met with Arnor in Bree to ..."."""
        rule, verb = self.rules["meet-with"], clause.verb
        status = self.status_of(rule, clause)
        for pattern, other in self.rules.index.get(self.words.lemma[verb.head], ()):
            found = match(pattern, self.words, verb.head, verb.end, clause.end) if other is rule else None
            if found is not None and "ACTOR" in found.slots:
                self.actors(rule, subject, found.slots["ACTOR"], status, clause, negated)
                return
        self.pairs(rule, subject, status, clause, negated)

    def emit(self, rule: Rule, subject: Subject, span: Span, status: str | None, clause: Clause, negated: bool, name: str = "") -> int:
        words = self.words
        kind, object_span = "matter", None
        if not name:
            start, end = trim(words, span)
            if rule.relation == "visits" and words.tags[start] in "AU":
                end = start + 1  # "visited Arnor at the invitation of ..."
            if rule.family == "deed":
                if words.lower[start] in SPANS_OF_TIME and words.tags[start + 1 : start + 2] in ("D", ","):
                    start, end = trim(words, (start + 1, end))  # "announced today the launch of ..."
                told = (i for i in range(start + 1, end) if words.tags[i] in "MBH" and words.tags[i - 1] in "NAUG)")
                end = next(told, end)  # "..., the fund we create today will help"
                start, end = self.before_day(before_purpose(words, (start, end)))
                if rule.relation in EVENTFUL:
                    start, end = before_setting(words, (start, end))
            while end > start and words.tags[end - 1] in ",;:CIT-":
                end -= 1
            if end <= start:
                return 0
            if rule.relation in ACTOR_OR_THING and words.tags[start] == "A" and words.tags[start + 1 : start + 2] in ("I", "T"):
                end = start + 1  # "supports Arnor in its fight": Arnor is supported
            single = [m.start() for m in NAMED.finditer(words.tags, start, end) if words.mention[m.start()] >= 0]
            if len(single) == 1 and all(
                words.tags[i] in "AUDQ" or words.lower[i] in ("government", "people", "side") for i in range(start, end)
            ):
                mention = self.mentions[words.mention[single[0]]]
                name, kind = mention.name, mention.kind
                if kind == "date":
                    return 0  # "announced today"
                if (
                    kind in ("person", "office")
                    and mention.actor
                    and rule.relation in TO_ACTORS | {"supports", "opposes", "condemns", "welcomes"}
                ):
                    name, kind = mention.actor, "country"
            else:
                name = text_of(words, (start, end))
                if (not MEANING.search(words.tags, start, end) and name != "others") or (
                    end - start == 1 and words.tags[start] in "VPpB" and not (name == "others" and rule.relation == "callsOn")
                ):
                    return 0
                if words.lower[start] == "neither" or (start and words.lower[start] in ("do", "so")) or words.lower[end - 1] == "do":
                    return 0
                if rule.family == "deed" and (words.tags[start] == "p" or not self.fit_object(rule, (start, end))):
                    return 0
                if words.tags[start] in "Pp" and words.lower[start] in ("it", "them", "him", "her", "us") and end - start < 5:
                    return 0
            object_span = (words.starts[start], words.ends[end - 1])
        else:
            kind = "matter" if rule.relation in EVENTFUL else "country"
        if rule.relation == "thanks" and name in subject.names and len(subject.names) > 1:  # they thank the host, one of them
            subject = replace(subject, names=tuple(n for n in subject.names if n != name)) if len(subject.names) < 4 else subject
        elif (rule.relation in TO_ACTORS | {"supports", "opposes", "condemns"} or rule.family == "deed") and name in subject.names:
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
        sentence, text = self.sentence, self.document.text
        verb = clause.verb
        trigger = (words.starts[verb.start], words.ends[verb.end - 1]) if words.starts else (sentence.start, sentence.end)
        narrated = rule.relation in ("consultsWith", "signs") and subject.people
        speaker = () if narrated else subject.speaker  # empty: the issuing parties, who tell that the two leaders met
        self.facts.append(
            Fact(
                self.document.id,
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
                paragraph=sentence.paragraph + 1,
            )
        )
        return 1
