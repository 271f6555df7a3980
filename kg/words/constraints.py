"""A word that the dictionary leaves open and its neighbours in, its tag out: one function for each open class."""
from __future__ import annotations

from kg.words.ahead import finite_ahead, opens_clause
from kg.words.dictionary import (
    ADJECTIVAL_ED,
    AGENTS,
    INTENT,
    NOUNISH,
    PASSIVE,
    PREPOSITIONAL_TO,
    SAYING,
    SAYING_NOUNS,
    STATIVE,
    VERBISH,
    WITH_PREPOSITION,
    Entry,
)

OPENING_VERBS = frozenset({("call", "on"), ("call", "upon"), ("call", "for"), ("appeal", "to"), ("work", "towards"), ("look", "forward")})
SAID = frozenset("said say says saying added stated believed thought hoped that".split())


def noun_or_verb(
    lower: list[str], entries: list[Entry], tags: list[str], i: int, j: int, left: str, right: str, seen: bool, base: bool
) -> str:
    word = lower[i]
    if left == "T":
        before = entries[j - 1].verb if j else ""
        if before in PREPOSITIONAL_TO or (before == "commit" and word in NOUNISH):
            if right in "DQAp" and word not in NOUNISH:
                return "V"
            if (word in VERBISH and right not in "IC.,;:") or right in "RTL" or (before == "commitment" and right in "JNg"):
                return "V"
            return "N"
        return "V"
    if left in "MO" or (word == "help" and right in "vjnp"):
        return "V"
    if left == "P":
        return "V" if lower[j] not in ("it", "he", "she", "there") else "N"
    if left in "DQ'Ja#I":
        if left == "J" and word in VERBISH and right in "DQ" and base:
            return "V"
        return "V" if left == "D" and lower[j] in ("these", "those", "all", "both") and right in "DQTp" else "N"
    if left == "W":
        return "V" if lower[j] in ("which", "who", "that") else "N"
    if left == "B" or left == "H":
        return "N"
    if left == "N":
        plural = (lower[j].endswith("s") and entries[j].noun != lower[j]) or lower[j] == "people"
        if plural and not seen and word not in NOUNISH and not finite_ahead(tags, i + 1):
            return "V"
        if plural and not seen and right in "DQTt":
            return "V"
        if plural and not seen and word in VERBISH and right in "JN" and not finite_ahead(tags, i + 1):
            return "V"
        return "N"
    if left in "AU" and j and tags[j - 1] != "C" and not seen and word in VERBISH and right in "DQ":
        return "V"
    if left in "AU":
        k = j - 2 if tags[j - 1] == "D" else j - 1  # "Arnor and the Kingdom share a border"
        if k > 0 and tags[k] == "C" and not seen and word in VERBISH and right in "sNnJ":
            return "V"
        if k > 0 and tags[k] == "C" and not seen and right in "DQTtIapRJg" and not finite_ahead(tags, i + 1):
            return "V"
        return "N"
    if left in "C," and base and right == "I" and (word, lower[i + 1]) in OPENING_VERBS:
        return "V"
    if word == "look" and i + 1 < len(lower) and lower[i + 1] == "forward":
        return "V"
    if left == "," and not seen and right in "DQ" and word not in NOUNISH:
        return "V"  # "We, the Leaders of the Group, stress the ..."
    if left in "C,":
        k = j - 1
        while k >= 0 and tags[k] in "R,C":
            k -= 1
        before = tags[k] if k >= 0 else "."
        if before == "V" and right not in "I.;:":
            return "V"
        if before == "V" and word in VERBISH:
            return "V"
        if before in "NAUpR)" and (base or seen) and right in "DQApPt" and word not in NOUNISH:
            return "V"
        if right == "T" and seen and word in INTENT:
            return "V"
        if base and word in VERBISH and right in "NnsJaAUdDQqgI#RiC" and right not in "I":
            return "V"
        return "N"
    if left == "V" and lower[j] in ("help", "let", "helps"):
        return "V"
    if left == "p":
        return "V" if right in "DQAJN" and word not in NOUNISH else "N"
    if left in ".;:-(\"S":
        if right in "DQAt" and word not in NOUNISH:
            return "V"
        if j < 0 and right == "I" and (word, lower[i + 1]) in OPENING_VERBS:
            return "V"
        if right in "aJNnsg" and word in VERBISH and left in ".;:" and j < 0:
            return "V"
        return "N"
    return "N"


