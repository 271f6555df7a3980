"""Values: sums of money, quantities and deadlines, in every wording, and nothing where nothing is meant."""
from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.mentions.times import find_times
from kg.model import Fact, Mention
from kg.rdf import facts_to_quads, quads_to_facts
from kg.values import bare_currencies, currencies, find_values
from kg.vocabulary import CON

SUMS = """
US$1.2 billion = 1200000000 USD
¥3.6 trillion = 3600000000000 JPY
Rs 500 crore = 5000000000 INR
Rs. 500 crore = 5000000000 INR
₹5 lakh crore = 5000000000000 INR
€300m = 300000000 EUR
$1.2bn = 1200000000 USD
100 million Australian dollars = 100000000 AUD
AUD 10 million = 10000000 AUD
USD $10 million = 10000000 USD
300 million EUR = 300000000 EUR
3.5 billion U.S. dollars = 3500000000 USD
10 million New Zealand dollars = 10000000 NZD
5 billion pounds sterling = 5000000000 GBP
R10 million = 10000000 ZAR
NT$5 billion = 5000000000 TWD
XY$5 million = 5000000
500 million Saudi riyals = 500000000 SAR
RMB 20 billion = 20000000000 CNY
2 billion Swedish kronor = 2000000000 SEK
SDR 650 billion = 650000000000 XDR
EUR 1,5 billion = 1500000000 EUR
100,000,000 rupees = 100000000 INR
one billion dollars = 1000000000 USD
half a billion dollars = 500000000 USD
two hundred and fifty million euros = 250000000 EUR
a $100-million fund = 100000000 USD
up to an additional $5 billion = at most 5000000000 USD
$10-15 million = 10000000..15000000 USD
$4 to $5 billion = 4000000000..5000000000 USD
$10 and $15 million = 10000000 USD, 15000000 USD
$300 million (approximately 40 billion yen) = 300000000 USD, about 40000000000 JPY
0.7 per cent of GNI = 0.7 percent of GNI
at least 2 per cent of their GDP = at least 2 percent of GDP
10 to 15 per cent = 10..15 percent
between 10 and 15 per cent = 10..15 percent
10% to 15% = 10..15 percent
twenty-five per cent = 25 percent
1.5°C = 1.5 degree Celsius
400 MW of capacity = 400 megawatt
50,000 barrels per day = 50000 barrel per day
31,000 additional troops = 31000 troop
5 000 students = 5000 student
no more than 12 months = at most 12 month
COVID-19 vaccines =
F-16 aircraft =
COP 28 =
progress towards SDG 3 =
0$ = 0 USD
TOP 10 =
the 78th session =
2024 joint projects =
UNSCR 2231 =
two countries =
section 3.2.1 dollars =
20 years ago =
"""
DEADLINES = """
by 2030 = 2030
by the end of 2025 = 2025
by end-2025 = 2025
by mid-2026 = 2026
by March 2026 = 2026-03
no later than 31 December 2025 = 2025-12-31
before the end of 2027 = 2027
a deadline of 30 June 2025 = 2025-06-30
by the end of the decade = 2030
by the end of this year = 2024
by year-end = 2024
by the end of next year = 2025
by mid-century = 2050
within five years = 2029
within the next six months = 2024-11
within 24 months = 2026-05
over the next decade = 2034
within 30 days of the signing =
by 2020 =
in 2025 =
by 2,030 people =
in the coming months =
"""


def table(lines: str) -> list[tuple[str, str]]:
    """The lines of a table as (text, what is found)."""
    return [(text.strip(), found.strip()) for text, _, found in (line.partition("=") for line in lines.strip().splitlines())]


@pytest.mark.parametrize(("text", "found"), table(SUMS), ids=lambda value: value)
def test_sums_and_quantities(text: str, found: str) -> None:
    """A sum has its number and the ISO code of its currency, a quantity what is counted."""
    said = [" ".join(p for p in (v.bound, v.number + (f"..{v.high}" if v.high else ""), v.unit) if p) for v in find_values(text)]
    assert ", ".join(said) == found


@pytest.mark.parametrize(("text", "found"), table(DEADLINES), ids=lambda value: value)
def test_deadlines(text: str, found: str) -> None:
    """A deadline is a date as exact as the text; it counts from the document's date, and lies not before it."""
    mentions = [Mention(*span) for span in find_times(text, text, "2024-05-10", 0, len(text))]
    assert ", ".join(v.number for v in find_values(text, mentions=mentions, date="2024-05-10") if v.kind == "deadline") == found


