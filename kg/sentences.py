"""Text in, Sentences out: every character that is not space belongs to exactly one of them, in the order of the text.

A text is cut in three steps, each linear in its length: lines -> paragraphs (blank lines, list markers, headings), paragraphs ->
pieces (a stop, question or exclamation mark that ends a sentence), pieces -> Sentences (kind, lead-in, quotation).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Sentence

LONGEST = 20_000  # characters of one sentence that are read; the longest of two hundred statements has 1,295
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)

# Words that stand before a stop that does not end the sentence.
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "messrs",
        "mme",
        "dr",
        "prof",
        "hon",
        "rt",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "cmdr",
        "adm",
        "brig",
        "sgt",
        "sen",
        "rep",
        "gov",
        "amb",
        "st",
        "ste",
        "mt",
        "ft",
        "rev",
        "fr",
        "sr.",
        "h.e",
        "h.h",
        "h.m",
        "h.r.h",
        "h.i.m",
        "h.i.h",
        "vs",
        "v",
        "cf",
        "viz",
        "i.e",
        "e.g",
        "ca",
        "approx",
        "dept",
        "asst",
        "assoc",
        "bros",
        "supt",
        "pres",
    ]
)
BEFORE_NUMBER = frozenset(
    [
        "no",
        "nos",
        "art",
        "arts",
        "p",
        "pp",
        "para",
        "paras",
        "vol",
        "vols",
        "sec",
        "ch",
        "fig",
        "figs",
        "res",
        "doc",
        "cl",
        "ss",
        "sess",
        "reg",
        "app",
    ]
)
# Abbreviations after which a capital may go on with the name or open a sentence; what follows decides.
LATE = frozenset(["jr", "sr", "inc", "co", "corp", "ltd", "etc", "a.m", "p.m", "d.c", "al", "bldg", "ave"])
STARTERS = frozenset(
    [
        "the",
        "they",
        "we",
        "it",
        "in",
        "this",
        "these",
        "those",
        "that",
        "there",
        "both",
        "he",
        "she",
        "on",
        "at",
        "as",
        "our",
        "their",
        "his",
        "her",
        "its",
        "i",
        "you",
        "a",
        "an",
        "and",
        "but",
        "or",
        "if",
        "when",
        "while",
        "during",
        "after",
        "before",
        "following",
        "through",
        "under",
        "with",
        "without",
        "by",
        "for",
        "from",
        "to",
        "upon",
        "since",
        "such",
        "each",
        "all",
        "any",
        "no",
        "not",
        "some",
        "many",
        "most",
        "several",
        "further",
        "furthermore",
        "moreover",
        "however",
        "also",
        "additionally",
        "finally",
        "first",
        "second",
        "third",
        "today",
        "together",
        "here",
        "where",
        "whereas",
        "recognizing",
        "recognising",
        "noting",
        "welcoming",
        "recalling",
        "reaffirming",
        "building",
        "based",
        "according",
        "according",
        "having",
        "given,",
        "given",
        "despite",
        "although",
        "once",
        "until",
        "then",
        "thus",
        "therefore",
        "accordingly",
        "consequently",
        "nevertheless",
        "nonetheless",
        "meanwhile",
        "similarly",
        "likewise",
        "toward",
        "towards",
        "what",
        "who",
        "why",
        "how",
        "over",
        "among",
        "between",
        "about",
        "beyond",
        "regarding",
        "concerning",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "ten",
        "yesterday",
        "tomorrow",
        "now",
        "within",
        "along",
        "another",
        "other",
        "others",
        "neither",
        "either",
        "so",
    ]
)
AFTER_PLACE = frozenset(
    ["president", "prime", "secretary", "minister", "ministers", "leaders", "presidents", "deputy", "vice", "chancellor", "king"]
)

_STOP = re.compile(
    r"""(?:[.!?…]+(?:\[\d{1,3}\])?(?:["'”’»)\]*_]|\s[”»])*(?=\s|$)"""
    r"""|(?<=[a-z]{3})[.!?](?=[A-Z][a-z]+[ ,])"""
    r"""|(?=\s[•●▪◦‣]\s))"""
)
_STOP_MARK = re.compile("[.!?…]")
_BULLET = re.compile("[•●▪◦‣]")
_TOKEN = re.compile(r"[\w.&’'-]*$")
_WORD = re.compile(r"[\s\"'“‘«(\[*_]*([\w’'-]+)")

_MARK = re.compile(
    r"(?:(?P<bullet>(?:[-•*–—●▪◦‣·§+]|o(?=\s+\S))\s+)|(?P<hash>\#{1,6}\s+)|(?P<quote>>\s*)"
    r"|(?P<paren>\((?:\d{1,3}|[a-z]|[ivxlc]{1,6})\)\s*)|(?P<half>(?:\d{1,3}|[a-z]|[ivxlc]{1,6})\)\s+)"
    r"|(?P<outline>\d{1,3}(?:\.\d{1,3})+\.?\s+)|(?P<number>\d{1,3}\.\s+)|(?P<letter>[a-z]\.\s+)|(?P<roman>[IVXL]{1,6}\.\s+)|(?P<capital>[A-H]\.\s+)"
    r"|(?P<bare>\d{1,2}\s+(?=[A-Z])))"
)
_DATE = (
    r"(?:\d{4}-\d\d(?:-\d\d)?|(?:\d{1,2}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?\s+" + MONTH + r"\.?,?(?:\s+\d{4})?"
    r"|" + MONTH + r"\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?(?:,?\s+\d{4})?|" + MONTH + r",?\s+\d{4}))"
)
_DATELINE = re.compile(
    r"(?:(?:date|dated?:|released?:?|published:?|issued:?)\s+)?(?:[^\W\d_][\w.' ’-]{1,40},\s*){0,3}"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    + _DATE
    + r"(?:,?\s*[^\W\d_][\w.' ’-]{1,40}){0,2}\.?",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?=[A-Z]{3})[A-Z][A-Z.'’ ]{2,30}(?:,\s[A-Z][\w. ]{1,25})?(?:,\s(?:"
    + MONTH
    + r"\.?\s\d{1,2}|\d{1,2}\s"
    + MONTH
    + r"\.?)(?:,?\s\d{4})?)?"
    r"(?:\s\([^()\n]{1,30}\))?\s*(?:–|—|--|-)\s+(?=\S)"
)
_SIGNATURE = re.compile(
    r"(?:For|On behalf of)\s+(?:the\s+)?[^.]{2,150}:?\s*_*|\(?(?:Signed|sgd\.?|s/)\)?\b.{0,100}|/s/.{0,100}|_{3,}.{0,80}", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"(?:Dear|Your|Excellenc(?:y|ies)|Ladies and|Distinguished|Mr\.? President|Friends)\b[^.;:]{0,100}[,:!]", re.IGNORECASE
)
_PARTICIPLE = re.compile(
    r"[\"“]?(?:(?:and|AND|[A-Z][A-Za-z]+ly|Further|FURTHER|Also|ALSO|Having|HAVING)\s+)?"
    r"(?:[A-Z][a-z]+(?:ing|ed)\b|(?<=ly )[a-z]+(?:ing|ed)\b|[A-Z]{3,}(?:ING|ED)\b"
    r"|Mindful\b|MINDFUL\b|Conscious\b|CONSCIOUS\b|Aware\b|AWARE\b|Desirous\b|In the spirit\b|Bearing\b)"
)
_RESOLVE = re.compile(r"(?:(?:DO|HEREBY|Hereby|hereby|Have|HAVE)\s+)*[A-Z]{4,}\b(?![ ]*[,.])|(?:Do|Have|Hereby|hereby|have|do)\s")
_INNER = re.compile(r"\d{1,3}[.)]\s+(?=\S)|[•●▪◦‣]\s+(?=\S)")
_QUOTES = re.compile('[“”«»"]|\n[ \t\r]*\n')
_LONG = 160  # a line longer than this is a paragraph: the text is not wrapped by hand


@dataclass(slots=True)
class _Paragraph:
    start: int
    end: int
    mark: str = ""  # which kind of list marker opens it
    body: int = 0
    lines: int = 1
    blank_before: bool = True
    blank_after: bool = True


def split_sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences, headings and list items.

    >>> [text[s.start:s.end] for text in ["Mr. A met Dr. B. They agreed."] for s in split_sentences(text)]
    ['Mr. A met Dr. B.', 'They agreed.']
    """
    paragraphs = list(_paragraphs(text))
    inside = _quotations(text)
    starts = [q[0] for q in inside]
    made: list[Sentence] = []
    leads: list[tuple[int, str]] = []  # open lead-ins: index of the sentence, marker of its items ("" until the first is seen)
    fragment: int | None = None  # "WE, the Leaders of ..., gathered ...," to which the paragraphs "REAFFIRMING ...;" belong
    running = False
    for number, paragraph in enumerate(paragraphs):
        said = text[paragraph.body : paragraph.end]
        kind = _kind(text, paragraph, number, paragraphs, said, bool(made) and made[-1].kind == "signature")
        lead = None
        if kind == "sentence":
            if paragraph.mark and paragraph.mark != "hash":
                while leads and leads[-1][1] not in ("", paragraph.mark):
                    if not any(m == paragraph.mark for _, m in leads):
                        break
                    leads.pop()
                if leads and leads[-1][1] in ("", paragraph.mark):
                    leads[-1] = (leads[-1][0], paragraph.mark)
                    lead = leads[-1][0]
                    kind = "item"
                elif paragraph.mark in ("bullet", "paren", "half", "letter"):
                    kind = "item"
            elif fragment is not None and (
                (_PARTICIPLE.match(said) and said.rstrip(" \n*_")[-1:] in ",;:") or _closing(said, ",;:") or _RESOLVE.match(said)
            ):
                kind, lead = "item", fragment
            elif leads and leads[-1][1] in ("", "plain") and _plain_item(said, running):
                leads[-1] = (leads[-1][0], "plain")
                kind, lead = "item", leads[-1][0]
            else:
                leads.clear()
                fragment = None
        elif kind in ("heading", "signature", "title"):
            leads.clear()
            fragment = None
        first = len(made)
        pieces = [(paragraph.start, paragraph.end)] if kind not in ("sentence", "item") else list(_pieces(text, paragraph))
        for place, (start, end) in enumerate(pieces):
            body = paragraph.body if place == 0 else _inner_body(text, start, end)
            if kind in ("signature", "salutation", "dateline"):
                body = start  # "A. Name" is no list item
            inline = place > 0 and body > start and text[start] in "•●▪◦‣"
            this, its_lead = kind, lead
            if place and kind == "item":
                this, its_lead = ("item", lead) if inline else ("sentence", None)
            elif inline:
                this, its_lead = "item", first if text[made[first].end - 1] == ":" else None
            quotation = _quotation(inside, starts, start, end)
            cut = _cut(text, start, end)
            made.append(Sentence(len(made), start, cut, this, number, its_lead, min(body, cut), quotation))
            if cut < end:
                rest = cut
                while text[rest].isspace():
                    rest += 1
                made.append(Sentence(len(made), rest, end, "rest", number, None, rest, quotation))
        if kind in ("sentence", "item") and len(made) > first:
            tail = said.rstrip("*_ \n")[-1:]
            if tail == ":":
                leads.append((len(made) - 1, ""))
            running = tail in ",;" or tail == ":"
            if (
                kind == "sentence"
                and fragment is None
                and len(made) - first == 1
                and tail in ",;:"
                and number < 12
                and not _PARTICIPLE.match(said)
            ):
                follower = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
                if follower and not follower.mark and _PARTICIPLE.match(text, follower.body):
                    fragment = len(made) - 1
    return made


def _cut(text: str, start: int, end: int) -> int:
    """Where a sentence that is too long to be one is cut, at a space where there is one near; its end where it is not."""
    if end - start <= LONGEST:
        return end
    space = text.rfind(" ", start + LONGEST - 200, start + LONGEST)
    cut = space if space > 0 else start + LONGEST
    while text[cut - 1].isspace():
        cut -= 1
    return cut


def _closing(said: str, marks: str) -> bool:
    """True for a preamble paragraph: it ends with one of the marks, or with one and "and"."""
    tail = said.rstrip(" \n*_")
    return tail[-1:] in marks or tail.endswith(("; and", ", and", "; AND", ", AND"))


def _plain_item(said: str, running: bool) -> bool:
    """True for an item without a marker: it opens small, with "to", or ends as an item does."""
    return (
        said[:1].islower()
        or _closing(said, ";")
        or (bool(re.match(r"[A-Z][a-z]+ing\b", said)) and said[-1:] != ".")
        or (running and said[:1].islower())
    )


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Blocks of lines that belong together."""
    lines: list[tuple[int, int]] = []  # without outer space; start == end is a blank line
    position = 0
    longest = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            lines.append((start, start + len(stripped)))
            longest = max(longest, len(stripped))
        else:
            lines.append((position, position))
        position += len(raw) + 1
    wrapped = longest <= _LONG
    current: _Paragraph | None = None
    count = 0  # last bare number ("1 WE, the ...") seen
    blank = True
    for start, end in lines:
        if start == end:
            if current:
                yield current
            current, blank = None, True
            continue
        mark, body = _marker(text, start, end, count)
        if mark == "bare":
            count = int(re.match(r"\d+", text[start:end]).group())  # type: ignore[union-attr]
        if current is None or _breaks(text, current, start, end, mark, wrapped, longest):
            if current:
                current.blank_after = False
                yield current
            current = _Paragraph(start, end, mark, body, 1, blank, True)
        else:
            current.end = end
            current.lines += 1
        blank = False
    if current:
        yield current


def _marker(text: str, start: int, end: int, count: int) -> tuple[str, int]:
    """Kind of list marker at the start of a line, and where the words begin after it."""
    found = _MARK.match(text, start, end)
    if found is None or found.end() >= end:
        prefix = _PREFIX.match(text, start, end)
        return "", prefix.end() if prefix and prefix.end() < end else start
    kind = found.lastgroup or ""
    if kind in ("capital", "roman") and not _heading_words(text[found.end() : end]):
        return "", start  # an initial: "A. Gromyko met ..."
    if kind == "bare":
        number = int(found.group())
        if number != count + 1 or re.match(rf"(?:{MONTH})\b", text[found.end() : end]):
            return "", start
    if kind == "number" and re.match(rf"(?:{MONTH})\b", text[found.end() : end]):
        return "", start  # "5. May 1960"
    body = found.end()
    if kind in ("quote", "bullet", "hash"):  # "> - item", "- 1. item"
        inner = _MARK.match(text, body, end)
        if inner and inner.end() < end and inner.lastgroup in ("bullet", "number", "paren", "half", "hash", "quote"):
            body = inner.end()
    return kind, body


def _breaks(text: str, before: _Paragraph, start: int, end: int, mark: str, wrapped: bool, longest: int) -> bool:
    """True where a line without a blank line before it opens a paragraph of its own."""
    if mark and not (
        mark == "bullet"
        and text[start] in "-–—+*o·"
        and text[before.end - 1] not in ".;:,!?"
        and before.mark != "bullet"
        and text[start : start + 2] != "- "
    ):
        chance = mark in ("number", "letter", "half", "bare") and wrapped and text[before.end - 1] not in ".;:,!?"
        # a wrapped line may happen to open with a number: "... in Article\n5. "
        return not (chance and not before.mark and before.end - before.start > 40)
    line_start = text.rfind("\n", before.start, before.end) + 1 or before.start
    line = text[line_start : before.end].strip()
    head = text[start]
    if not wrapped:
        return not (head.islower() and line[-1:] not in ".!?:;")
    if line[-1:] == ";" and head.isupper():
        return True
    if line[-1:] in ",;:" and (_PARTICIPLE.match(text, start) or (text[start : start + 5].isupper() and text[start : start + 5].isalpha())):
        return True
    if (_DATELINE.fullmatch(line) and before.lines == 1) or _DATELINE.fullmatch(text, start, end):
        return True
    if (
        before.lines == 1
        and before.start == line_start
        and head.isupper()
        and line[-1:] not in ".,;:-–—"
        and line.isupper()
        and not text[start:end].isupper()
        and len(line) > 3
    ):
        return True  # a heading in capitals above its paragraph
    return bool(_SIGNATURE.fullmatch(line)) and len(line) < 90 and line[:1].isupper() and len(line) < longest * 0.7 and line[-1:] == ":"


_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "for",
        "in",
        "on",
        "to",
        "with",
        "by",
        "from",
        "at",
        "as",
        "into",
        "between",
        "through",
        "its",
        "their",
        "our",
        "over",
        "under",
        "after",
        "against",
        "via",
        "per",
        "vs",
        "de",
        "la",
        "und",
    ]
)