def plural_or_verb(lower: list[str], entries: list[Entry], tags: list[str], i: int, j: int, left: str, right: str, seen: bool) -> str:
    noun = entries[i].noun
    if left == "P":
        return "V"
    if left == "W":
        return "V" if lower[j] in ("which", "who", "that", "what") else "N"
    if left == "D" and lower[j] in ("this", "that", "each"):
        return "V"
    if left in "DQ'Ja#IVFGEBHTMO":
        return "N"
    if left in "NAU)":
        if left == "N" and lower[j].endswith("s") and entries[j].noun != lower[j]:
            return "N"
        if seen:
            return "N"
        if left == "A" and noun == "stand" and right in "JIRj":
            return "V"
        k = j
        while k >= 0 and tags[k] in "NAUaJDQ#'":
            k -= 1
        if left == "N" and k >= 0 and tags[k] == "I" and right not in "DQp":
            return "N"
        if right == "T":
            return "V" if noun in INTENT else "N"
        if right == "t":
            return "V" if entries[i].verb in SAYING else "N"
        if right in "DQAap":
            return "V"
        if noun in NOUNISH or finite_ahead(tags, i + 1, strict=False):
            return "N"
        if right == "I":
            return "V" if noun in WITH_PREPOSITION else "N"
        return "V" if right in "IRJNnsUbq#gGSd" else "N"
    if left in "C,":
        k = j - 1
        while k >= 0 and tags[k] in "R,C":
            k -= 1
        if k >= 0 and tags[k] == "V" and right in "DQIaAJ":
            return "V"
        if seen and noun not in NOUNISH and (
                right in "DQAPp" or (right == "T" and noun in INTENT) or (right == "t" and entries[i].verb in SAYING)):
            return "V"
    return "N"


