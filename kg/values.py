"""Sentences and their facts in, facts with typed values out: sums of money, quantities and deadlines.

A sentence without a digit or one of a few syllables is passed over; in any other the words around each number are looked up in
tables made of kg/lexicon/currencies.yaml and units.yaml. What cannot be told (whose dollar? by when, where the document has no date?)
is left open rather than guessed.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kg.model import Fact, Mention, Value
from kg.sources import PACKAGE, read_yaml
from kg.topics import normal_word

TOKEN = re.compile(r"\d+(?:[.,'’]\d+)*|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
DIGIT = re.compile(r"\d")
HINTS = ("illion", "cent", "decade", "within", "next ", "dollar", "uro", "year", "thousand", "hundred")  # of a value without a digit
HINT = re.compile(r"illion|\bcents?\b|percent|decade|within|next |centur|dollar|\b[Ee]uros?\b|year|thousand|hundred")  # "recent" is none
GROUPED = re.compile(r"\d{1,3}(?:[,'’]\d{2,3})*[,'’]\d{3}(?:\.\d+)?")
YEAR = re.compile(r"(?:19[5-9]|20\d|21[0-4])\d")
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7, "mn": 6, "mln": 6, "bn": 9,
          "bln": 9, "tn": 12, "trn": 12}
LETTER_SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}  # before or behind a currency, and glued to the number
ONES = {word: n for n, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen".split(), 1)}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
DASHES = frozenset("-–—‑‐")
ENGLISH_CODES = frozenset("ALL TOP TRY CUP COP SOS MOP PEN MAD GEL BAM SDG".split())  # read before a large sum only
PRODUCT = {("gni",): "GNI", ("gross", "national", "income"): "GNI", ("gdp",): "GDP", ("gross", "domestic", "product"): "GDP",
           ("gnp",): "GNP", ("gross", "national", "product"): "GNP"}
# "31,000 additional troops": any word of two may stand between, but for these
STOPS = frozenset("a an and as at by for from in into of on or per than that the their to until which who with is are was were".split())
BOUNDS = {("at", "least"): "at least", ("less", "than", "no"): "at least", ("less", "than", "not"): "at least",
          ("minimum", "of"): "at least", ("more", "than"): "at least", ("over",): "at least", ("above",): "at least",
          ("exceeding",): "at least", ("up", "to"): "at most", ("at", "most"): "at most", ("more", "than", "no"): "at most",
          ("more", "than", "not"): "at most", ("less", "than"): "at most", ("under",): "at most", ("below",): "at most",
          ("maximum", "of"): "at most", ("about",): "about", ("around",): "about", ("approximately",): "about", ("roughly",): "about",
          ("nearly",): "about", ("almost",): "about", ("some",): "about"}
BETWEEN_DATE = frozenset("""the end of mid early late close fall autumn spring summer winter start beginning first second third fourth
    half quarter middle year fiscal financial calendar fy latest around about or at q end""".split()) | DASHES
BEFORE_PERIOD = frozenset("within in over during by before until".split())
BEGINNING = BEFORE_PERIOD | ONES.keys() | TENS.keys() | {"half", "a"}  # words at which a value may begin
NEXT = frozenset("next coming following".split())
PERIODS = ("year", "month", "week", "day", "decade")
LONGEST = 60  # characters between an object and the deadline behind it


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as the tables know it: no dots, in the singular, in lower case."""
    return normal_word(word.replace(".", "")) if word.isascii() or word.isalpha() else word


def folded(phrase: str) -> tuple[str, ...]:
    """The words of a wording as the tables know them."""
    return tuple(fold(word) for word in TOKEN.findall(phrase))


@lru_cache(maxsize=1)
def units() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """First word -> [(words, unit, kind)], longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for entry in read_yaml(PACKAGE / "lexicon" / "units.yaml"):
        for key in dict.fromkeys(folded(word) for word in (entry["unit"], *entry.get("words", ()))):
            table.setdefault(key[0], []).append((key, entry["unit"], entry["kind"]))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


@lru_cache(maxsize=1)
def currencies() -> tuple[dict, ...]:
    """The entries of kg/lexicon/currencies.yaml."""
    return tuple(read_yaml(PACKAGE / "lexicon" / "currencies.yaml"))


@lru_cache(maxsize=1)
def currency_names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> [(words, code)] of every wording that names one currency ("australian", "dollar"), longest first."""
    known = {entry["name"]: entry for entry in read_yaml(PACKAGE / "lexicon" / "countries.yaml")}
    table: dict[tuple[str, ...], str] = {}
    for entry in currencies():
        words = (entry["word"], *entry.get("plurals", ()))
        for country in entry.get("of", ()):
            about = known.get(country, {})
            for key in ("names", "adjectives", "acronyms"):
                for name in (*([country] if key == "names" else ()), *about.get(key, ())):
                    for word in words:
                        table.setdefault((*folded(name), fold(word)), entry["code"])
        for name in entry.get("names", ()):
            table[folded(name)] = entry["code"]
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words_of, code in table.items():
        rows.setdefault(words_of[0], []).append((words_of, code))
    for found in rows.values():
        found.sort(key=lambda row: -len(row[0]))
    return rows


