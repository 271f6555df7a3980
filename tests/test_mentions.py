"""Sentences in, mentions out: who is named, by which form, with which office."""
from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.lexicon import load_lexicon
from kg.mentions import find_mentions
from kg.model import Mention, Sentence

DATE = "2024-03-20"  # a Wednesday


def mentions(text: str, date: str = DATE) -> list[Mention]:
    """Mentions of a text that is one sentence."""
    return find_mentions(text, [Sentence(0, 0, len(text), body=0)], load_lexicon(), date)


def told(text: str, date: str = DATE) -> list[str]:
    """What is found, one string a mention: "words | kind | name"."""
    return [f"{text[m.start:m.end]} | {m.kind} | {m.name}" for m in mentions(text, date)]


NAMES = [
    ("country", "France and Kenya agreed.", ["France | country | France", "Kenya | country | Kenya"]),
    ("official name", "The Republic of Korea agreed.", ["Republic of Korea | country | South Korea"]),
    ("acronym with stops", "The U.S. delegation left.", ["U.S. | country | United States"]),
    ("acronym or pronoun", "Tell us what the US wants.", ["US | country | United States"]),
    ("acronym or relative", "The people who met the WHO left.", ["WHO | organization | WHO"]),
    ("possessive outside", "Japan's exports grew.", ["Japan | country | Japan"]),
    ("adjective", "The Brazilian economy grew.", ["Brazilian | country | Brazil"]),
    ("ocean is a place", "They sailed the Indian Ocean.", ["Indian Ocean | place | Indian Ocean"]),
    ("sea is a place", "They sailed the South China Sea.", ["South China Sea | place | South China Sea"]),
    ("two in a hyphen", "They praised U.S.-India ties.", ["U.S. | country | United States", "India | country | India"]),
    ("two in a dash", "It is a United States–Republic of Korea matter.",
     ["United States | country | United States", "Republic of Korea | country | South Korea"]),
    ("led", "A US-led mission and UN-listed groups.", ["US | country | United States", "UN | organization | UN"]),
    ("non and post", "Some non-NATO and post-Soviet states came.", []),
    ("seat as subject", "Washington and Canberra decided to wait.",
     ["Washington | country | United States", "Canberra | country | Australia"]),
    ("seat as place", "They met in Tokyo.", ["Tokyo | place | Tokyo"]),
    ("capital district", "They met in Washington, D.C.", ["Washington, D.C. | place | Washington, D.C."]),
    ("city and country", "They met in Vienna, Austria.", ["Vienna, Austria | place | Vienna, Austria"]),
    ("government of", "The Government of Norway agreed.", ["Government of Norway | country | Norway"]),
    ("side", "The Japanese side agreed.", ["Japanese side | country | Japan"]),
    ("both Koreas", "Both Koreas are members.", ["Both | country | North Korea", "Koreas | country | South Korea"]),
    ("Georgia the state", "The plant near Atlanta in Georgia opened.", ["Atlanta | place | Atlanta"]),
    ("Georgia the country", "Ukraine, Moldova and Georgia agreed.",
     ["Ukraine | country | Ukraine", "Moldova | country | Moldova", "Georgia | country | Georgia"]),
    ("Jordan as a surname", "They thanked Mr. Jordan.", ["Mr. Jordan | person | Jordan"]),
    ("north and south", "Latin America and North America differ.",
     ["Latin America | place | Latin America", "North America | place | North America"]),
    ("learnt acronym", "The Amber Coast Partnership (ACP) will grow, and the ACP will meet.",
     ["Amber Coast Partnership | organization | Amber Coast Partnership", "ACP | organization | Amber Coast Partnership",
      "ACP | organization | Amber Coast Partnership"]),
    ("meeting with number", "They held the third India-Japan 2+2 Ministerial Meeting.",
     ["third India-Japan 2+2 Ministerial Meeting | event | third India-Japan 2+2 Ministerial Meeting"]),
    ("instrument of two parties", "They launched the U.S.-Brazil Joint Action Plan.",
     ["U.S.-Brazil Joint Action Plan | instrument | U.S.-Brazil Joint Action Plan"]),
    ("resolution", "They recalled UN Security Council Resolution 1540 and UNSCR 2231.",
     ["UN Security Council Resolution 1540 | instrument | UN Security Council Resolution 1540",
      "UNSCR 2231 | instrument | UN Security Council Resolution 2231"]),
    ("two instruments", "They recalled the Harbour Accord and the Lantern Declaration.",
     ["Harbour Accord | instrument | Harbour Accord", "Lantern Declaration | instrument | Lantern Declaration"]),
    ("bare statement", "They issued this Joint Statement.", []),
    ("day", "They met on 6 September 2023.", ["6 September 2023 | date | 2023-09-06"]),
    ("day, American", "They met on September 6, 2023.", ["September 6, 2023 | date | 2023-09-06"]),
    ("month", "They met in September 2022.", ["September 2022 | date | 2022-09"]),
    ("year", "They met in 2023.", ["2023 | date | 2023"]),
    ("day without year", "They met on March 13.", ["March 13 | date | 2024-03-13"]),
    ("weekday", "They met on Tuesday.", ["Tuesday | date | 2024-03-19"]),
    ("today", "They met today.", ["today | date | 2024-03-20"]),
    ("may is a verb", "May we meet again, as we may.", []),
    ("money", "It gave $1.2 billion and EUR 50 million.",
     ["$1.2 billion | amount | $1.2 billion", "EUR 50 million | amount | EUR 50 million"]),
    ("weight and share", "It sent 30,000 metric tons, 20 per cent more.",
     ["30,000 metric tons | amount | 30,000 metric tons", "20 per cent | amount | 20 per cent"]),
    ("plurals are references", "The Ministers met the two Presidents and the Leaders.", []),
]


