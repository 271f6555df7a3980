"""The word lists of kg/lexicon/words.yaml in, an Entry for every form out; a form that no list knows is guessed from its parts."""
from __future__ import annotations

from functools import cache
from typing import Any

from kg.sources import PACKAGE, read_yaml
from kg.words.forms import inflect, singular

BE = {"be": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "'re": "be", "'m": "be"}
HAVE = {"have": "have", "has": "have", "had": "have", "having": "have", "'ve": "have"}
DO = {"do": "do", "does": "do", "did": "do"}
SUFFIXES = (
    ("ly", "R"), ("tion", "N"), ("sion", "N"), ("ment", "N"), ("ness", "N"), ("ity", "N"), ("ship", "N"), ("ism", "N"), ("ance", "N"),
    ("ence", "N"), ("er", "N"), ("or", "N"), ("ist", "N"), ("ize", "v"), ("ise", "v"), ("ify", "v"), ("al", "J"), ("ive", "J"),
    ("ous", "J"), ("ful", "J"), ("less", "J"), ("ic", "J"), ("able", "J"), ("ible", "J"), ("ary", "J"), ("based", "J"), ("led", "J"),
    ("-related", "J"), ("-oriented", "J"), ("-driven", "J"), ("-centered", "J"), ("-centric", "J"), ("-term", "J"), ("-level", "J"),
    ("-scale", "J"), ("-wide", "J"), ("-free", "J"), ("-minded", "J"), ("-made", "J"), ("-building", "N"), ("-making", "N"),
    ("-sharing", "N"), ("-standing", "J"), ("-looking", "J"), ("-going", "J"), ("-ranging", "J"), ("-reaching", "J"),
    ("-day", "J"), ("-year", "J"),
)


class Entry:
    """What the dictionary says of a form: its class, its lemma as a verb and its lemma otherwise.

    Classes: a tag where there is no doubt, else v base form of a verb, n the same or noun, z -s form, s the same or plural, d -ed form,
    f past, e participle, x base, past and participle alike, g -ing form, i the same or noun, q the same or adjective, j base form or
    adjective, t "that", k conjunction or preposition (after, before, since, until), b determiner or pronoun (this, all), h "her".
    """

    __slots__ = ("code", "noun", "verb")

    def __init__(self, code: str, verb: str, noun: str) -> None:
        self.code = code
        self.verb = verb
        self.noun = noun


def build_dictionary(data: dict[str, Any]) -> dict[str, Entry]:
    """Every known form -> Entry; later lists win over earlier ones."""
    known: dict[str, Entry] = {}
    lists = {key: value.split() for key, value in data.items() if isinstance(value, str)}
    plural = dict(line.split() for line in data["plurals"])
    irregular = {line.split()[0]: line.split()[1:] for line in data["irregular"]}
    unchanged = set(lists["unchanged"])
    doubling = set(lists["doubling"]) | set(lists["doubling_extra"])
    ambiguous = set(lists["noun_verbs"])
    adjective = set(lists["adjective_verbs"])
    for word in lists["common_nouns"] + lists["nouns"]:
        known[word] = Entry("N", word, word)
        several = inflect(word, False)[0]
        if not word.endswith("s"):
            known.setdefault(several, Entry("N", word, word))
    for word in lists["common_adjectives"] + lists["adjectives"]:
        known[word] = Entry("J", word, word)
    for word in lists["adverbs"]:
        known[word] = Entry("R", word, word)
    verbs = dict.fromkeys(lists["verbs"] + lists["noun_verbs"] + lists["adjective_verbs"] + list(irregular) + lists["unchanged"])
    for lemma in verbs:
        s, ed, ing = inflect(lemma, lemma in doubling)
        forms = [(s, "s" if lemma in ambiguous else "z"), (ing, "g")]
        if lemma in unchanged:
            forms.append((lemma, "x"))
        else:
            forms.append((lemma, "j" if lemma in adjective else "n" if lemma in ambiguous else "v"))
            if lemma in irregular:
                past, participle = irregular[lemma]
                if past == participle:
                    forms.append((past, "d"))
                else:
                    forms.append((past, "f"))
                    if participle != lemma:
                        forms.append((participle, "e"))
            else:
                forms.append((ed, "d"))
            if lemma in doubling:  # travelled, traveled
                _, plain, plain_ing = inflect(lemma, False)
                if lemma in lists["doubling_extra"]:
                    forms += [(plain, "d"), (plain_ing, "g")]
        for form, code in forms:
            if form in known and known[form].code in "nsxd" and code in "zgd" and known[form].verb != lemma:
                continue
            known[form] = Entry(code, lemma, lemma if code in "nsxjv" else form)
    for word in lists["nouns_ing"]:
        entry = known.get(word)
        known[word] = Entry("i" if entry else "N", entry.verb if entry else word, word)
        known[word + "s"] = Entry("N", word, word)
    for word in lists["adjectival_ing"]:
        entry = known.get(word)
        known[word] = Entry("q" if entry else "J", entry.verb if entry else word, word)
    for line in data["fixed"]:
        word, code, lemma = line.split()
        known[word] = Entry(code, lemma, word if code == "d" else lemma)
    for form, lemma in plural.items():
        known[form] = Entry("N", lemma, lemma)
    for key, tag in (("prepositions", "I"), ("determiners", "D"), ("possessives", "Q"), ("subject_pronouns", "P"), ("object_pronouns", "p"),
                     ("modals", "M"), ("subordinators", "S"), ("question_words", "W"), ("numbers", "#")):
        for word in lists[key]:
            known[word] = Entry(tag, word, word)
    known["cannot"] = Entry("M", "can", "can")
    for table, tag in ((BE, "B"), (HAVE, "H"), (DO, "O")):
        for form, lemma in table.items():
            known[form] = Entry(tag, lemma, lemma)
    for word in ("not", "n't", "never"):
        known[word] = Entry("L", "not" if word == "n't" else word, word)
    for word in ("and", "or", "but", "nor", "and/or"):
        known[word] = Entry("C", word, word)
    known["to"] = Entry("T", "to", "to")
    known["that"] = Entry("t", "that", "that")
    known["her"] = Entry("h", "her", "her")
    known["there"] = Entry("P", "there", "there")
    for word in ("after", "before", "since", "until", "till", "following"):
        known[word] = Entry("k", "follow" if word == "following" else word, word)
    for word in ("this", "these", "those", "all", "both", "some", "each", "either", "neither", "any", "another", "such"):
        known[word] = Entry("b", word, word)
    known["done"] = Entry("e", "do", "done")
    known["doing"] = Entry("g", "do", "doing")
    known["being"] = Entry("B", "be", "being")
    known["having"] = Entry("H", "have", "having")
    known["'s"] = Entry("'", "'s", "'s")
    return known