@pytest.mark.parametrize(("parties", "text", "unit"), [
    ((), "$5 million", "USD"), (("Australia", "Indonesia"), "$5 million", "AUD"), (("United States", "Australia"), "$5 million", "USD"),
    (("Australia", "Canada"), "$5 million", ""), (("China", "Pakistan"), "¥5 million", "CNY"), (("Pakistan",), "Rs 500 crore", "PKR"),
    (("Kenya", "Japan"), "5 million shillings", "KES"), (("Egypt",), "5 million pounds", "EGP"),
], ids=["no party", "one party's", "with the United States", "two parties'", "yuan", "Pakistan's rupee", "a bare word", "a bare pound"])
def test_a_bare_sign_is_a_party_s(parties: tuple[str, ...], text: str, unit: str) -> None:
    """A sign or word without its country is the currency of the one party that has such."""
    assert [v.unit for v in find_values(text, parties=parties)] == [unit]


@pytest.mark.parametrize("entry", currencies(), ids=lambda entry: entry["code"])
def test_every_currency_is_read(entry: dict) -> None:
    """Code, names and signs of every currency are read as it; its word is, between parties who use it."""
    texts = [f"{entry['code']} 5 million", f"5 million {entry['code']}", *(f"5 million {name}" for name in entry.get("names", ()))]
    assert [[v.unit for v in find_values(text)] for text in texts] == [[entry["code"]]] * len(texts)
    for country in entry.get("of", ())[:1]:
        signs, words = bare_currencies((country,))
        assert all(signs[sign] in (entry["code"], "USD") for sign in entry.get("symbols", ()))
        assert not entry.get("bare", True) or words[entry["word"]] == entry["code"] or country == "Panama"


TEXT = ("Joint Statement by Australia and Fiji\n2024-08-20\n\nBy 2030, the two sides will establish 500 scholarships. "
        "Australia will provide up to A$12.5 million to Fiji by the end of 2026. Both sides welcomed the dialogue.\n")


def test_a_fact_carries_its_values() -> None:
    """Values of the object, the deadline behind it, and the one that opens the sentence; their offsets slice to their words."""
    facts = kg.extract(kg.read(text=TEXT, id="a"))
    provided = next(f for f in facts if "A$12.5" in f.object)
    assert [(v.kind, v.number, v.unit, v.bound) for v in provided.values] == [
        ("amount", "12500000", "AUD", "at most"), ("deadline", "2026", "", "")]
    assert [TEXT[v.start:v.end] for v in provided.values] == ["A$12.5 million", "by the end of 2026"]
    assert [(v.number, v.unit) for f in facts if f.relation == "establishes" for v in f.values] == [("2030", ""), ("500", "scholarship")]
    assert not [f.values for f in facts if f.relation == "welcomes" and f.values]


def test_values_survive_json_and_rdf() -> None:
    """facts.jsonl gives back the same fact; the graph gives back number, unit and date, and types them."""
    document = kg.read(text=TEXT, id="a")
    facts = kg.extract(document)
    assert [Fact.from_dict(json.loads(json.dumps(f.as_dict()))) for f in facts] == facts
    quads = facts_to_quads(document, facts)
    objects = {(q.predicate.value.removeprefix(CON), q.object.value, q.object.datatype.value.rsplit("#")[-1]) for q in quads
               if q.predicate.value.removeprefix(CON) in ("number", "currency", "deadline")}
    assert {("number", "12500000", "decimal"), ("currency", "AUD", "string"), ("deadline", "2026", "gYear")} <= objects
    back = {f.id: {(v.kind, v.number, v.unit, v.high, v.bound) for v in f.values} for f in quads_to_facts(quads)[1]}
    assert back == {f.id: {(v.kind, v.number, v.unit, v.high, v.bound) for v in f.values} for f in facts}


@given(st.text(alphabet=st.sampled_from("0123456789.,- $€%mkbnRs ½²٣ million by within next years dollars the end of"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    """Whatever the text, values are in order, do not overlap and hold plain numbers or dates."""
    values = find_values(text, date="2024-05-10", parties=("India",))
    assert all(a.end <= b.start for a, b in pairwise(values)) and all(0 <= v.start < v.end <= len(text) for v in values)
    assert all(v.number.replace(".", "", 1).replace("-", "").isascii() for v in values)