@pytest.mark.parametrize(("text", "expected"), [(t, e) for _, t, e in NAMES], ids=[i for i, _, _ in NAMES])
def test_names(text: str, expected: list[str]) -> None:
    """A name is found with its kind and canonical name, and nothing else is."""
    assert told(text) == expected


PEOPLE = [
    ("title before, country after", "Prime Minister Anna Berg-Lund of Norway spoke.",
     ("Prime Minister Anna Berg-Lund of Norway", "Anna Berg-Lund", "Norway", "Prime Minister of Norway")),
    ("initials and junior", "President John Q. Mill Jr. of the United States spoke.",
     ("President John Q. Mill Jr. of the United States", "John Q. Mill", "United States", "President of the United States")),
    ("adjective", "Iraqi Prime Minister Salim Al-Amiri spoke.",
     ("Iraqi Prime Minister Salim Al-Amiri", "Salim Al-Amiri", "Iraq", "Prime Minister of Iraq")),
    ("office, comma, honorific", "The Prime Minister of Australia, Mr. Harding, spoke.",
     ("Prime Minister of Australia, Mr. Harding", "Harding", "Australia", "Prime Minister of Australia")),
    ("family name in capitals", "The Minister for Foreign Affairs of Japan, Ms. SATOMI Hana, spoke.",
     ("Minister for Foreign Affairs of Japan, Ms. SATOMI Hana", "SATOMI Hana", "Japan", "Minister for Foreign Affairs of Japan")),
    ("office of one country", "External Affairs Minister Dr. K. Raman spoke.",
     ("External Affairs Minister Dr. K. Raman", "K. Raman", "India", "External Affairs Minister")),
    ("possessive", "Japan's Prime Minister Satomi spoke.", ("Japan's Prime Minister Satomi", "Satomi", "Japan", "Prime Minister of Japan")),
    ("lower case", "Japanese foreign minister Satomi Hana spoke.",
     ("Japanese foreign minister Satomi Hana", "Satomi Hana", "Japan", "Foreign Minister of Japan")),
    ("apposition", "H.E. Mr. Juan Perez, President of the Republic of Chile, spoke.",
     ("H.E. Mr. Juan Perez, President of the Republic of Chile", "Juan Perez", "Chile", "President of the Republic of Chile")),
    ("former", "Former Prime Minister Edna Holt spoke.", ("Former Prime Minister Edna Holt", "Edna Holt", "", "former Prime Minister")),
    ("long portfolio", "Minister of Economy, Trade and Industry Ota Ren spoke.",
     ("Minister of Economy, Trade and Industry Ota Ren", "Ota Ren", "", "Minister of Economy, Trade and Industry")),
    ("given name with hyphen", "President Han Tae-sik of the Republic of Korea spoke.",
     ("President Han Tae-sik of the Republic of Korea", "Han Tae-sik", "South Korea", "President of the Republic of Korea")),
    ("particles", "King Faris bin Adel Al Nur of Jordan spoke.",
     ("King Faris bin Adel Al Nur of Jordan", "Faris bin Adel Al Nur", "Jordan", "King of Jordan")),
    ("ambassador speaks for the sender", "Mexican Ambassador to Canada Rosa Gil spoke.",
     ("Mexican Ambassador to Canada Rosa Gil", "Rosa Gil", "Mexico", "Ambassador to Canada")),
]


