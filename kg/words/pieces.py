"""A token with the space behind it in, its value out: word, entry, class and length, looked up where that means the same everywhere."""
from __future__ import annotations

import re

from kg.words.dictionary import CLOSED, KNOWN, Entry, guess

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S., U.S.A
    r"|['’]s\b"
    r"|[$€£¥]?\d+(?:[.,/:+–-]\d+)*(?:%|[^\W\d_]+(?:-\w+)*|(?:-[^\W\d_]+)+)?"  # 2+2, 26/11, 1.5, 21st, 5G, 10-year
    r"|(?<=[\w.])[-‐‑][a-z]\w*(?:[-‐‑]\w+)*"  # "-led" after a mention
    r"|[^\W\d_]\w*(?:[-‐‑'’&+]\w+)*"
    r"|--+|\.\.\.|[^\w\s]"
)
SINGULAR_CLITICS = frozenset({"it", "he", "she", "that", "there", "here", "what", "who", "let", "where"})
PUNCTUATION = {",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "...": ".", "…": ".", '"': '"', "“": '"', "”": '"', "„": '"',
               "«": '"', "»": '"', "‘": '"', "’": '"', "'": '"', "(": "(", "[": "(", ")": ")", "]": ")", "—": "-", "–": "-", "-": "-",
               "--": "-", "---": "-", "&": "C", "/": "C", "―": "-"}
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
