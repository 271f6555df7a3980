"""The lexicon is complete for the world and contradicts itself nowhere."""
from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.sources import read_yaml

LEXICON = Path(kg.__file__).parent / "lexicon"
ACTOR_FILES = {"countries": {"country"}, "former": {"former-country"}, "organizations": {"organization", "group", "body"},
               "armed_groups": {"armed-group"}}
KEYS = {"name", "kind", "official", "names", "acronyms", "adjectives", "people", "seats", "iso2", "iso3", "wikidata", "ambiguous",
        "from", "to", "parent", "members", "contested"}
LISTS = ("names", "acronyms", "adjectives", "people", "seats", "ambiguous")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# Members of the United Nations by ISO 3166-1 alpha-2 code (un.org/en/about-us/member-states).
UN_CODES = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF TD CL CN CO KM CG CR CI HR CU CY CZ
KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI
KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE
PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV
UG UA AE GB US UY UZ VU VE VN YE ZM ZW
"""
UN_MEMBERS = frozenset(UN_CODES.split())


def entries(stem: str) -> list[dict[str, Any]]:
    return read_yaml(LEXICON / f"{stem}.yaml")


def spellings(entry: dict[str, Any]) -> set[str]:
    """All that may be printed for an actor and be read as it; plural demonyms are not actors."""
    found = {entry["name"], *([entry["official"]] if "official" in entry else [])}
    return found.union(*(entry.get(key, ()) for key in ("names", "acronyms", "adjectives", "seats")))


ACTORS = [entry for stem in ACTOR_FILES for entry in entries(stem)]
BY_NAME = {entry["name"]: entry for entry in ACTORS}


@pytest.mark.parametrize("stem", ACTOR_FILES)
def test_entries_have_the_schema(stem: str) -> None:
    """Known keys, lists of strings, quoted dates, no word twice."""
    for entry in entries(stem):
        assert set(entry) <= KEYS, entry["name"]
        assert entry["kind"] in ACTOR_FILES[stem], entry["name"]
        for key in LISTS:
            values = entry.get(key, [])
            assert all(isinstance(value, str) and value == value.strip() != "" for value in values), (entry["name"], key)
            assert len(values) == len(set(values)), (entry["name"], key)
        for part in (entry, *entry.get("members", ())):
            dates = [part[key] for key in ("from", "to") if key in part]
            assert all(isinstance(date, str) and DATE.fullmatch(date) for date in dates), (entry["name"], part)
            assert dates == sorted(dates), (entry["name"], part)
        assert set(entry.get("ambiguous", ())) <= spellings(entry), entry["name"]


def test_all_members_and_observers_of_the_united_nations_are_there() -> None:
    """193 members and two observers, and the organization lists the same members."""
    countries = {entry["iso2"]: entry["name"] for entry in entries("countries")}
    assert len(UN_MEMBERS) == 193
    assert UN_MEMBERS | {"VA", "PS"} <= countries.keys()
    now = {member["name"] for member in BY_NAME["UN"]["members"] if "to" not in member}
    assert now == {countries[code] for code in UN_MEMBERS}


@pytest.mark.parametrize("name", ["Taiwan", "Kosovo", "Palestine", "Holy See", "Cook Islands", "Niue", "Western Sahara", "Hong Kong",
                                  "Macau", "Greenland"])
def test_usual_others_are_there(name: str) -> None:
    """Actors outside the United Nations that texts name."""
    assert BY_NAME[name]["kind"] == "country"


def test_codes_are_well_formed_and_used_once() -> None:
    """ISO codes and Wikidata ids belong to one actor each."""
    countries = entries("countries")
    for key, form, items in (("iso2", "[A-Z]{2}", countries), ("iso3", "[A-Z]{3}", countries), ("wikidata", r"Q[1-9]\d*", ACTORS)):
        values = [str(entry[key]) for entry in items if key in entry]
        assert all(re.fullmatch(form, value) for value in values), key
        assert len(values) == len(set(values)), key
    assert all({"iso2", "iso3"} <= entry.keys() for entry in countries)
    assert {entry["iso2"]: entry["name"] for entry in countries}["NO"] == "Norway"


def test_members_of_the_united_nations_have_adjective_and_seat() -> None:
    """Every state has an adjective ("the Indian side") and, unless it is a city state, a seat of government."""
    city_states = {"Djibouti", "Luxembourg", "Monaco", "San Marino", "Singapore"}
    for entry in entries("countries"):
        if entry["iso2"] in UN_MEMBERS:
            assert entry.get("adjectives") or entry["name"] == "Liechtenstein", entry["name"]
            assert entry.get("seats") or entry["name"] in city_states, entry["name"]


def test_at_least_150_organizations() -> None:
    """Organizations, groups and bodies, and those nobody may miss."""
    assert len(entries("organizations")) >= 150
    wanted = """UN NATO EU ASEAN Quad AUKUS BRICS SCO G7 G20 GCC OAS IAEA WTO OECD CARICOM ECOWAS SADC EAC PIF SAARC BIMSTEC CIS CSTO EAEU
                D-8 OPEC I2U2 MIKTA Benelux P5 E3 SEATO CENTO ANZUS Comecon Mercosur"""
    names = {*wanted.split(), "African Union", "Arab League", "International Monetary Fund", "World Bank", "European Commission",
             "European Council", "European External Action Service", "EC", "Warsaw Pact", "Non-Aligned Movement",
             "Five Eyes", "Weimar Triangle", "Bucharest Nine", "Visegrad Group", "UN Security Council", "UN General Assembly"}
    assert names <= BY_NAME.keys()


def test_members_and_parents_resolve() -> None:
    """Every member and every parent has an entry of its own, and no member stands twice in a list."""
    for entry in ACTORS:
        members = [member["name"] for member in entry.get("members", ())]
        assert set(members) <= BY_NAME.keys(), (entry["name"], set(members) - BY_NAME.keys())
        assert len(members) == len(set(members)), entry["name"]
        assert entry.get("parent", entry["name"]) in BY_NAME, entry["name"]


@pytest.mark.parametrize(("group", "count"), [
    ("African Union", 55), ("EU", 27), ("NATO", 32), ("ASEAN", 11), ("G7", 7), ("GCC", 6), ("BRICS", 10), ("SCO", 10),
    ("Arab League", 22), ("OECD", 38), ("Quad", 4), ("AUKUS", 3), ("SAARC", 8), ("OIC", 57), ("Commonwealth", 56), ("CARICOM", 15),
    ("PIF", 18), ("Council of Europe", 46), ("OSCE", 57), ("APEC", 21), ("SADC", 16), ("EAC", 8), ("ECOWAS", 12), ("COMESA", 21),
    ("G20", 21)])
def test_groups_have_their_present_members(group: str, count: int) -> None:
    """Members without an end date are the members of today."""
    assert len([member for member in BY_NAME[group]["members"] if "to" not in member]) == count


def test_membership_is_dated() -> None:
    """The United Kingdom left the EU; Finland joined NATO in 2023."""
    eu = {member["name"]: member for member in BY_NAME["EU"]["members"]}
    assert eu["United Kingdom"]["to"] == "2020-01-31"
    assert {member["name"]: member.get("from") for member in BY_NAME["NATO"]["members"]}["Finland"] == "2023-04-04"


def test_former_states_have_dates() -> None:
    """Former states begin and end; those that texts of the time name are there."""
    former = {entry["name"]: entry for entry in entries("former")}
    assert all({"from", "to"} <= entry.keys() for entry in former.values())
    wanted = {"Soviet Union", "Yugoslavia", "Czechoslovakia", "East Germany", "West Germany", "North Yemen", "South Yemen", "Zaire"}
    assert wanted <= former.keys()
    assert former["Soviet Union"]["to"] == "1991-12-26"


def test_no_name_belongs_to_two_actors() -> None:
    """A spelling shared by several actors is listed as ambiguous by each of them."""
    assert len(BY_NAME) == len(ACTORS)
    owners = defaultdict(set)
    for entry in ACTORS:
        for spelling in spellings(entry):
            owners[spelling].add(entry["name"])
    wrong = {(spelling, name) for spelling, names in owners.items() if len(names) > 1
             for name in names if spelling not in BY_NAME[name].get("ambiguous", ())}
    assert not wrong


@pytest.mark.parametrize("word", ["Georgia", "Jordan", "Chad", "Guinea", "Congo", "Korea", "Washington"])
def test_names_that_need_context_are_marked(word: str) -> None:
    """Names of people, rivers, regions and cities besides."""
    assert any(word in entry.get("ambiguous", ()) for entry in ACTORS)


@pytest.mark.parametrize(("spelling", "name"), [
    ("Republic of Korea", "South Korea"), ("ROK", "South Korea"), ("DPRK", "North Korea"), ("Viet Nam", "Vietnam"), ("Burma", "Myanmar"),
    ("Great Britain", "United Kingdom"), ("U.K.", "United Kingdom"), ("U.S.", "United States"), ("USA", "United States"),
    ("UAE", "United Arab Emirates"), ("Emirati", "United Arab Emirates"), ("Turkey", "Türkiye"), ("Côte d'Ivoire", "Ivory Coast"),
    ("Federative Republic of Brazil", "Brazil"), ("South Korean", "South Korea"), ("St. Lucia", "Saint Lucia"), ("USSR", "Soviet Union"),
    ("Kyiv", "Ukraine"), ("Daesh", "ISIS"), ("LeT", "Lashkar-e-Tayyiba"), ("Gulf Cooperation Council", "GCC")])
def test_spellings_lead_to_their_actor(spelling: str, name: str) -> None:
    """Official names, variants, acronyms, adjectives and seats."""
    assert [entry["name"] for entry in ACTORS if spelling in spellings(entry)] == [name]


def test_offices() -> None:
    """Heads, national offices, honorifics, qualifiers and plurals, all strings; national ones are heads and resolve."""
    offices = read_yaml(LEXICON / "offices.yaml")
    assert set(offices) == {"heads", "national", "context", "honorifics", "qualifiers", "plurals"}
    assert all(isinstance(word, str) and word for words in offices.values() for word in words)
    assert all(len(words) == len(set(words)) for words in offices.values())
    assert set(offices["national"].values()) <= BY_NAME.keys()
    assert set(offices["national"]) <= set(offices["heads"])
    assert set(offices["context"]) <= set(offices["national"])
    wanted = {"Foreign Minister", "Secretary of State for Commonwealth Relations", "Commissar", "National Security Advisor"}
    assert wanted <= set(offices["heads"])
    assert {"Ministers", "Heads of State and Government", "Leaders"} <= set(offices["plurals"])


@pytest.mark.parametrize(("stem", "kind", "least"), [("instruments", "instrument", 200), ("places", "place", 500)])
def test_instruments_and_places(stem: str, kind: str, least: int) -> None:
    """Known keys, one kind, enough of them, each spelling used once, countries that exist."""
    found = entries(stem)
    assert len(found) >= least
    owners = defaultdict(set)
    for entry in found:
        assert set(entry) <= {"name", "kind", "names", "acronyms", "country"}
        assert entry["kind"] == kind
        assert entry.get("country", "India") in BY_NAME
        for spelling in (entry["name"], *entry.get("names", ()), *entry.get("acronyms", ())):
            owners[spelling].add(entry["name"])
    assert not {spelling for spelling, names in owners.items() if len(names) > 1}
