"""Sentence -> deeds told in passing: by a participle ("batteries donated by Arnor") or a noun ("Mordor's war against Gondor")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.clauses import Clause
from kg.facts.classes import AGAINST, ASSAULTS, CHAIRS, COMING, EVENTS, FOUNDINGS, LASTING, NOT_SAID_TO_BE, OWN, PROMISES, SIGNINGS, TRIPS
from kg.facts.objects import Objects
from kg.model import Mention
from kg.references import Subject, resolve

DESCRIBING = "JNRUaC,"  # words between an owner and what he owns
LONG_WAY = 9
REACH = 30  # tokens that are looked at behind a noun: the time grows with the sentence's length
UNDERTAKEN = {
    "agreesTo": "agreed",
    "commitsTo": "committed",
    "explores": "explored",
    "discusses": "discussed",
    "intendsTo": "intended",
    "callsFor": "intended",
    "supports": "intended",
}
UNDERTAKINGS = frozenset("initiative programme program mission operation process ceremony council network".split())
MEETINGS = frozenset("talk talks meeting discussion consultation negotiation".split())
TOGETHER_MEETING = frozenset({"bilateral", "trilateral"})
BOTH = frozenset({"two", "both", "three", "our", "sides", "parties"})
SHORT = {"United States": ("U.S.", "US-", "-US"), "United Kingdom": ("UK", "U.K."), "South Korea": ("ROK", "Korea"), "Türkiye": ("Turkey",)}


DEED_NOUNS = frozenset(
    {*ASSAULTS, *TRIPS, *FOUNDINGS, *SIGNINGS, *PROMISES, *MEETINGS, "invitation", "participation", "sanction", "member"}
)
TELLING = re.compile("[ENG]")  # tags of words that may tell a deed


class InnerDeeds(Objects):
    """Finds deeds that no finite verb of their own tells."""

    def inner_deeds(self) -> None:
        words = self.words
        clause = next((c for c in self.clauses if c.kind in ("main", "bare")), self.clauses[0] if self.clauses else None)
        if clause is None:
            return
        places: Iterable[int] = (found.start() for found in TELLING.finditer(words.tags))
        if "as" in words.lower or "hosting" in words.lower:
            places = range(len(words.tags))
        for i in places:
            tag = words.tags[i]
            if tag == "E" and i:
                self.done_by(i, clause)
            elif tag == "N" and words.lemma[i] in DEED_NOUNS:
                if words.lemma[i] in ASSAULTS:
                    self.assault(i, clause)
                elif words.lemma[i] in TRIPS:
                    self.trip(i, clause)
                elif words.lemma[i] in FOUNDINGS or words.lemma[i] in SIGNINGS:
                    self.deed_noun(i, clause)
                elif words.lemma[i] == "invitation":
                    self.invited(i, clause)
                elif words.lemma[i] in PROMISES and words.tags[i + 1 : i + 2] != ".":
                    self.promise(i, clause)
                elif words.lemma[i] == "member":
                    self.membership(i, clause)
                elif words.lemma[i] in MEETINGS:
                    self.met(i, clause)
                elif words.lemma[i] == "participation":
                    self.taking_part(i, clause)
                elif words.lemma[i] == "sanction":
                    self.sanctions(i, clause)
            elif tag == "G" and words.lower[i] in SIGNINGS:
                self.deed_noun(i, clause)
            if words.lower[i] == "hosting" and words.lower[i + 1 : i + 2] == ["of"]:
                self.owned(i, "host-event", clause)
            if words.lower[i] == "as":
                self.in_the_chair(i)

    def done_by(self, i: int, clause: Clause) -> None:
        """A participle behind its noun, with its agent: "patrols conducted by Arnor", "the coalition co-led by Arnor and Gondor"."""
        words = self.words
        before = i - 1
        while before > 0 and words.tags[before] in "R,BT":
            before -= 1
        if words.tags[before] not in "NUAG)":
            return
        by = next((j for j in range(i + 1, min(len(words.tags), i + 7)) if words.lower[j] == "by"), -1)
        if by < 0 or any(t in "VFMBH,;E" for t in words.tags[i + 1 : by]):
            return
        if words.lemma[i] == "represent":
            self.spoken_for(before, by, clause)
            return
        entries = self.rules.index.get(words.lemma[i], ())
        deeds = ((p, r) for p, r in entries if r.family == "deed" and r.id != "announce-thing" and r.voice != "active")
        rule = next((r for p, r in deeds if self.particles(p, i + 1, len(words.tags)) >= 0), None)
        span = self.noun_phrase_before(before + 1) if rule is not None else None
        if rule is None or span is None or (span[1] - span[0] == 1 and words.tags[span[0]] == "A"):
            return
        end = by + 1
        last = min(len(words.tags), by + 2 * REACH)
        while end < last and words.tags[end] in "DQJNaAUPp'C,()I" and not (words.tags[end] == "I" and words.lower[end] != "of"):
            end += 1
        doer = resolve(words, (by + 1, end), self.mentions, self.context)
        if doer is None or not doer.names:
            return
        self.emit(rule, doer, span, "intended" if "T" in words.tags[before + 1 : i] else "completed", clause, False)

    def spoken_for(self, actor: int, by: int, clause: Clause) -> None:
        """Who speaks for whom in "Arnor, represented by Minister A"."""
        words = self.words
        if words.tags[actor] != "A" or words.mention[actor] < 0:
            return
        mention = self.mentions[words.mention[actor]]
        person = next((self.mentions[words.mention[j]] for j in range(by + 1, min(len(words.tags), by + 6)) if words.mention[j] >= 0), None)
        if person is None or person.kind != "person" or mention.kind not in ("country", "organization", "group"):
            return
        who = Subject((person.name,), (), f"'{person.name}' is named", "person")
        self.emit(self.rules["represent-actor"], who, (actor, actor + 1), None, clause, False, name=mention.name)

    def assault(self, i: int, clause: Clause) -> None:
        """Who attacks whom in "Mordor's illegal war of aggression against Gondor", "the attacks by Mordor on Gondor"."""
        words = self.words
        if words.tags[i - 1 : i] == "I" and words.lemma[i] == "aggression" and i > 1 and words.lemma[i - 2] == "war":
            return  # told at "war"
        if not NOT_SAID_TO_BE.isdisjoint(words.lower[max(0, i - 5) : i]):
            return  # "any attack by Mordor would be met with force"
        attacker, j = self.owner(i) or self.its_owner(i), i + 1
        if words.lower[j : j + 2] == ["of", "aggression"]:
            j += 2
        if attacker is None and words.lower[j : j + 1] == ["by"] and (named := self.actor_at(j + 1)):
            attacker, j = named[0], named[1]
        if words.lower[j : j + 1] and words.lower[j] in AGAINST and (words.lower[j] != "of" or words.lemma[i] not in ("war", "attack")):
            if words.lower[j] == "in" and words.lemma[i] != "war":
                return
            target = self.actor_at(j + 1)
        else:
            target = None
        if target is not None and attacker is None and words.lower[target[1] : target[1] + 1] == ["by"]:
            attacker = (self.actor_at(target[1] + 1) or (None, 0))[0]
        if attacker is None or target is None:
            return
        one, other = attacker.actor or attacker.name, target[0].actor or target[0].name
        if one == other or one in self.context.parties and other in self.context.parties:
            return
        status = "underway" if words.lemma[i] in LASTING else "completed"
        subject = Subject((one,), (), f"the '{words.lower[i]}' is {one}'s")
        self.emit(self.rules["attack-actor"], subject, (i, i + 1), status, clause, False, name=other)

    def owner(self, i: int) -> Mention | None:
        """The actor whose noun it is: "Mordor's brutal and unprovoked war", "the Mordorian invasion"."""
        words = self.words
        j = i - 1
        while j >= 0 and i - j <= LONG_WAY and words.tags[j] in DESCRIBING:
            if words.tags[j] == "a":
                break
            j -= 1
        if j >= 0 and words.tags[j] == "'":
            j -= 1
        elif j < 0 or words.tags[j] != "a":
            return None
        if j < 0 or words.mention[j] < 0 or words.tags[j] not in "Aa":
            return None
        return self.mentions[words.mention[j]]

    def its_owner(self, i: int) -> Mention | None:
        """Whose noun it is behind "its": the actor last named as an owner or first in the sentence."""
        words, j = self.words, i - 1
        while j >= 0 and i - j <= LONG_WAY and words.tags[j] in "JNRC,":
            j -= 1
        if j < 0 or words.lower[j] != "its":
            return None
        named = [k for k in range(max(0, j - 30), j) if words.tags[k] in "Aa" and words.mention[k] >= 0]
        owners = [k for k in named if words.tags[k + 1] == "'"] or named
        return self.mentions[words.mention[owners[-1]]] if owners else None

    def actor_at(self, j: int) -> tuple[Mention, int] | None:
        """The actor named at a token, behind articles and descriptions, and the token after it."""
        words = self.words
        while j < len(words.tags) and words.tags[j] in "DJQ":
            j += 1
        if j >= len(words.tags) or words.tags[j] != "A" or words.mention[j] < 0:
            return None
        if words.tags[j + 1 : j + 2] == "'":
            return None  # "attacks on Arnor's ships"
        return self.mentions[words.mention[j]], j + 1

    def trip(self, i: int, clause: Clause) -> None:
        """Who visits what in "the visit of Prime Minister A to Gondor", "President A's visit to Gondor", "his visit to Gondor"."""
        words = self.words
        to = next((j for j in range(i + 1, min(len(words.tags), i + 14)) if words.tags[j] == "T" or words.lower[j] == "to"), -1)
        if to < 0 or any(t in "VFMBH;:" for t in words.tags[i + 1 : to]) or words.lower[i - 1 : i] == ["to"]:
            return
        place = to + 1
        while place < len(words.tags) and words.tags[place] in "DJ":
            place += 1
        if place >= len(words.tags) or words.mention[place] < 0 or words.tags[place] not in "AU":
            return
        where = self.mentions[words.mention[place]]
        if where.kind not in ("country", "place", "organization"):
            return
        visitor: Mention | None = None
        if words.lower[i + 1 : i + 2] in (["of"], ["by"]):
            named = (self.mentions[words.mention[j]] for j in range(i + 2, to) if words.tags[j] == "A" and words.mention[j] >= 0)
            visitor = next(named, None)
        else:
            visitor = self.owner(i)
            k = i - 1
            while k >= 0 and words.tags[k] in "JNR":
                k -= 1
            if visitor is None and k >= 0 and words.lower[k] in ("his", "her"):
                told = [self.mentions[words.mention[j]] for j in range(max(0, k - 40), k) if words.tags[j] == "A" and words.mention[j] >= 0]
                visitor = next((m for m in reversed(told) if m.kind == "person" and m.actor != where.name), self.context.person)
        if visitor is None or where.name in (visitor.name, visitor.actor):
            return
        rule = self.rules["visit-place"]
        near = {words.lower[j] for j in range(max(0, i - 6), i)}
        status = "intended" if near & COMING else "completed"
        name = visitor.name if visitor.kind != "office" or not visitor.actor else visitor.actor
        who = Subject((name,), (), f"the '{words.lower[i]}' is {visitor.name}'s", "person" if visitor.kind == "person" else "actor")
        self.emit(rule, who, (place, place + 1), status, clause, False)

    def deed_noun(self, i: int, clause: Clause) -> None:
        """What was founded or signed in "the launch of the joint fund", "Arnor's signing of the Pact", "the signing of a pact by A and B".

        Without a doer only what is of the parties is theirs: "joint", "bilateral", "between the two countries", or named after both.
        """
        words, lower = self.words, self.words.lower
        if lower[i + 1 : i + 2] != ["of"] or (i and lower[i - 1] in ("to", "by", "for", "on", "in") and words.tags[i] == "G"):
            return
        end = i + 2
        while end < min(len(words.tags), i + 26) and words.tags[end] in "DQJNaAUG#'()I-C" and not (
            words.tags[end] == "I" and lower[end] not in ("of", "on", "for", "between")
        ):
            end += 1
        span = (i + 2, end)
        doer: Subject | None = None
        if (owner := self.owner(i)) is not None:
            doer = Subject((owner.actor or owner.name,), (), f"the '{lower[i]}' is {owner.name}'s")
        elif lower[end : end + 1] == ["by"]:
            stop = end + 1
            while stop < min(len(words.tags), end + REACH) and words.tags[stop] in "DQJNaAUC,":
                stop += 1
            doer = resolve(words, (end + 1, stop), self.mentions, self.context)
        elif self.of_both(i, end):
            doer = self.context.all_parties(f"the '{lower[i]}' is of the parties")
        if doer is None or not doer.names:
            return
        governing = self.governing(i)
        status = UNDERTAKEN.get(governing, "completed")
        if not COMING.isdisjoint(lower[max(0, i - 3) : i]):
            status = "intended"
        rule = self.rules["sign-instrument" if lower[i] in SIGNINGS or words.lemma[i] in SIGNINGS else "establish-thing"]
        self.emit(rule, doer, span, status, clause, False)

    def governing(self, i: int) -> str:
        """The relation of the clause in whose complement a token stands."""
        k = self.clause_at(i)
        rule = self.steps[k].rule if k is not None else None
        return rule.relation if rule is not None else ""

    def clause_at(self, i: int) -> int | None:
        best = None
        for k, clause in enumerate(self.clauses):
            if clause.verb.start <= i < clause.end:
                best = k
        return best

    def of_both(self, i: int, end: int) -> bool:
        """True where the words around say that a thing is the parties' own."""
        words = self.words
        said = words.lower[max(0, i - 3) : end]
        if len(self.context.parties) < 2:
            return False
        if not OWN.isdisjoint(said) or "between" in said and not BOTH.isdisjoint(said):
            return True
        whole = words.text[words.starts[i] : words.ends[end - 1]]
        if all(any(name in whole for name in (party, *SHORT.get(party, ()))) for party in self.context.parties):
            return True
        named = {
            self.mentions[words.mention[j]].name for j in range(i + 1, end) if words.tags[j] in "Aa" and words.mention[j] >= 0
        }
        return set(self.context.parties) <= named

    def invited(self, i: int, clause: Clause) -> None:
        """Who invites whom in "At the invitation of President A, Prime Minister B visited ...": the clause's subject is the guest."""
        words, lower = self.words, self.words.lower
        if not any(w in ("at", "on", "upon", "following", "accepting") for w in lower[max(0, i - 9) : i]):
            return
        host: Mention | None = None
        if lower[i + 1 : i + 2] in (["of"], ["from"]):
            named = (self.mentions[words.mention[j]] for j in range(i + 2, min(len(words.tags), i + 12)) if words.mention[j] >= 0)
            host = next((m for m in named if m.kind in ("country", "person", "office", "organization")), None)
        else:
            host = self.owner(i)
        k = next((k for k, c in enumerate(self.clauses) if c is clause), -1)
        guest = self.steps[k].subject if k >= 0 else None
        if host is None or guest is None or len(guest.names) != 1 or clause.kind != "main":
            return
        name = host.actor or host.name
        if name in guest.names or (host.kind == "person" and not host.actor):
            return
        inviting = Subject((name,), (), f"the invitation is {name}'s")
        self.emit(self.rules["invite-actor"], inviting, (i, i + 1), None, clause, False, guest.names[0])

    def whose(self, i: int) -> Mention | None:
        """The actor whose noun it is, before or behind: "Arnor's decision", "the decision of Arnor"."""
        owner = self.owner(i)
        if owner is None and i and self.words.tags[i - 1] == "A" and self.words.mention[i - 1] >= 0:
            owner = self.mentions[self.words.mention[i - 1]]  # "the U.S. decision"
        return owner if owner is None or owner.is_actor or owner.kind in ("person", "office") else None

    def promise(self, i: int, clause: Clause) -> None:
        """The deed inside "Arnor's decision to join the league", "the initiative of the Mordorian king to found a court"."""
        words = self.words
        owner, to = self.whose(i), i + 1
        if owner is None and words.lower[to : to + 1] == ["of"]:
            stop = next((j for j in range(to + 1, min(len(words.tags), to + 10)) if words.tags[j] == "T"), -1)
            named = [j for j in range(to + 1, max(stop, to + 1)) if words.tags[j] in "Aa" and words.mention[j] >= 0]
            if named and not any(t in "VFMBH,;" for t in words.tags[to + 1 : stop]):
                owner, to = self.mentions[words.mention[named[0]]], stop
        if owner is None or words.lower[to : to + 1] != ["to"]:
            return
        if owner.kind == "office" and not owner.actor:
            return
        name = owner.actor or owner.name
        doer = Subject((name,), (), f"the '{words.lower[i]}' is {name}'s")
        if words.lemma[i] in ("commitment", "pledge") and words.tags[to + 1 : to + 2] in ("D", "J", "N", "Q", "G"):
            last = min(len(words.tags), to + 2 * REACH)
            end = next((j for j in range(to + 1, last) if words.tags[j] in ",;WMVFBHS"), last)
            self.emit(self.rules["commit-to"], doer, (to + 1, end), "committed", clause, False)  # "Arnor's commitment to free trade"
            return
        if words.tags[to] != "T" or words.tags[to + 1 : to + 2] not in ("V", "B", "R"):
            return
        head = to + 1
        while head < len(words.tags) and words.tags[head] == "R":
            head += 1
        last = min(len(words.tags), head + 2 * REACH)
        end = next((j for j in range(head, last) if words.tags[j] in ",;WM"), last)
        if head >= end:
            return
        found = self.find_rule(head, head, head + 1, end, -1, False)
        if found is None or found[0].family != "deed" or "THING" not in found[1].slots:
            if words.lemma[i] in ("commitment", "pledge", "promise", "determination"):
                self.emit(self.rules["commit-to"], doer, (head, end), "committed", clause, False)
            return
        self.things(found[0], doer, found[1].slots["THING"], PROMISES[words.lemma[i]], clause, False)

    def owned(self, i: int, rule: str, clause: Clause) -> None:
        """The deed in "Arnor's hosting of the summit"."""
        owner = self.owner(i)
        if owner is None or not (owner.is_actor or owner.actor):
            return
        words, end = self.words, i + 2
        while end < min(len(words.tags), i + REACH) and (words.tags[end] in "DQJNaAUG#'" or words.lower[end] == "of"):
            end += 1
        name = owner.actor or owner.name
        self.emit(self.rules[rule], Subject((name,), (), f"the hosting is {name}'s"), (i + 2, end), "completed", clause, False)

    def taking_part(self, i: int, clause: Clause) -> None:
        """Who takes part in "the participation of Prime Minister A in the summit", "Arnor's participation in the exercise"."""
        words, at = self.words, i + 1
        visitor = self.whose(i)
        if visitor is None and words.lower[at : at + 1] == ["of"]:
            named = self.actor_at(at + 1)
            if named is not None:
                visitor, at = named
        if visitor is None or words.lower[at : at + 1] not in (["in"], ["at"]):
            return
        end = at + 1
        while end < min(len(words.tags), at + REACH) and (words.tags[end] in "DQJNaAUG#'()" or words.lower[end] in ("of", "on")):
            end += 1
        who = Subject((visitor.name,), (), f"the participation is {visitor.name}'s", "person" if visitor.kind == "person" else "actor")
        if self.heads((at + 1, end)) not in EVENTS | UNDERTAKINGS and not any(t in "UA" for t in words.tags[at + 1 : end]):
            return  # "participation in the region"
        ahead = not COMING.isdisjoint(words.lower[max(0, i - 4) : i]) or "forward" in words.lower[max(0, i - REACH) : i]
        self.emit(self.rules["participate-in"], who, (at + 1, end), "intended" if ahead else "completed", clause, False)

    def sanctions(self, i: int, clause: Clause) -> None:
        """Who sanctions whom in "our sanctions on Mordor", "Arnor's sanctions against Mordor"."""
        words, j = self.words, i - 1
        while j >= 0 and i - j < LONG_WAY and words.tags[j] in "JNR":
            j -= 1
        target = self.actor_at(i + 2) if words.lower[i + 1 : i + 2] in (["on"], ["against"]) else None
        if target is None or j < 0:
            return
        if words.lower[j] == "our":
            who = self.context.all_parties("'our' sanctions are the parties'")
        elif (owner := self.owner(i)) is not None:
            who = Subject((owner.actor or owner.name,), (), f"the sanctions are {owner.name}'s")
        else:
            return
        name = target[0].actor or target[0].name
        if name not in who.names:
            self.emit(self.rules["sanction-actor"], who, (i, i + 1), "underway", clause, False, name=name)

    def in_the_chair(self, i: int) -> None:
        """Who chairs in "As chair of the Group and host of its summit, Arnor will ..."."""
        words = self.words
        k = next((k for k, c in enumerate(self.clauses) if c.kind == "main" and c.subject is not None and c.subject[0] > i), -1)
        if k < 0 or (subject := self.steps[k].subject) is None or len(subject.names) != 1 or subject.kind == "thing":
            return
        first = self.clauses[k].subject
        assert first is not None
        if first[0] - i > 24 or words.tags[first[0] - 1] != "," or (i and words.tags[i - 1] not in ",."):
            return
        start = i + 1
        while start < first[0] - 1:
            end = next((j for j in range(start, first[0]) if words.tags[j] in "C," and words.tags[j + 1] in "DJNA,C"), first[0] - 1)
            heads = [j for j in range(start, end) if words.lemma[j] in CHAIRS or words.lower[j].partition(" of ")[0] in CHAIRS]
            if heads and end - start < 9 and not any(t in "VFMBHEG" for t in words.tags[start:end]):
                behind = heads[-1] + 1
                span = (behind + 1, end) if words.lower[behind : behind + 1] == ["of"] else (start, behind)
                of = words.lower[behind - 1].find(" of ")  # an office with its body is one word: "Chairman of the Group"
                said = words.text[words.starts[behind - 1] : words.ends[behind - 1]][of + 4 :].removeprefix("the ") if of > 0 else ""
                ahead = not COMING.isdisjoint(words.lower[start:end]) or "incoming" in words.lower[start:end]
                self.emit(self.rules["host-event"], subject, span, "intended" if ahead else "underway", self.clauses[k], False, said)
            start = end + 1

    def met(self, i: int, clause: Clause) -> None:
        """Who met whom in "the talks with the Foreign Minister of Arnor", "a meeting between A and B", "following a trilateral meeting"."""
        words, lower = self.words, self.words.lower
        link = next((j for j in range(i + 1, min(len(words.tags), i + 8)) if lower[j] in ("between", "with")), -1)
        if link > 0 and not any(t in "VFMBH,;" for t in words.tags[i + 1 : link]) and "of" not in lower[i + 1 : link]:
            named: list[str] = []
            j = link + 1
            while j < min(len(words.tags), link + REACH) and words.tags[j] in "DJQaAC,N":
                if words.tags[j] in "Aa" and words.mention[j] >= 0:
                    mention = self.mentions[words.mention[j]]
                    if mention.kind not in ("country", "person", "office", "armed-group") or not (mention.actor or mention.kind in (
                        "country", "armed-group")):
                        return
                    if words.tags[j] == "a" and words.tags[j + 1 : j + 2] != "N":
                        return
                    named.append(mention.actor or mention.name)
                elif words.tags[j] == "," and lower[link] == "with":
                    break
                j += 1
            named = list(dict.fromkeys(named))
            if lower[link] == "between":
                if len(named) == 2:
                    self.pair(named[0], named[1], i, clause)
                return
            k = self.clause_at(i)
            subject = self.steps[k].subject if k is not None else None
            if named and subject is not None and len(subject.names) == 1 and subject.kind != "thing":
                self.pair(subject.names[0], named[0], i, clause)
            return
        near = lower[max(0, i - 4) : i]
        talks = lower[i] in ("meeting", "talks") and not TOGETHER_MEETING.isdisjoint(near) or lower[i - 1 : i + 1] == ["these", "talks"]
        if not talks or not 2 <= len(self.context.parties) <= 3:
            return
        self.pairs(self.rules["meet-with"], self.context.all_parties("a meeting of the parties"), "completed", clause, False)

    def pair(self, one: str, other: str, i: int, clause: Clause) -> None:
        if one == other:
            return
        status = "completed" if COMING.isdisjoint(self.words.lower[max(0, i - 4) : i]) else "intended"
        subject = Subject((one,), (), "named at the meeting")
        self.emit(self.rules["meet-with"], subject, (i, i + 1), status, clause, False, other)

    def membership(self, i: int, clause: Clause) -> None:
        """Who is in what in "Arnor, a founding member of the league, ..." and "As a member of the league, Arnor ..."."""
        words, j = self.words, i - 1
        names: tuple[str, ...]
        group = self.actor_at(i + 2) if words.lower[i + 1 : i + 2] == ["of"] else None
        if group is None or group[0].kind not in ("organization", "group"):
            return
        while j > 0 and words.tags[j] in "DJG":
            j -= 1
        if words.tags[j] == "," and j and words.tags[j - 1] == "A" and words.mention[j - 1] >= 0:
            mention = self.mentions[words.mention[j - 1]]
            names = (mention.name,) if mention.kind in ("country", "organization") else ()
        elif words.lower[j] == "as" and (j == 0 or words.tags[j - 1] in ",C") and clause.kind == "main":
            subject = self.steps[next(k for k, c in enumerate(self.clauses) if c is clause)].subject
            names = subject.names if subject is not None and subject.kind != "thing" else ()
        else:
            return
        for name in names if len(names) <= 3 else ():
            member = Subject((name,), (), "named as a member")
            if name != group[0].name:
                self.emit(self.rules["member-of"], member, (i, i + 1), None, clause, False, group[0].name)