def past_or_participle(
    lower: list[str], entries: list[Entry], tags: list[str], i: int, j: int, left: str, right: str, seen: bool, ever: bool
) -> str:
    word = lower[i]
    if i + 1 < len(lower) and lower[i + 1] in ("today", "yesterday", "tonight"):
        return "E" if left in "HB" else "F"  # "the Leaders, gathered in Rome, met today"
    if left in "NAU" and (word == "said" or (left == "A" and j and lower[j - 1] in SAID and right in "TDQtAPp")):
        return "F"  # ", officials said"; "said Arnor wanted to"
    k = i + 1
    while k < len(tags) - 1 and tags[k] == "R":
        k += 1
    by = k < len(tags) and lower[k] == "by"
    if i and tags[i - 1] == "L" and left not in "HBPNA":
        return "E"
    nominal = right in "NnsJUiq" or (right == "d" and i + 2 < len(tags) and tags[i + 2] in "Nns")
    if left in "HB":
        if nominal and right in "Ns" and word in ADJECTIVAL_ED and left == "H":
            return "J"
        return "E"
    if left in "DQ'J#a":
        if lower[j] == "both" and nominal and word not in ADJECTIVAL_ED and not finite_ahead(tags, i + 1, strict=False):
            return "F"  # "Both expressed satisfaction"
        if left == "D" and lower[j] in ("all", "both", "this", "these", "those") and not nominal:
            return "E" if lower[j] == "those" else "F"
        if left == "#" and right in "DQTtI":
            return "F" if not seen else "E"
        if left == "J" and not nominal and right not in "dC,":
            return "E"
        return "J"
    if left == "P":
        return "F"
    if left in "IVGTFE":
        return "J" if nominal or right in "aA#C" or (right == "," and i + 2 < len(tags) and tags[i + 2] == "J") else "E"
    if left == "M":
        return "E"
    if left == "W":
        return "F"
    if left in "NAU)p\"":
        if by:
            return "E"
        if left == "p":
            return "E"
        agent = left == "A" or (left in "N" and entries[j].noun in AGENTS) or left == ")"
        if agent and not seen:
            return "F"
        if seen:
            k = j
            while k >= 0 and tags[k] in "NAUaJDQ#":
                k -= 1
            fresh = k >= 0 and tags[k] in "C," and k < j
            if fresh and agent and (right in "DQTtAaJNn" or (left == "N" and right in "sp")):
                return "F"
            if left == "N" and right in "DQt" and fresh:
                return "F"
            return "E"
        if right in "DQTtAap":
            return "F"
        if right == "I" and word in PASSIVE:
            return "E"
        k = j
        while k >= 0 and tags[k] in "NAUaJDQ#":
            k -= 1
        if left == "N" and right == "I" and k >= 0 and tags[k] in "VG":
            return "E"
        if word in STATIVE and finite_ahead(tags, i + 1):
            return "E"
        return "E" if finite_ahead(tags, i + 1, strict=False) else "F"
    if left == "C" or left == ",":
        k = j - 1
        while k >= 0 and tags[k] in "R,C":
            k -= 1
        before = tags[k] if k >= 0 else "."
        agent = left == "," and before == "A" and not ever and not by and word not in ADJECTIVAL_ED
        if agent and not finite_ahead(tags, i + 1, strict=False):
            return "F"  # "the Minister of Arnor, Ann Poe, held wide-ranging talks"
        if before == "E" and right not in "DQAapPT":
            return "E"
        if right in ",C" and i + 2 < len(tags) and tags[i + 2] == "J":
            return "J"
        if left == "," and before == "A" and not ever and not finite_ahead(tags, i + 1, strict=False):
            return "F"  # "the President of Arnor and the King of Gondor, held talks"
        if before == "J" and (nominal or (right in ",C" and left == "," and word not in SAYING)):
            return "J"
        if nominal and word in ADJECTIVAL_ED:
            return "J"
        if word in STATIVE and left == ",":
            return "E"
        if by:
            return "E"
        if seen or before in "FV":
            if right == "I" and lower[i + 1] == "over" and tags[i + 2 : i + 3] == ["#"]:
                return "F"  # "freed ten, wounded over 20"
            if left == "," and right == "I" and before not in "FE" and lower[i + 1] not in ("on", "with", "for", "about", "upon", "to"):
                return "E"
            return "F"
        if nominal:
            return "J"
        if right == "I":
            return "E" if ever or finite_ahead(tags, i + 1, strict=False) else "F"
        return "F"
    # at the beginning of a clause
    if left == "S":
        return "J" if nominal and word in ADJECTIVAL_ED else "E"
    if word in STATIVE:
        return "E"
    if nominal and word in ADJECTIVAL_ED:
        return "J"
    if right in "DQTtAaUGgpJNn":
        return "F"
    if left == "-" and not ever and right == "I" and not by:
        return "F"
    return "E" if right in "I,R" else "F"


def ing(lower: list[str], tags: list[str], i: int, j: int, left: str, right: str, code: str) -> str:
    noun_next = right in "NnsJd" or (right in "giq" and i + 2 < len(tags) and tags[i + 2] in "Nns")
    if code == "q":
        if noun_next and (left in "DQ'JI#aNVFGEC,.B" or left == "T"):
            sure = right == "s" or lower[i + 1].endswith("s") or lower[i] in ("growing", "ongoing", "emerging", "existing")
            if sure or left in "DQ'J#a" or tags[i - 1] == "R":
                return "J"
        return "J" if left in "DQ" and lower[i - 1] not in ("all", "both", "those") and (noun_next or right in "C,") else "G"
    if code == "i":
        if left in "T" or (left == "B" and (right != "I" or lower[i] == "meeting" or (j and tags[j - 1] in "PA"))):
            return "G"
        if left in ",.;:-C" and lower[i] in ("building", "beginning") and right == "I" and lower[i + 1] in ("on", "upon", "with", "in"):
            return "G"
        return "G" if right in "DQpAP" and left not in "D" else "N"
    if left in "DQ'a" and lower[i - 1] not in ("all", "both", "those", "these"):
        return "J" if noun_next else "N"
    if left == "J" and noun_next is False and right in "I.,":
        return "N"
    return "G"


