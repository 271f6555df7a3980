"""Sentence -> deeds told in passing: by a participle ("batteries donated by Arnor") or a noun ("Mordor's war against Gondor")."""

from __future__ import annotations

from kg.clauses import Clause
from kg.facts.classes import AGAINST, ASSAULTS, COMING, FOUNDINGS, LASTING, NOT_SAID_TO_BE, OWN, SIGNINGS, TRIPS
from kg.facts.objects import Objects
from kg.model import Mention
from kg.references import Subject, resolve

DESCRIBING = "JNRUaC,"  # words between an owner and what he owns
LONG_WAY = 9
UNDERTAKEN = {
    "agreesTo": "agreed",
    "commitsTo": "committed",
    "explores": "explored",
    "discusses": "discussed",
    "intendsTo": "intended",
    "callsFor": "intended",
    "supports": "intended",
}
BOTH = frozenset({"two", "both", "three", "our", "sides", "parties"})
SHORT = {"United States": ("U.S.", "US-", "-US"), "United Kingdom": ("UK", "U.K."), "South Korea": ("ROK", "Korea"), "Türkiye": ("Turkey",)}


class InnerDeeds(Objects):
    """Finds deeds that no finite verb of their own tells."""

    def inner_deeds(self) -> None:
        words = self.words
        clause = next((c for c in self.clauses if c.kind in ("main", "bare")), self.clauses[0] if self.clauses else None)
        if clause is None:
            return
        for i, tag in enumerate(words.tags):
            if tag == "E" and i:
                self.done_by(i, clause)
            elif tag == "N":
                if words.lemma[i] in ASSAULTS:
                    self.assault(i, clause)
                elif words.lemma[i] in TRIPS:
                    self.trip(i, clause)
                elif words.lemma[i] in FOUNDINGS or words.lemma[i] in SIGNINGS:
                    self.deed_noun(i, clause)
                elif words.lemma[i] == "invitation":
                    self.invited(i, clause)
            elif tag == "G" and words.lower[i] in SIGNINGS:
                self.deed_noun(i, clause)

    def done_by(self, i: int, clause: Clause) -> None:
        """A participle behind its noun, with its agent: "patrols conducted by Arnor", "the coalition co-led by Arnor and Gondor"."""
        words = self.words
        before = i - 1
        while before > 0 and words.tags[before] in "R,":
            before -= 1
        if words.tags[before] not in "NUAG)":
            return
        by = next((j for j in range(i + 1, min(len(words.tags), i + 7)) if words.lower[j] == "by"), -1)
        if by < 0 or any(t in "VFMBH,;E" for t in words.tags[i + 1 : by]):
            return
        entries = self.rules.index.get(words.lemma[i], ())
        deeds = ((p, r) for p, r in entries if r.family == "deed" and r.id != "announce-thing" and r.voice != "active")
        rule = next((r for p, r in deeds if self.particles(p, i + 1, len(words.tags)) >= 0), None)
        span = self.noun_phrase_before(before + 1) if rule is not None else None
        if rule is None or span is None or (span[1] - span[0] == 1 and words.tags[span[0]] == "A"):
            return
        end = by + 1
        while end < len(words.tags) and words.tags[end] in "DQJNaAUPp'C,()I" and not (words.tags[end] == "I" and words.lower[end] != "of"):
            end += 1
        doer = resolve(words, (by + 1, end), self.mentions, self.context)
        if doer is None or not doer.names:
            return
        self.emit(rule, doer, span, "completed", clause, False)

    def assault(self, i: int, clause: Clause) -> None:
        """Who attacks whom in "Mordor's illegal war of aggression against Gondor", "the attacks by Mordor on Gondor"."""
        words = self.words
        if words.tags[i - 1 : i] == "I" and words.lemma[i] == "aggression" and i > 1 and words.lemma[i - 2] == "war":
            return  # told at "war"
        if not NOT_SAID_TO_BE.isdisjoint(words.lower[max(0, i - 5) : i]):
            return  # "any attack by Mordor would be met with force"
        attacker, j = self.owner(i), i + 1
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
            while stop < len(words.tags) and words.tags[stop] in "DQJNaAUC,":
                stop += 1
            doer = resolve(words, (end + 1, stop), self.mentions, self.context)
        elif self.of_both(i, end):
            doer = self.context.all_parties(f"the '{lower[i]}' is of the parties")
        if doer is None or not doer.names:
            return
        governing = self.governing(i)
        status = UNDERTAKEN.get(governing, "completed")
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
