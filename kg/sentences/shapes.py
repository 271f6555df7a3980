"""What a line or paragraph looks like: a date line, a signature, a heading, a preamble that opens with a participle."""
from __future__ import annotations

import re

from kg.sentences.abbreviations import MONTH

_DATE = (
    r"(?:\d{4}-\d\d(?:-\d\d)?|(?:\d{1,2}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?\s+" + MONTH + r"\.?,?(?:\s+\d{4})?"
    r"|" + MONTH + r"\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2})?(?:,?\s+\d{4})?|" + MONTH + r",?\s+\d{4}))"
)
DATELINE = re.compile(
    r"(?:(?:date|dated?:|released?:?|published:?|issued:?)\s+)?(?:[^\W\d_][\w.' ’-]{1,40},\s*){0,3}"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    + _DATE
    + r"(?:,?\s*[^\W\d_][\w.' ’-]{1,40}){0,2}\.?",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"(?:For|On behalf of)\s+(?:the\s+)?[^.]{2,150}:?\s*_*|\(?(?:Signed|sgd\.?|s/)\)?\b.{0,100}|/s/.{0,100}|_{3,}.{0,80}", re.IGNORECASE
)
SALUTATION = re.compile(
    r"(?:Dear|Your|Excellenc(?:y|ies)|Ladies and|Distinguished|Mr\.? President|Friends)\b[^.;:]{0,100}[,:!]", re.IGNORECASE
)
PARTICIPLE = re.compile(
    r"[\"“]?(?:(?:and|AND|[A-Z][A-Za-z]+ly|Further|FURTHER|Also|ALSO|Having|HAVING)\s+)?"
    r"(?:[A-Z][a-z]+(?:ing|ed)\b|(?<=ly )[a-z]+(?:ing|ed)\b|[A-Z]{3,}(?:ING|ED)\b"
    r"|Mindful\b|MINDFUL\b|Conscious\b|CONSCIOUS\b|Aware\b|AWARE\b|Desirous\b|In the spirit\b|Bearing\b)"
)
_SMALL = frozenset(
    (
        "a an the of and or for in on to with by from at as into between through its their our over under after against via per "
        "vs de la und"
    ).split()
)


def reads_as_heading(said: str) -> bool:
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


def in_title_case(said: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’'.-]*", said) if w.lower() not in _SMALL]
    return bool(words) and all(w[0].isupper() for w in words)