def adjective_or_verb(
    lower: list[str], entries: list[Entry], tags: list[str], i: int, j: int, left: str, right: str, seen: bool, base: bool
) -> str:
    if left in "MOP":
        return "R" if lower[i] == "further" and right in "vngjxzsdf" else "V"
    if left == "N" and lower[i] == "present" and lower[j].endswith("s") and right in "NnsJ" and not seen:
        return "V"
    if left == "T":
        before = entries[j - 1].verb if j else ""
        if lower[i] == "further":
            if right in "vngjx" and not (right == "n" and before in PREPOSITIONAL_TO):
                return "R"
            if before in PREPOSITIONAL_TO and right not in "DQ":
                return "J"
        if right in "DQAUp":
            return "V"
        if before in PREPOSITIONAL_TO or before == "commit" or before == "commitment":
            return "J"
        return "V"
    if lower[i] == "further" and left != "T":
        return "J" if right in "NnsJi" and left in "DQJIVFG" else "R"
    if left == "V" and lower[j] in ("help", "let") and right in "DQAJNn":
        return "V"
    if lower[i] == "welcome" and right not in "IT" and left in "NAU)":
        return "V"
    if lower[i] == "subject":
        return "J" if right == "T" else "N"
    if left in "DQJIB'#aVGE":
        if lower[i] == "present" and left in "DI" and right not in "NnsJ":
            return "N"
        return "J"
    if (left in "NAU" and right in "DQAtpTaI") or (left == "N" and lower[j].endswith("s") and right not in "N"):
        return "V" if right in "DQAtpa" or lower[j].endswith("s") else "J"
    if left in "C,":
        if right in "DQA":
            return "V" if base or seen or (j and tags[j - 1] == "V") else "J"
        return "J"
    if left in "W":
        return "V"
    if left == "." and right in "DQAt":
        return "V"
    return "J"


def that(lower: list[str], entries: list[Entry], tags: list[str], i: int, j: int, left: str, right: str, n: int) -> str:
    if i == 0:
        return "D"
    if left in "VFGE":
        if left == "E" or entries[j].verb in SAYING or right not in "NnsJ":
            return "S"
        return "S" if opens_clause(tags, i + 1, n) else "D"
    if left in "JR":
        return "S"
    if left in "NUAp)'\"":
        described = right == "d" and lower[i + 1] in ADJECTIVAL_ED and i + 2 < n and tags[i + 2] in "Nns"
        if (right in "MBHOvzfdLe" and not described) or (right in "Rnsx" and not opens_clause(tags, i + 1, n)):
            return "W"
        if right in "Rns" and i + 2 < n and tags[i + 2] in "vzdfnsMBHDQ" and right != "n":
            return "W"
        if left == "N" and entries[j].noun in SAYING_NOUNS:
            return "S"
        for k in range(j, max(-1, j - 9), -1):
            if tags[k] in "VFG" and entries[k].verb in SAYING:
                return "S"
            if tags[k] in "SW;:":
                break
        return "W"
    if left in "IT":
        if left == "I" and lower[i - 1] in ("in", "given", "except") and right in "DQPAt":
            return "S"
        return "D"
    if left in "C,":
        if right in "NnJ" and not opens_clause(tags, i + 1, n):
            return "D"
        if left == "," and right in "MBHOvzfd":
            return "W"
        if (right == "n" and i + 2 < n and tags[i + 2] in "DQJAa" and not opens_clause(tags, i + 1, n)):
            return "W"
        return "W" if right in "MBHOvzf" else "S"
    if left in ".;:-(":
        if left in "(-" and right in "MBHOzfd":
            return "W"
        return "D" if right in "NnsJBM" else "S"
    return "S"


def determiner(lower: list[str], tags: list[str], i: int, left: str, right: str) -> str:
    word = lower[i]
    if word == "such":
        return "I" if right == "I" and lower[i + 1] == "as" else "D"
    if right in "NnsJUaAD#QdgiqeR'bxj":
        if word == "this" and right == "s":
            return "P"
        return "D"
    if word == "both" or word == "all":
        return "D"
    if right in "VzvMBHOfF":
        return "P"
    return "p" if word not in ("either", "neither") else "D"