@lru_cache(maxsize=256)
def bare_currencies(parties: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Signs, and bare words, -> ISO 4217 code between these parties; "" where several of them have such a currency."""
    tables: tuple[dict[str, str], dict[str, str]] = ({}, {})
    signs: dict[str, list[dict]] = {}
    words: dict[str, list[dict]] = {}
    for entry in currencies():
        for sign in entry.get("symbols", ()):
            signs.setdefault(sign, []).append(entry)
        signs.setdefault(entry["code"], []).append(entry)
        for word in (entry["word"], *entry.get("plurals", ())):
            if entry.get("bare", True) or word != entry["word"]:
                words.setdefault(fold(word), []).append(entry)
    for table, found in zip(tables, (signs, words), strict=True):
        for key, entries in found.items():
            own = [entry["code"] for entry in entries if set(entry.get("of", ())) & set(parties)]
            usual = [entry["code"] for entry in entries if entry.get("default")] or ([entries[0]["code"]] if len(entries) == 1 else [])
            if "USD" in own or len(own) == 1:
                table[key] = "USD" if "USD" in own else own[0]
            elif own:
                table[key] = ""
            elif usual:
                table[key] = usual[0]
    return tables


def decimal(written: str, scaled: bool = False) -> Decimal | None:
    """A number as written, or None where it is no number ("3.2.1"); "1,5" is one and a half.

    >>> decimal("31,000"), decimal("1,00,000"), decimal("1.25"), decimal("1,5"), decimal("3.2.1")
    (Decimal('31000'), Decimal('100000'), Decimal('1.25'), Decimal('1.5'), None)
    """
    if len(written) > 30 or written[0] == "0" and written[1:2].isdigit():
        return None
    if written.isascii() and written.isdigit():
        return Decimal(written)
    if GROUPED.fullmatch(written):
        return Decimal(re.sub(r"[,'’]", "", written))
    if re.fullmatch(r"[0-9]+[.,][0-9]{1,2}|[0-9]+\.[0-9]+", written):
        return Decimal(written.replace(",", "."))
    return None


def plain(number: Decimal) -> str:
    """A number in digits, without exponent and without noughts behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Line:
    """The words of one sentence, and what is found among them."""

    def __init__(self, text: str, start: int, end: int, mentions: Sequence[Mention], date: str, parties: tuple[str, ...]) -> None:
        spans = [m.span() for m in TOKEN.finditer(text, start, end)]
        self.text, self.date = text, date
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = [text[start:end] for start, end in spans]
        self.forms = list(map(fold, self.words))
        self.dates = {m.start: m for m in mentions if m.kind == "date"}
        self.signs, self.bare = bare_currencies(parties)

    def glued(self, i: int) -> bool:
        """True where word i follows word i - 1 without space."""
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def is_number(self, i: int) -> bool:
        """True where word i is written in digits."""
        return i < len(self.words) and self.words[i][0].isdecimal()

    def number(self, i: int) -> tuple[Decimal, int, bool] | None:
        """The number that begins at word i: its value, the word behind it, whether a scale word ("million") belongs to it."""
        forms = self.forms
        if self.is_number(i):
            value, k = decimal(self.words[i]), i + 1
            while value is not None and len(self.words[i]) <= 3 and k < i + 5 and self.thousands(k):
                value, k = value * 1000 + int(self.words[k]), k + 1
        else:
            value, k = self.spelled(i)
        if value is None:
            return None
        scaled = False
        while k < min(len(forms), i + 12):  # no sum has more words
            at = k + 1 if self.words[k] in DASHES and k + 1 < len(forms) else k
            scale = SCALES.get(forms[at])
            if scale is None and self.glued(k) and at == k and self.words[k].lower() in LETTER_SCALES:
                break
            if scale is None:
                break
            value, k, scaled = value.scaleb(scale), at + 1, True
            if k + 1 < len(forms) and forms[k] == "and" and forms[k - 1] == "hundred" and (forms[k + 1] in TENS or forms[k + 1] in ONES):
                rest, stop = self.spelled(k + 1)
                value, k = value + (rest or 0), stop
        return value, k, scaled

    def thousands(self, k: int) -> bool:
        """True where word k is three digits behind a space that groups thousands ("10 000")."""
        return (self.is_number(k) and len(self.words[k]) == 3 and self.words[k].isdigit()
                and self.text[self.ends[k - 1]:self.starts[k]] in (" ", "\u00a0", "\u202f", "\u2009"))

    def spelled(self, i: int) -> tuple[Decimal | None, int]:
        """A number in words, up to a hundred; "a" and "half a" before a scale word."""
        forms = self.forms
        form = forms[i] if i < len(forms) else ""
        following = forms[i + 1] if i + 1 < len(forms) else ""
        if form in TENS:
            k = i + 2 if following in DASHES and i + 2 < len(forms) and forms[i + 2] in ONES else i + 1
            if k < len(forms) and forms[k] in ONES and ONES[forms[k]] < 10 and k > i:
                return Decimal(TENS[form] + ONES[forms[k]]), k + 1
            return Decimal(TENS[form]), i + 1
        if form in ONES:
            return Decimal(ONES[form]), i + 1
        if form == "half" and following in ("a", "billion", "million", "trillion"):
            return Decimal("0.5"), i + (2 if following == "a" else 1)
        if form == "a" and following in SCALES:
            return Decimal(1), i + 1
        return None, i

    def sign_before(self, i: int) -> tuple[str | None, int]:
        """The currency whose sign or code ends before word i, and the word it begins at; None where there is none."""
        at = i - 1 if i and self.words[i - 1] == "." and self.glued(i - 1) else i  # "Rs. 500"
        for count in (4, 3, 2, 1):
            first = at - count
            if first < 0 or any(not self.glued(k) for k in range(first + 1, at)):
                continue
            key = "".join(self.words[first:at]).replace(".", "")
            code = self.signs.get(key)
            if code is None and key.endswith("$") and key[:-1].isalpha():
                code = ""  # some country's dollar
            if code is None or key.isalpha() and (len(key) == 1 or first and self.glued(first)) and not self.glued(i):
                continue
            if first and not self.glued(first) and self.signs.get(self.words[first - 1]) and len(self.words[first - 1]) == 3:
                return self.signs[self.words[first - 1]], first - 1  # "USD $10 million"
            return code, first
        return None, i

    def currency_behind(self, k: int) -> tuple[str | None, int]:
        """The currency named from word k on, and the word behind it."""
        at = k + 1 if k + 1 < len(self.words) and self.words[k] in DASHES else k
        if at >= len(self.words):
            return None, k
        for key, code in currency_names().get(self.forms[at], ()):
            if tuple(self.forms[at:at + len(key)]) == key:
                return code, at + len(key)
        word, form = self.words[at], self.forms[at]
        if len(word) == 3 and word.isupper() and word in self.signs:
            return self.signs[word], at + 1
        if form in self.bare and (word.islower() or word == "EURO"):
            return self.bare[form], at + 1
        for count in range(min(3, len(self.words) - at), 0, -1):  # "10 million US$"
            key_text = "".join(self.words[at:at + count])
            if not key_text.isalpha() and key_text in self.signs and not self.is_number(at + count) and all(
                    self.glued(n) for n in range(at + 1, at + count)):
                return self.signs[key_text], at + count
        return None, k

    def unit(self, k: int, skip: bool) -> tuple[str, str, int]:
        """Unit, kind and the word behind it from word k on; "" where none is named."""
        at = k + 1 if k + 1 < len(self.words) and self.words[k] in DASHES else k
        for shift in range(3 if skip else 1):
            here = at + shift
            if here >= len(self.words):
                break
            for key, unit, kind in units().get(self.forms[here], ()):
                if tuple(self.forms[here:here + len(key)]) == key and (kind == "thing" or not shift):
                    behind = here + len(key)
                    if unit == "percent" and behind < len(self.forms) and self.forms[behind] == "of":
                        unit, behind = self.share(behind)
                    return unit, kind, behind
            if self.forms[here] in STOPS or not self.words[here].isalpha() or self.forms[here] in SCALES or self.glued(here):
                break
        return "", "", k

    def share(self, k: int) -> tuple[str, int]:
        """The unit of "per cent of GNI", where word k is "of"."""
        at = k + 1
        while at < len(self.forms) and self.forms[at] in ("their", "it", "its", "the", "our", "national", "combined"):
            at += 1
        for key, name in PRODUCT.items():
            if tuple(self.forms[at:at + len(key)]) == key:
                return f"percent of {name}", at + len(key)
        return "percent", k

    def bound(self, i: int) -> str:
        """"at least", "at most" or "about", as the words before word i say."""
        while i and self.forms[i - 1] in ("a", "an", "the", "additional", "another", "further", "total", "of") and (
                self.forms[i - 1] != "of" or i > 1 and self.forms[i - 2] == "total"):
            i -= 1
        for count in (3, 2, 1):
            words = tuple(self.forms[max(0, i - count):i])
            key = (words[1], words[2], words[0]) if count == 3 and len(words) == 3 else words
            if key in BOUNDS:
                return BOUNDS[key]
        return ""

    def read_number(self, i: int) -> tuple[Value | None, int]:
        """The sum or quantity whose number begins at word i, and the word from which to go on."""
        words = self.words
        code, first = self.sign_before(i)
        found = self.number(i)
        if found is None or code is None and i and self.glued(i) and (
                words[i - 1][-1].isalnum() or words[i - 1] in DASHES and i > 1 and self.glued(i - 1) and words[i - 2][-1].isalnum()
                or words[i - 1] in "./"):
            return None, i + 1
        low, k, scaled = found
        high = None
        k, low, scaled = self.letter_scale(k, low, scaled, code)
        between = first > 0 and self.forms[first - 1] == "between"
        link = k < len(words) and (words[k] in DASHES or self.forms[k] in ("to", "and"))
        listed = link and self.forms[k] == "and" and not between  # "$10 and $15 million": two sums, one scale
        behind = k + 1
        if not link and k + 1 < len(words) and words[k] == "%":  # "10% to 15%"
            link, behind = self.forms[k + 1] == "to" or words[k + 1] in DASHES, k + 2
        if link and behind < len(words):
            begin = behind
            while begin < len(words) and begin < behind + 3 and not words[begin][0].isalnum() and words[begin] not in DASHES:
                begin += 1
            year = begin < len(words) and YEAR.fullmatch(words[begin]) is not None
            upper = None if year or listed and begin == behind else self.number(begin)
            if upper is not None:
                top, stop, large = upper
                stop, top, large = self.letter_scale(stop, top, large, code)
                if large and not scaled and low < 1000:
                    low, scaled = self.same_scale(low, begin, top), True
                if top > low and not listed and (
                        code is not None or self.currency_behind(stop)[0] is not None or self.unit(stop, False)[0]):
                    high, k = top, stop
        bound = self.bound(first)
        if code is not None:
            written = words[first]
            if written in ENGLISH_CODES and not scaled and low < 1000:
                return None, i + 1
            _, stop = self.currency_behind(k)
            return self.value("amount", low, high, code, bound, first, stop), stop
        named, stop = self.currency_behind(k)
        if named is not None and (scaled or low >= 100 or named not in ENGLISH_CODES | {"KRW", "VND"}):  # "5 won", "5 dong"
            return self.value("amount", low, high, named, bound, i, stop), stop
        year_like = YEAR.fullmatch(words[i]) is not None and k == i + 1
        if self.glued(k) and k < len(words) and words[k].isalpha() and not self.unit(k, False)[0]:
            return None, i + 1
        unit, kind, stop = self.unit(k, skip=not year_like)
        if not unit or year_like and kind != "measure" or kind == "thing" and low == 1 and not scaled:
            return None, max(i + 1, k)
        if kind == "time" and stop < len(words) and self.forms[stop] in ("ago", "old", "earlier"):
            return None, stop
        return self.value("quantity", low, high, unit, bound, i, stop), stop

    def letter_scale(self, k: int, value: Decimal, scaled: bool, code: str | None) -> tuple[int, Decimal, bool]:
        """"€300m": a scale letter glued to a number, where a currency stands before or behind it."""
        if k < len(self.words) and self.glued(k) and self.words[k].lower() in LETTER_SCALES and (
                code is not None or self.currency_behind(k + 1)[0] is not None):
            return k + 1, value.scaleb(LETTER_SCALES[self.words[k].lower()]), True
        return k, value, scaled

    def same_scale(self, low: Decimal, begin: int, top: Decimal) -> Decimal:
        """The lower end of "10 to 15 million", in the scale of the upper."""
        unscaled = decimal(self.words[begin]) if self.is_number(begin) else self.spelled(begin)[0]
        return low * top / unscaled if unscaled else low

    def value(self, kind: str, low: Decimal, high: Decimal | None, unit: str, bound: str, first: int, stop: int) -> Value:
        """A value from word `first` to before word `stop`."""
        return Value(kind, plain(low), unit, "" if high is None else plain(high), bound, self.starts[first], self.ends[stop - 1])

    def deadline(self, k: int) -> Value | None:
        """The deadline whose date begins at word k: "by", "before", "until" or "no later than" stands before it."""
        mention = self.dates.get(self.starts[k])
        if mention is not None:
            iso, end = mention.name, mention.end
        elif YEAR.fullmatch(self.words[k]) and not (self.glued(k + 1) and self.words[k + 1] == "%") and not self.unit(k + 1, False)[0] \
                and not self.currency_behind(k + 1)[0]:
            iso, end = self.words[k], self.ends[k]
        else:
            return None
        marker = self.marker(k)
        if marker < 0 or self.date and iso[:min(len(iso), len(self.date))] < self.date[:min(len(iso), len(self.date))]:
            return None
        return Value("deadline", iso, start=self.starts[marker], end=end)

    def marker(self, k: int) -> int:
        """The word that makes the date at word k a deadline, or -1."""
        j, forms = k - 1, self.forms
        while j >= 0 and k - j < 9 and (forms[j] in BETWEEN_DATE or j and forms[j].isdecimal() and forms[j - 1] == "q"):
            j -= 1
        if j < 0:
            return -1
        if forms[j] in ("by", "before", "until", "till"):
            return j
        if forms[j] == "than" and j and forms[j - 1] == "later":
            return j - 2 if j > 1 and forms[j - 2] in ("no", "not") else -1
        return j if forms[j] == "deadline" else -1

    def relative(self, k: int) -> Value | None:
        """A deadline counted from the document's date: "within five years", "by the end of the decade", "by next year"."""
        forms = self.forms
        if len(self.date) < 4:
            return None
        year = int(self.date[:4])
        if forms[k] in ("within", "in", "over", "during"):
            j = k + 1
            coming = False
            while j < len(forms) and (forms[j] == "the" or forms[j] in NEXT):
                coming, j = coming or forms[j] in NEXT, j + 1
            if forms[k] != "within" and not coming or j >= len(forms):
                return None
            found = self.number(j)
            count, stop = (int(found[0]), found[1]) if found else (1, j + 1 if forms[j] in ("a", "an") else j)
            stop += stop < len(forms) and self.words[stop] in DASHES
            if stop >= len(forms) or forms[stop] not in PERIODS or not 0 < count < 200 or not (found or stop > j or coming):
                return None
            if not found and self.words[stop].endswith("s"):  # "in the coming months": how many?
                return None
            if stop + 1 < len(forms) and forms[stop + 1] in ("of", "after", "from", "following"):  # counted from something else
                return None
            iso = later(self.date, count, forms[stop])
            return Value("deadline", iso, start=self.starts[k], end=self.ends[stop]) if iso else None
        if forms[k] not in ("by", "before", "until"):
            return None
        j = k + 1
        while j < len(forms) and (forms[j] in ("the", "end", "of", "late", "close") or forms[j] in DASHES):
            j += 1
        if j >= len(forms):
            return None
        if forms[j] == "year" and "end" in forms[j + 1:j + 4] and self.glued(j + 1):
            return Value("deadline", str(year), start=self.starts[k], end=self.ends[forms.index("end", j)])
        rest, ended = forms[j], "end" in forms[k:j] or "close" in forms[k:j]
        following = forms[j + 1] if j + 1 < len(forms) else ""
        if ended and rest == "decade" or ended and rest in ("this", "current") and following == "decade":
            return Value("deadline", str((year // 10 + 1) * 10), start=self.starts[k], end=self.ends[j + (rest != "decade")])
        if ended and (rest == "year" or rest in ("this", "current") and following == "year"):
            return Value("deadline", str(year), start=self.starts[k], end=self.ends[j + (rest != "year")])
        if rest == "next" and following in ("year", "month"):
            iso = later(self.date, 1, following)
            return Value("deadline", iso, start=self.starts[k], end=self.ends[j + 1]) if iso else None
        if rest in ("mid", "middle") and "century" in forms[j + 1:j + 4]:
            at = forms.index("century", j)
            return Value("deadline", str(year // 100 * 100 + 50), start=self.starts[k], end=self.ends[at])
        return None


def later(date: str, count: int, period: str) -> str:
    """The ISO date `count` periods after a document's date, as exact as the period; "" where the document's date is less exact.

    >>> later("2024-11-20", 5, "year"), later("2024-11-20", 3, "month"), later("2024-12-30", 7, "day"), later("2024", 6, "month")
    ('2029', '2025-02', '2025-01-06', '')
    """
    if period in ("year", "decade"):
        year = int(date[:4]) + count * (10 if period == "decade" else 1)
        return str(year)
    if period == "month":
        if len(date) < 7:
            return ""
        months = int(date[:4]) * 12 + int(date[5:7]) - 1 + count
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if len(date) < 10:
        return ""
    from datetime import date as Day
    from datetime import timedelta

    try:
        return (Day.fromisoformat(date) + timedelta(count * (7 if period == "week" else 1))).isoformat()
    except (ValueError, OverflowError):
        return ""


def find_values(text: str, start: int = 0, end: int | None = None, mentions: Sequence[Mention] = (), date: str = "",
                parties: tuple[str, ...] = ()) -> list[Value]:
    """Values of text[start:end] in their order; none overlaps another.

    >>> [(v.number, v.unit) for v in find_values("US$1.2 billion, Rs 500 crore and 0.7 per cent of GNI")]
    [('1200000000', 'USD'), ('5000000000', 'INR'), ('0.7', 'percent of GNI')]
    """
    end = len(text) if end is None else end
    if not DIGIT.search(text, start, end):
        piece = text[start:end]
        if not any(hint in piece for hint in HINTS) or not HINT.search(piece):
            return []
    line = Line(text, start, end, mentions, date, parties)
    found: list[Value] = []
    behind = 0
    for k, form in enumerate(line.forms):
        if k < behind or not (form in BEGINNING or line.words[k][0].isdecimal() or line.starts[k] in line.dates):
            continue
        value = None
        behind = k + 1
        if line.starts[k] in line.dates or line.is_number(k):
            value = line.deadline(k)
        if value is None and form in BEFORE_PERIOD:
            value = line.relative(k)
        if value is not None:
            behind = max(k + 1, bisect_left(line.starts, value.end))
        elif line.starts[k] in line.dates:
            behind = max(k + 1, bisect_left(line.starts, line.dates[line.starts[k]].end))
        elif line.is_number(k) or form in ONES or form in TENS or form in ("half", "a"):
            value, behind = line.read_number(k)
        if value is not None:
            while found and found[-1].end > value.start:
                found.pop()
            found.append(value)
    return found


def with_values(facts: Sequence[Fact], text: str, mentions: Sequence[Mention], date: str, parties: tuple[str, ...]) -> list[Fact]:
    """The facts of one sentence with the values of their objects, and with the deadline that stands directly behind an object or that
    opens the sentence ("By 2030, ...")."""
    if not facts:
        return []
    first = facts[0]
    values = find_values(text, first.start, first.end, mentions, date, parties)
    if not values:
        return list(facts)
    begun = [fact.object_span[0] for fact in facts if fact.object_span] + [fact.trigger[0] for fact in facts]
    given = []
    for fact in facts:
        if fact.object_span is None or fact.object_kind == "date":
            given.append(fact)
            continue
        start, end = fact.object_span
        kept = tuple(v for v in values if start <= v.start and v.end <= end or v.kind == "deadline" and (
            start <= v.start <= end or v.start > end and directly_behind(text, end, v.start, begun) or opens(text, v, first.start, start)))
        given.append(replace(fact, values=kept) if kept else fact)
    return given


def directly_behind(text: str, end: int, start: int, begun: Sequence[int]) -> bool:
    """True where nothing but a few words of the same phrase stand between an object and a deadline."""
    between = text[end:start]
    return len(between) <= LONGEST and not set(between) & set(",;:.()\n") and not any(end < place < start for place in begun) and not (
        set(between.lower().split()) & {"that", "which", "who", "so", "while", "but", "where"})


def opens(text: str, value: Value, start: int, object_start: int) -> bool:
    """True where a deadline opens the sentence and belongs to all that follows up to a semicolon."""
    alone = not text[start:value.start].strip(" -–•*\t0123456789.()\n")
    return alone and object_start > value.end and ";" not in text[value.end:object_start]
