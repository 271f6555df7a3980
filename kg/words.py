"""A sentence span of the text and its mentions in, words with lemma and word class out (`Words`).

A token's class is looked up; what the dictionary leaves open (is "support" a noun or a verb, "agreed" finite or a participle?)
is settled from left to right by the constraints below. The idea is that of constraint grammar (Karlsson 1990), without its
formalism: each ambiguous class has one function, whose conditions are read from top to bottom.

Tags: A actor, a actor as adjective, U other name, D determiner, Q possessive, ' possessive clitic, P subject pronoun, p other
pronoun, J adjective, # number, N noun, V base or present verb, F past verb, E past participle, G -ing form, B be, H have, O do,
M modal, L not, R adverb, I preposition, T to, C coordinator, S subordinator, W relative or question word, and , ; : . " ( ) -.
"""
from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from operator import add, attrgetter
from typing import Any

from kg.model import Mention
from kg.sources import PACKAGE, read_yaml

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S., U.S.A
    r"|['’]s\b"
    r"|[$€£¥]?\d+(?:[.,/:+–-]\d+)*(?:%|[^\W\d_]+(?:-\w+)*|(?:-[^\W\d_]+)+)?"  # 2+2, 26/11, 1.5, 21st, 5G, 10-year
    r"|(?<=[\w.])[-‐‑][a-z]\w*(?:[-‐‑]\w+)*"  # "-led" after a mention
    r"|[^\W\d_]\w*(?:[-‐‑'’&+]\w+)*"
    r"|--+|\.\.\.|[^\w\s]"
)
SINGULAR_CLITICS = frozenset({"it", "he", "she", "that", "there", "here", "what", "who", "let", "where"})
BE = {"be": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "'re": "be", "'m": "be"}
HAVE = {"have": "have", "has": "have", "had": "have", "having": "have", "'ve": "have"}
DO = {"do": "do", "does": "do", "did": "do"}
PUNCTUATION = {",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "...": ".", "…": ".", '"': '"', "“": '"', "”": '"', "„": '"',
               "«": '"', "»": '"', "‘": '"', "’": '"', "'": '"', "(": "(", "[": "(", ")": ")", "]": ")", "—": "-", "–": "-", "-": "-",
               "--": "-", "---": "-", "&": "C", "/": "C", "―": "-"}
SUFFIXES = (
    ("ly", "R"), ("tion", "N"), ("sion", "N"), ("ment", "N"), ("ness", "N"), ("ity", "N"), ("ship", "N"), ("ism", "N"), ("ance", "N"),
    ("ence", "N"), ("er", "N"), ("or", "N"), ("ist", "N"), ("ize", "v"), ("ise", "v"), ("ify", "v"), ("al", "J"), ("ive", "J"),
    ("ous", "J"), ("ful", "J"), ("less", "J"), ("ic", "J"), ("able", "J"), ("ible", "J"), ("ary", "J"), ("based", "J"), ("led", "J"),
    ("-related", "J"), ("-oriented", "J"), ("-driven", "J"), ("-centered", "J"), ("-centric", "J"), ("-term", "J"), ("-level", "J"),
    ("-scale", "J"), ("-wide", "J"), ("-free", "J"), ("-minded", "J"), ("-made", "J"), ("-building", "N"), ("-making", "N"),
    ("-sharing", "N"), ("-standing", "J"), ("-looking", "J"), ("-going", "J"), ("-ranging", "J"), ("-reaching", "J"),
    ("-day", "J"), ("-year", "J"),
)


class Words:
    """The tokens of one sentence as parallel lists; offsets are those of the document's text."""

    __slots__ = ("ends", "lemma", "lower", "mention", "starts", "tags", "text")

    def __init__(self, text: str, starts: list[int], ends: list[int], lower: list[str], lemma: list[str], tags: str,
                 mention: list[int]) -> None:
        self.text = text  # the document's text
        self.starts = starts
        self.ends = ends
        self.lower = lower
        self.lemma = lemma
        self.tags = tags
        self.mention = mention  # index into the mentions given, -1 where the token is no mention

    def __len__(self) -> int:
        return len(self.lower)


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


def inflect(lemma: str, doubled: bool) -> tuple[str, str, str]:
    """The -s, -ed and -ing forms of a regular verb."""
    last, before = lemma[-1], lemma[-2:-1]
    if last == "y" and before not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    s = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if lemma.endswith("ie"):
        return s, lemma + "d", lemma[:-2] + "ying"
    if last == "e":
        return s, lemma + "d", (lemma if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1]) + "ing"
    if doubled:
        return s, lemma + last + "ed", lemma + last + "ing"
    return s, lemma + "ed", lemma + "ing"


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


