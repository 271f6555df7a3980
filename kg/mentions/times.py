"""Text in, its dates and amounts out, in the order of the text."""

from __future__ import annotations

import re
from datetime import date as Day
from datetime import timedelta

from kg.mentions.letters import SPACE

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)"
RANGE = r"(?:\s?[-–]\s?(?:\d{1,2}(?:st|nd|rd|th)?))?"
ORD = r"(?:st|nd|rd|th)?"
DATE = re.compile(
    r"\b(?=[\dJFMASONDTWty])(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    r"|(?P<d2>\d{1,2})" + ORD + RANGE + r"(?:\s+(?:and|to)\s+\d{1,2}" + ORD + r")?\s+(?:of\s+)?(?P<m2>" + MONTH + r")"
    r"(?:,?\s+(?P<y2>\d{4}))?(?!\d)"
    r"|(?P<m3>" + MONTH + r"),?\s+(?P<y3>(?:19|20)\d\d)(?!\d)"
    r"|(?P<m4>"
    + MONTH
    + r")\s+(?P<d4>\d{1,2})"
    + ORD
    + r"(?!\d|[:%]|,\d{3}\b)"
    + RANGE
    + r"(?:\s+and\s+\d{1,2}(?!\d))?(?:,?\s+(?P<y4>(?:19|20)\d\d)(?!\d))?"
    r"|(?P<m5>" + MONTH + r")(?!\s+\d|\w)"
    r"|(?P<y6>(?:19|20)\d\d)(?![\d%]|[,.-]\d|\s+[A-Z]|-[a-z])"
    r")|(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]omorrow)\b)"
)
RELATIVE = re.compile(r"\b(next|last|this)\s+(month|year)\b(?!['’])")
# Where a date or amount can begin: digits, or the first three letters of a month, a day, today, tomorrow, yesterday. One set of
# characters comes first because `re` then skips over all others at the speed of C.
BEGINNING = re.compile(r"[\dJFMASONDTWty](?:(?<=\d)\d*|an|eb|ar|pr|ay|u[nlgeh]|ep|ct|ov|ec|on|ed|hu|ri|at|od|om|es)")
BEFORE_MONTH = frozenset("in since last next this by until during early late mid".split())
BEFORE_YEAR = frozenset("in since by until during before after from through of early late mid to end".split())
LAST_WORD = re.compile(r"(\w+)[\s-]*$")
UNIT = (
    r"(?:%|per\s?cent\b|percent\b|percentage\spoints\b|(?:US|U\.S\.|Australian|Canadian)?\s?(?:dollars?|euros?|yen|pounds|rupees|yuan|won)\b"
    r"|(?:metric\s)?tons?\b|tonnes?\b|barrels\b|troops\b|megawatts?\b|gigawatts?\b|MW\b|GW\b|kilomet(?:er|re)s\b|km\b|hectares?\b|doses\b|degrees\sCelsius|USD\b|EUR\b)"
)
AMOUNT = re.compile(
    r"(?:(?:US|AU|NZ|CA|A|C|S|R)?[$€£¥]|\b(?:USD|EUR|GBP|JPY|INR|AUD|CAD|CNY|NZD|CHF)\s?[$€£¥]?|\bRs\.?\s)\s?\d[\d,.]{0,24}(?<=\d)(?:\s?(?:thousand|million|billion|trillion|crore|lakh|bn|mn|m|k)\b)?(?:\s(?:USD|EUR|dollars|euros)\b)?"
    r"|(?<![\d,.])\b\d[\d,.]{0,24}(?<=\d)(?:\s(?:thousand|million|billion|trillion|crore|lakh))?\s?" + UNIT
)
CURRENCY_ENDS = frozenset("$€£¥DRPYFs.")  # what may stand before a number, space left out: "US$ 5", "INR 5", "Rs. 5"
LONGEST_CURRENCY = 8
LONGEST_UNIT = 60


def find_times(text: str, plain: str, date: str, begin: int, end: int) -> list[tuple[int, int, str, str]]:
    """(start, end, "date" or "amount", name) of each; `plain` is the text with plain apostrophes and hyphens."""
    spans: list[tuple[int, int, str, str]] = []
    position = begin
    numbers = []
    for candidate in BEGINNING.finditer(plain, begin, end):
        start = candidate.start()
        if plain[start] <= "9" or plain[start] > "z":
            numbers.append(start)
        m = DATE.match(plain, start) if start >= position else None
        if m is None:
            continue
        position = m.end()
        if m["m5"] or m["y6"]:  # a bare month or year is a date after certain words only
            last = LAST_WORD.search(plain, max(0, start - 16), start)
            if last is None or last[1].lower() not in (BEFORE_MONTH if m["m5"] else BEFORE_YEAR):
                continue
        name = iso_date(m, date)
        if name:
            spans.append((start, m.end(), "date", name))
    if len(date) >= len("2024-05"):
        spans += [(m.start(), m.end(), "date", near(m[1], m[2], date)) for m in RELATIVE.finditer(plain, begin, end)]
        spans.sort()
    days = [(s, e) for s, e, _, _ in spans]
    k = 0
    amounts = []
    position = begin
    for start in numbers:
        if start < position:
            continue
        m = None
        before = plain[max(0, start - 3) : start].rstrip()[-1:]
        if before in CURRENCY_ENDS:
            m = AMOUNT.search(plain, max(position, start - LONGEST_CURRENCY), start + LONGEST_UNIT)
            if m is not None and m.start() >= start:
                m = None
        m = m or AMOUNT.match(plain, start)
        if m is None:
            continue
        position = m.end()
        while k < len(days) and days[k][1] <= m.start():
            k += 1
        if k < len(days) and days[k][0] < m.end():
            continue
        amounts.append((m.start(), m.end(), "amount", SPACE.sub(" ", text[m.start() : m.end()])))
    return sorted(spans + amounts)


def iso_date(m: re.Match[str], date: str) -> str:
    """ISO 8601 of a date found, relative to the document's; "" where it cannot be told."""
    year = date[:4]
    if m["day"]:
        try:
            day = Day.fromisoformat(date) if len(date) == 10 else None
        except ValueError:
            day = None
        said = m["day"].lower()
        if day is None:
            return ""
        if said in DAYS:
            return (day - timedelta((day.weekday() - DAYS.index(said)) % 7)).isoformat()
        return (day + timedelta({"today": 0, "yesterday": -1, "tomorrow": 1}[said])).isoformat()
    if m["y1"]:
        return f"{m['y1']}-{m['m1']}-{m['d1']}" if 1 <= int(m["m1"]) <= 12 and 1 <= int(m["d1"]) <= 31 else ""
    if m["y6"]:
        return m["y6"]
    month = m["m2"] or m["m3"] or m["m4"] or m["m5"]
    number = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month.lower().rstrip(".")[:3]))
    day_said = m["d2"] or m["d4"]
    year = m["y2"] or m["y3"] or m["y4"] or year
    if not year or day_said and not 1 <= int(day_said) <= 31:
        return ""
    return f"{year}-{number:02d}" + (f"-{int(day_said):02d}" if day_said else "")


def near(which: str, unit: str, date: str) -> str:
    """The month or year of "next month", "last year", told from the document's date."""
    step = {"last": -1, "this": 0, "next": 1}[which]
    year, month = int(date[:4]), int(date[5:7])
    if unit == "year":
        return f"{year + step:04d}"
    ahead = year * 12 + month - 1 + step
    return f"{ahead // 12:04d}-{ahead % 12 + 1:02d}"