@pytest.mark.parametrize(("text", "expected"), [(t, e) for _, t, e in PEOPLE], ids=[i for i, _, _ in PEOPLE])
def test_persons(text: str, expected: tuple[str, str, str, str]) -> None:
    """A person is one mention over the whole introduction, with name, country and office."""
    found = [m for m in mentions(text) if m.kind == "person"]
    assert [(text[m.start:m.end], m.name, m.actor, m.office) for m in found] == [expected]


def test_two_persons_of_one_title() -> None:
    """A plural title introduces each of the persons."""
    assert [(m.name, m.office) for m in mentions("Presidents Berg and Molina spoke.")] == [("Berg", "President"), ("Molina", "President")]


def test_surname_means_the_full_name() -> None:
    """A surname alone is the person introduced, and nobody before an introduction."""
    text = "Secretary of State Edna Holt met Foreign Minister Liu Ran of China. Holt spoke. Minister Liu left. Sandoval left."
    found = [(m.name, m.actor) for m in mentions(text) if m.kind == "person"]
    assert found == [("Edna Holt", "United States"), ("Liu Ran", "China"), ("Edna Holt", "United States"), ("Liu Ran", "China")]


@pytest.mark.parametrize(("text", "expected"), [
    ("The Prime Minister of Australia left.", ("Prime Minister of Australia", "Australia")),
    ("The Indian Foreign Minister left.", ("Foreign Minister of India", "India")),
    ("The President left.", ("President", "")),
    ("The Secretary of State left.", ("Secretary of State", "United States")),
])
def test_office_without_a_name(text: str, expected: tuple[str, str]) -> None:
    """An office alone is an office, with its country where the words tell."""
    assert [(m.name, m.actor) for m in mentions(text) if m.kind == "office"] == [expected]


def test_former_state_by_date() -> None:
    """A state that has gone is found in a text of its time."""
    assert [m.name for m in mentions("The Soviet Union agreed.", "1972-05-26")] == ["Soviet Union"]


def test_mentions_lie_in_one_sentence_and_do_not_overlap() -> None:
    """Spans are sorted, apart, and never cross from one sentence into the next."""
    text = "They met in New\n\nZealand and Australia agreed with Prime Minister Berg."
    cut = text.index("Zealand")
    found = find_mentions(text, [Sentence(0, 0, cut - 2), Sentence(1, cut, len(text))], load_lexicon(), DATE)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "New Zealand" not in [m.name for m in found]


@pytest.mark.parametrize("piece", ["Alpha ", "Minister of Trade and ", "A. ", "(AB) ", "Council of ", "Foreign, ", "President Biden, ",
                                   "May 5 and ", "1,", "1.a", "U.S.-"])
def test_time_grows_with_length_only(piece: str) -> None:
    """A text of one word ten thousand times over is read quickly."""
    begin = time.perf_counter()
    mentions(piece * 10_000)
    assert time.perf_counter() - begin < 10


def test_lexicon() -> None:
    """Names resolve whatever their case and article; membership follows the date."""
    lexicon = load_lexicon()
    assert lexicon.resolve("the republic of korea") == "South Korea"
    assert lexicon.resolve("Arnor") == ""
    assert "United Kingdom" in lexicon.members("EU", "2015-01-01")
    assert "United Kingdom" not in lexicon.members("EU", "2024-01-01")


def test_own_entries_override(tmp_path: Path) -> None:
    """A user's file adds actors; a broken one is refused with file, entry and remedy."""
    good = tmp_path / "mine.yaml"
    good.write_text("- {name: Arnor, kind: country, adjectives: [Arnorian]}\n", encoding="utf-8")
    assert load_lexicon(good).resolve("Arnor") == "Arnor"
    bad = tmp_path / "bad.yaml"
    bad.write_text("- {name: Arnor, kind: realm}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"bad\.yaml:1: Arnor: kind 'realm' is unknown; use one of"):
        load_lexicon(bad)