def load() -> tuple[dict[str, Entry], dict[str, frozenset[str]]]:
    data = read_yaml(PACKAGE / "lexicon" / "words.yaml")
    return build_dictionary(data), {key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)}


KNOWN, LISTS = load()
SAYING = LISTS["saying"]
SAYING_NOUNS = LISTS["saying_nouns"]
PREPOSITIONAL_TO = LISTS["prepositional_to"]
AGENTS = LISTS["agents"] - {"summit", "meeting", "force"}
INTENT = frozenset(("aim", "hope", "look", "need", "plan", "pledge", "promise", "seek", "vow", "wish", "work"))
WITH_PREPOSITION = LISTS["with_preposition"]
PASSIVE = LISTS["passive"]
STATIVE = LISTS["stative"]
ADJECTIVAL_ED = LISTS["adjectival_ed"]
VERBISH = LISTS["verbish"]
NOUNISH = LISTS["nounish"] - VERBISH
CLOSED = frozenset(word for word, entry in KNOWN.items() if entry.code in "DQPpICTtSWbBMHOkL") - {"us", "it", "who", "may", "her", "am"}


@cache
def guess(word: str) -> Entry:
    """Entry for a form that is not in the dictionary: by its parts, then by its ending."""
    if word[0] == "-":
        return Entry("J", word, word)
    if word[-1] == "s":
        base = singular(word)
        if base != word:
            return Entry("N", base, base)
    if "-" in word:
        head, _, last = word.rpartition("-")
        if last in ("ing",):
            return Entry("N", word, word)
        if head in ("re", "co", "de", "pre", "over", "under", "counter", "mis", "out"):
            entry = KNOWN.get(last)
            if entry is not None and entry.code in "vnzsdfexgji":
                return Entry(entry.code, f"{head}-{entry.verb}", f"{head}-{entry.noun}")
        entry = KNOWN.get(last)
        if entry is not None and entry.code in "defJjqxF":
            return Entry("J", word, word)
        if entry is not None and entry.code in "gi":
            return Entry("N" if entry.code == "i" else "J", word, word)
    for prefix in ("re", "co", "over", "mis", "out", "un", "dis", "pre", "inter"):
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            entry = KNOWN.get(word[len(prefix):])
            if entry is not None and entry.code in "vzdfexgNJ":
                if prefix == "un" and entry.code in "dex":
                    return Entry("J", word, word)
                return Entry(entry.code, prefix + entry.verb, prefix + entry.noun)
    for suffix, code in SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return Entry(code, word, word)
    if word.endswith("ed") and len(word) > 4:
        stem = word[:-2]
        return Entry("d", word[:-1] if stem[-1] in "csvzut" else stem, word)
    if word.endswith("ing") and len(word) > 5:
        return Entry("g", word[:-3], word)
    return Entry("N", word, word)