def _heading_words(said: str) -> bool:
    """True for a line that reads as a heading: Title Case or capitals, or a few words without a stop."""
    said = said.strip("*_# ")
    if not said or (said[-1] in ".;,!" and not said.endswith(("U.S.", "D.C."))) or len(said) > 220:
        return False
    words = re.findall(r"[^\W\d_][\w’'.-]*", said)
    if not words:
        return len(said) < 40
    large = [w for w in words if w.lower() not in _SMALL]
    upper = sum(1 for w in large if w[0].isupper())
    if large and upper >= 0.75 * len(large):
        return True
    return len(words) <= 7 and said[-1] != ":" and said[0].isupper()


def _kind(text: str, paragraph: _Paragraph, number: int, paragraphs: list[_Paragraph], said: str, after_signature: bool) -> str:
    """What a paragraph is before its sentences are looked at."""
    whole = text[paragraph.start : paragraph.end]
    if len(whole) > 600:
        return "sentence"
    if len(whole) < 130 and _DATELINE.fullmatch(whole):
        return "dateline"
    if paragraph.mark == "hash":
        return "title" if number == 0 else "heading"
    if (
        len(paragraphs) > 1
        and number == 0
        and not paragraph.mark
        and (said[-1] not in ".;:,!" or whole.isupper() or said.endswith(("U.S.", "D.C.")))
        and paragraph.lines < 6
    ):
        return "title"
    if (
        len(whole) < 170
        and _SIGNATURE.fullmatch(whole)
        and ((number >= len(paragraphs) // 2 and number > 1) or whole[0] in "(_/")
        and not re.search(r"\b(?:we|will|shall|is|are|has|have|was|were)\b", whole)
    ):
        return "signature"
    if after_signature and len(whole) < 90 and _heading_words(whole):
        return "signature"
    if len(whole) < 120 and _SALUTATION.fullmatch(whole):
        return "salutation"
    if len(paragraphs) > 1 and paragraph.lines <= 3 and paragraph.mark not in ("bullet", "paren", "half", "letter", "quote"):
        bold = whole.startswith("**") and whole.endswith("**")
        alone = (
            (paragraph.blank_before and paragraph.blank_after)
            or whole.isupper()
            or paragraph.mark != ""
            or (number + 1 < len(paragraphs) and paragraph.blank_before)
        )
        if (
            (bold or alone)
            and _heading_words(said)
            and not (said[-1] == ":" and re.search(r"\b(?:[Ww]e|[Tt]hey|following|will|agreed|have|are)\b", said))
        ):
            previous = text[paragraphs[number - 1].end - 1] if number else ""
            if previous not in ":;," or said.isupper() or bold or paragraph.mark in ("roman", "capital"):
                return "heading"
            return "heading" if not said[0].islower() and _title_case(said) else "sentence"
    return "sentence"


def _title_case(said: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’'.-]*", said) if w.lower() not in _SMALL]
    return bool(words) and all(w[0].isupper() for w in words)


def _pieces(text: str, paragraph: _Paragraph) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    start = paragraph.start
    position = paragraph.body
    limit = paragraph.end
    for found in _stops(text, position, limit):
        end = found.end()
        if end >= limit:
            break
        if found.start() < position or not _ends(text, start, found.start(), end, limit):
            continue
        yield start, end
        start = end
        while start < limit and text[start].isspace():
            start += 1
        position = start
    if start < limit:
        yield start, limit


def _stops(text: str, position: int, limit: int) -> Iterator[re.Match[str]]:
    """Places where a sentence may end; `_STOP` is tried only at a mark where no bullet stands inside the line, which is much faster."""
    if _BULLET.search(text, position, limit):
        yield from _STOP.finditer(text, position, limit)
        return
    for mark in _STOP_MARK.finditer(text, position, limit):
        if mark.start() >= position:
            found = _STOP.match(text, mark.start(), limit)
            if found:
                position = found.end()
                yield found


def _ends(text: str, sentence: int, stop: int, end: int, limit: int) -> bool:
    """True where the mark at `stop` (with its closers up to `end`) ends the sentence that began at `sentence`."""
    if stop == end:  # a bullet inside a line
        return bool(text[sentence:stop].strip())
    follow = _WORD.match(text, end, min(limit, end + 60))
    word = follow.group(1) if follow else ""
    after = text[end : end + 1]
    if not after.isspace():
        return text[max(0, stop - 60) : stop].rpartition(" ")[2].lower().find("www") < 0
    rest = text[end : min(limit, end + 12)].lstrip()
    head = rest[:1]
    if word and word[0].islower() and head not in "•●▪◦‣":
        return False
    if head in ",;:)]–—" or rest.startswith("- "):
        return False
    mark = text[stop]
    if mark != "." or text[stop : stop + 2] == "..":
        return True
    token = _TOKEN.search(text, max(sentence, stop - 24), stop)
    before = token.group().lstrip("'’-.").removeprefix("(") if token else ""
    if not before:
        return True
    lower = before.lower()
    next_lower = word.lower()
    if lower in TITLES:
        return (
            not (before[0].isupper() or lower in ("vs", "v", "i.e", "e.g", "cf", "viz", "ca", "approx", "h.e"))
            and len(before) > 2
            and next_lower in STARTERS
        )
    if lower in BEFORE_NUMBER and (head.isdigit() or re.fullmatch(r"[IVXLC]+|[A-Z]/\S*", word or "-")):
        return False
    if lower in MONTHS and head.isdigit() and len(before) <= 4:
        return False
    if before.isdigit() and len(before) <= 3 and stop - len(before) <= sentence + 1:
        return False  # the number of a paragraph inside the line
    closed = end - stop > 1
    if lower in LATE:
        if lower in ("etc", "a.m", "p.m", "al"):
            return True
        return closed or next_lower in STARTERS or next_lower in AFTER_PLACE
    letters = before.split(".")
    if all(len(part) == 1 and part.isalpha() for part in letters) and before[-1].isupper():
        if len(letters) == 1 and stop - 1 - len(before) >= sentence and text[stop - 1 - len(before)] in "-/":
            return True
        return (text[end - 1] in '"”’»' and len(letters) > 1) or (
            next_lower in STARTERS and not (next_lower in ("a", "i") and len(word) == 1 and text[end : end + 4].rstrip()[-1:] == ".")
        )
    return not ((len(letters) == 2 and letters[0] in ("Ph", "Lt", "Maj", "Brig")) or lower in ("u.s", "u.k", "u.n"))


def _inner_body(text: str, start: int, end: int) -> int:
    """Where the words begin in a sentence inside a paragraph: after "2. " or an inline bullet."""
    found = _INNER.match(text, start, end)
    return found.end() if found else start


def _quotations(text: str) -> list[tuple[int, int, int]]:
    """Quotations as (start, end, number), in order; one that no mark closes ends with its paragraph."""
    spans: list[tuple[int, int, int]] = []
    opened = -1
    number = 0
    carried = False  # the paragraph ended inside a quotation that the next one may open again
    for found in _QUOTES.finditer(text):
        mark, place = found.group(), found.start()
        if mark[0] == "\n":
            if opened >= 0:
                spans.append((opened, place, number))
                opened, carried = (
                    -1,
                    text[found.end() : found.end() + 3].lstrip()[:1] in '“«"' and text[found.end() : found.end() + 3].strip() != "",
                )
            continue
        if mark in "“«" or (mark == '"' and opened < 0):
            if opened < 0:
                number += 0 if carried else 1
                opened, carried = place, False
        elif opened >= 0:
            spans.append((opened, place + 1, number))
            opened = -1
    if opened >= 0:
        spans.append((opened, len(text), number))
    return spans


def _quotation(spans: list[tuple[int, int, int]], starts: list[int], start: int, end: int) -> int | None:
    """Number of the quotation that holds the whole sentence."""
    place = bisect_right(starts, start) - 1
    if place >= 0 and spans[place][1] >= end - 1 and spans[place][0] <= start:
        return spans[place][2]  # '... ends here.”' or '... ends here”.'
    return None