def singular(word: str) -> str:
    """The noun lemma of a form in -s, by its ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


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


MARK = "mark"  # code of the entry of a punctuation mark, which has its class from its place
Value = tuple[str, Entry, str, int]  # word in lower case, entry, class, length
PIECE = re.compile(r"[a-z]++(?=[ ,;)])\s*+|(?:" + TOKEN.pattern + r"|_+)\s*+")  # a token and the space behind it
CLITICS = {"n't": ("L", "not"), "'re": ("B", "be"), "'ve": ("H", "have"), "'ll": ("M", "will"), "'d": ("M", "would"), "'m": ("B", "be")}
SHORTENED = {"wo": "will", "ca": "can", "sha": "shall"}
OPENING = frozenset('":;(.-')  # after these a capital letter says nothing
NEVER = Entry("N", "", "")  # of a word that has no entry yet
ASK = "?"  # class of a piece that depends on what stands beside it
MOST = 200_000  # pieces kept


class Pieces(dict[str, Value]):
    """Piece -> its value, for those that mean the same everywhere; the class of all others is ASK."""

    def __missing__(self, piece: str) -> Value:
        value = self.value(piece.rstrip())
        if len(self) >= MOST:
            self.clear()
        self[piece] = value
        return value

    def value(self, raw: str) -> Value:
        entry = KNOWN.get(raw)
        if entry is not None:
            return raw, entry, entry.code, len(raw)
        tag = PUNCTUATION.get(raw)
        if tag is not None:
            said = raw.replace("’", "'")
            return said, Entry(MARK, said, said), ASK if raw in "'’-–" else tag, len(raw)
        if not raw[0].isalpha() and raw[0] not in "'’-‐‑_":
            if raw[0].isdigit() or raw[0] in "$€£¥":
                tail = raw.lstrip("0123456789.,/:+–-$€£¥%")
                code = "#" if not tail else "J" if tail in ("st", "nd", "rd", "th") or "-" in raw else "U" if tail.isupper() else "#"
            else:
                code = "."
            return raw.lower(), Entry(code, raw.lower(), raw.lower()), code, len(raw)
        word = raw.lower().replace("’", "'").replace("‑", "-").replace("‐", "-")
        if raw[0] == "_" or raw[0].isupper() or "'" in word and word != "'s":
            return word, NEVER, ASK, len(raw)
        entry = KNOWN.get(word) or guess(word)
        return word, entry, entry.code, len(raw)


PIECES = Pieces()
ASKED = re.compile("[?]")
VERBAL = re.compile("[VFEGBHOML]")  # tags of words that have the lemma of a verb
OPEN = re.compile("[^NDACUQR#TpaLX,'\"()]")  # classes that are settled, or say where a clause begins
NOUN = attrgetter("noun")


def read_words(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Words:
    """Tokens of text[start:end] with lemma and class; `mentions` are sorted and do not overlap."""
    starts: list[int] = []
    values: list[Value] = []
    mention_of: list[int] = []
    position = start
    inside = [k for k, m in enumerate(mentions) if m.start < end and m.end > start] if mentions else []
    for k in (*inside, -1):
        stop = end if k < 0 else mentions[k].start
        while position < stop and text[position].isspace():
            position += 1
        pieces = PIECE.findall(text, position, stop)
        if pieces:
            values += map(PIECES.__getitem__, pieces)
            starts += accumulate(map(len, pieces), initial=position)
            starts.pop()
            mention_of += [-1] * len(pieces)
        if k >= 0:
            mention = mentions[k]
            word = text[mention.start : mention.end].lower().replace("’", "'")
            tag = ("a" if mention.form == "adjective" else "A") if mention.is_actor else "U"
            starts.append(mention.start)
            values.append((word, Entry(tag, word, word), tag, mention.end - mention.start))
            mention_of.append(k)
            position = mention.end
    if not values:
        return Words(text, [], [], [], [], "", [])
    lower: list[str]
    entries: list[Entry]
    codes: list[str]
    widths: list[int]
    lower, entries, codes, widths = map(list, zip(*values, strict=True))
    several = []
    if ASK in codes:
        shouting = text[start:end].isupper()
        for m in ASKED.finditer("".join(codes)):
            i = m.start()
            found = ask(text, start, end, starts[i], widths[i], lower[i], entries, codes, i, shouting)
            if len(found) != 1:
                several.append((i, found))
            if found:
                _, entries[i], codes[i], _ = found[-1]
            else:
                entries[i], codes[i] = (entries[i - 1], codes[i - 1]) if i else (Entry(MARK, "", ""), ":")
    for i, found in reversed(several):
        lower[i : i + 1] = [value[0] for value in found]
        entries[i : i + 1] = [value[1] for value in found]
        codes[i : i + 1] = [value[2] for value in found]
        widths[i : i + 1] = [value[3] for value in found]
        starts[i : i + 1] = [starts[i], starts[i] + found[0][3]] if found else []
        mention_of[i : i + 1] = [-1] * len(found)
    settle(lower, entries, codes)
    tags = "".join(codes)
    lemma = list(map(NOUN, entries))
    for m in VERBAL.finditer(tags):
        lemma[m.start()] = entries[m.start()].verb
    return Words(text, starts, list(map(add, starts, widths)), lower, lemma, tags, mention_of)


def ask(
    text: str, start: int, end: int, s: int, width: int, word: str, entries: list[Entry], codes: list[str], i: int, shouting: bool
) -> list[Value]:
    """Values of a piece that depends on what stands beside it: a mark, a capitalised word, a word with its clitic; none for "_"."""
    entry = entries[i]
    e = s + width
    raw = text[s:e]
    if raw in PUNCTUATION:
        tag = PUNCTUATION[raw]
        if raw in "'’" and s > start and text[s - 1] in "sS" and "‘" not in text[start:s]:
            tag = "'"
        elif tag == "-" and start < s and e < end and text[s - 1] != " " and text[e] != " ":
            tag = "C"
        return [(word, entry, tag, width)]
    if raw[0] == "_":
        return []
    k = i - 1
    while k >= 0 and entries[k].code == MARK and codes[k] not in OPENING:
        k -= 1
    fresh = k < 0 or entries[k].code == MARK  # at the beginning of a sentence or of a quotation
    if "'" in word and word != "'s":
        at = word.rfind("n't") if word.endswith("n't") else word.rfind("'")
        tail = word[at:]
        if at > 0 and (tail == "'s" or tail in CLITICS):
            first = word[:at]
            entry = KNOWN.get(first) or guess(first)
            code = entry.code
            if raw[0].isupper() and not fresh and first not in KNOWN:
                code = "U"
            if first in SHORTENED:
                entry, code = Entry("M", SHORTENED[first], first), "M"
            if tail == "'s":
                tag, verb = ("p", "us") if first == "let" else ("B", "be") if first in SINGULAR_CLITICS else ("'", "'s")
            else:
                tag, verb = CLITICS[tail]
            return [(first, entry, code, at), (tail, Entry(tag, verb, verb), tag, width - at)]
    known = KNOWN.get(word)
    upper = raw[0].isupper()
    if upper and not shouting:
        short = len(raw) <= 4 and word not in CLOSED and not (fresh and known)  # "NOTE" opens a sentence, "OSCE" names
        if (len(raw) > 1 and raw.isupper() and ("." in raw or short)) or (
            known is None and (not fresh or (not word.isalpha() and raw[1:] != raw[1:].lower()))
        ):
            return [(word, Entry("U", word, word), "U", width)]
    entry = known or guess(word)
    code = entry.code
    if upper and not fresh and not raw.isupper():
        if code in "nsz" and i and codes[i - 1] not in "TP":
            code = "N"
        elif code == "v":
            code = "U"
    return [(word, entry, code, width)]


def settle(lower: list[str], entries: list[Entry], tags: list[str]) -> None:
    """Replace each open class in `tags` by a tag, from left to right."""
    n = len(tags)
    seen = False  # the clause has its finite verb
    ever = False  # the sentence has one
    base = False  # a base form after "to" or a modal stands in the clause
    for m in OPEN.finditer("".join(tags)):
        i = m.start()
        code = tags[i]
        if code in ";:.SW-":
            seen = base = False
            continue
        if code == "J":
            if lower[i] == "other" and i and lower[i - 1] == "each":
                tags[i] = "p"
            continue
        if code == "I":
            if lower[i] == "like" and i and tags[i - 1] == "M":
                tags[i] = "V"
            continue
        if code == "P":
            if lower[i] == "one":
                after = tags[i + 1] if i + 1 < n else "."
                if after in "NnJI" and (i == 0 or tags[i - 1] not in "CS,"):
                    tags[i] = "#"
                    continue
            if lower[i] != "it" or (i and tags[i - 1] in "CS,"):
                seen = False
            continue
        if code in "BHOM":
            if lower[i] not in ("be", "been", "being", "having"):
                seen = ever = True
            elif tags[i - 1] == "T":
                base = True
            continue
        # left: the nearest tag to the left that is no adverb and no quotation mark
        j = i - 1
        while j >= 0 and tags[j] in 'RL"':
            j -= 1
        left = tags[j] if j >= 0 else "."
        if left == "D" and j and tags[j - 1] == "P" and lower[j] in ("all", "both", "each"):  # "we all stand"
            left = "P"
        right = tags[i + 1] if i + 1 < n else "."
        if code == "n":
            tag = noun_or_verb(lower, entries, tags, i, j, left, right, seen, base)
        elif code == "s":
            tag = plural_or_verb(lower, entries, tags, i, j, left, right, seen)
        elif code == "d":
            tag = past_or_participle(lower, entries, tags, i, j, left, right, seen, ever)
        elif code == "g" or code == "i" or code == "q":
            tag = ing(lower, tags, i, j, left, right, code)
        elif code == "v":
            tag = "V" if left not in "DQ'" or lower[j] in ("this", "that", "these", "those", "all", "both", "each") else "N"
        elif code == "z":
            tag = "V"
        elif code == "f":
            tag = "F"
        elif code == "e":
            tag = "J" if left in "DQJ" and right in "NnsJ" else "E"
        elif code == "x":
            if left in "TMOP":
                tag = "V"
            elif i + 1 < n and lower[i + 1] in ("out", "forth") and left in "INU,":
                tag = "E"
            elif left in "C," and i + 1 < n and lower[i + 1] in PARTICLES and (base or seen):
                tag = "V" if base else "F"  # "appointed A and set up B"
            elif left in "C," and right in "JNns" and (base or seen):
                tag = "V" if base else "F"
            elif left in "HB":
                tag = "E"
            elif left in "DQJI'#a" and lower[j] not in ("that", "this"):
                tag = "N"
            elif left in "NAUW" and not seen and right in "DQTIRpAJ":
                tag = "F"
            elif left in "NAU" and right == "I":
                tag = "E"
            elif left in "C," and right in "DQAp":
                tag = "V" if base else "F"
            else:
                tag = "N" if right not in "DQAp" else "V"
        elif code == "j":
            tag = adjective_or_verb(lower, entries, tags, i, j, left, right, seen, base)
        elif code == "t":
            tag = that(lower, entries, tags, i, j, left, right, n)
        elif code == "k":
            tag = "S" if opens_clause(tags, i + 1, n) and lower[i] != "following" else "I"
            if lower[i] == "following" and left in "DQ" and right not in "D":
                tag = "J"
        elif code == "h":
            tag = "Q" if right in "NnsJdgiqvUaA#" else "p"
        elif code == "b":
            tag = determiner(lower, tags, i, left, right)
        else:
            tag = "N"
        tags[i] = tag
        if tag == "S" or tag == "W":
            seen = base = False
        elif tag == "F":
            seen = ever = True
        elif tag == "V":
            if entries[i].verb == lower[i]:
                base = True
            if left in "TM" or (base and left in "C,"):
                base = True
                if left == "M":
                    seen = ever = True
            else:
                seen = ever = True


def finite_ahead(tags: list[str], i: int, strict: bool = True) -> bool:
    """True where a sure finite verb follows at or after i in the same clause, with no coordinator or boundary between."""
    for k in range(i, min(len(tags), i + 22)):
        tag = tags[k]
        if tag in "MOfz":
            return True
        if tag in "BH":
            return True
        if tag in ";:.SWtC-P" or tag == "T":
            return False
        if tag == "d" and not strict and k + 1 < len(tags) and tags[k + 1] in "DQTtAI" and tags[k - 1] not in "DQJI,":
            return True
    return False


OPENING_VERBS = frozenset({("call", "on"), ("call", "upon"), ("call", "for"), ("appeal", "to"), ("work", "towards"), ("look", "forward")})


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


PARTICLES = frozenset({"up", "out", "aside", "forth", "forward"})  # behind a verb without past form: "set up", "put forward"
SAID = frozenset("said say says saying added stated believed thought hoped that".split())


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
            if fresh and agent and right in "DQTtAaJNn":
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
        if before == "E" and right not in "DQAapPT":
            return "E"
        if right in ",C" and i + 2 < len(tags) and tags[i + 2] == "J":
            return "J"
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


def opens_clause(tags: list[str], i: int, n: int) -> bool:
    """True where a subject and then a finite verb follow from i on."""
    k = i
    while k < n and k < i + 14:
        tag = tags[k]
        if tag in "MBHOVFzfv":
            return k > i and tags[k - 1] != "C"
        if tag == "d" and k > i and tags[k - 1] in "PANUs" and k + 1 < n and tags[k + 1] in "DQTtIpRa.,":
            return True
        if tag in "ns" and k > i and tags[k - 1] in "P":
            return True
        if tag in ",;:.-SWTtg":
            return False
        k += 1
    return False


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


def main() -> None:
    """Print the words of the sentence given on the command line with their tags."""
    text = " ".join(sys.argv[1:])
    words = read_words(text, 0, len(text), ())
    print(" ".join(f"{w}/{t}" for w, t in zip(words.lower, words.tags)))


if __name__ == "__main__":
    main()
