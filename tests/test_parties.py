"""Parties: who issues a document, from its title, opening and signatures."""

from __future__ import annotations

import pytest

import kg
from kg.documents import read

CASES = [
    (
        "by-ministers",
        "Joint Communiqué issued by the Foreign Ministers of Chile, Peru and Norway\n\nThe Ministers met in Lima.",
        "Chile, Peru, Norway",
    ),
    ("compound", "Kenya-Norway Joint Statement on Fisheries\n\nWe met today.", "Kenya, Norway"),
    ("topic-is-no-party", "Joint Statement by Kenya and Norway on North Korea\n\nWe condemn the launch.", "Kenya, Norway"),
    ("group", "G7 Foreign Ministers' Statement on Iran\n\nWe, the Foreign Ministers of the G7, condemn the attack.", "G7"),
    ("group-and-country", "Joint Statement of ASEAN and Norway\n\nWe met in Oslo.", "ASEAN, Norway"),
    ("union-and-country", "EU-Kenya Joint Statement\n\nThe sides met in Brussels.", "EU, Kenya"),
    (
        "list-with-union",
        "Joint Statement on Trade\n\nWe, the leaders of the European Union, France, Italy and Kenya, agree to meet.",
        "EU, France, Italy, Kenya",
    ),
    (
        "communities",
        "Joint Declaration\n\nThe Foreign Ministers of the EC and of ASEAN met in Bonn on 2 May 1988.",
        "EC, ASEAN",
    ),
    ("movement", "Communiqué of the Conference of Non-Aligned Countries\n\nThe Conference called for peace.", "Non-Aligned Movement"),
    ("an adjective's group", "Final Communiqué\n\nThe Arab leaders agreed to meet again.", "Arab League"),
    (
        "all of a group",
        "Declaration of the BRICS Summit\n2019-11-14\n\nWe, the Leaders of Brazil, Russia, India, China and South Africa, met today.",
        "BRICS",
    ),
    ("quad", "Joint Statement from Quad Leaders\n\nWe, the leaders of Australia, India, Japan and the United States, met today.", "Quad"),
    (
        "four-without-quad",
        "The Foreign Ministers of Australia, India and Japan and the Secretary of State of the United States met in Perth.",
        "Australia, India, Japan, United States",
    ),
    (
        "met",
        "Joint Statement\n\nPresident Ann Poe of Kenya met today with Prime Minister Joe Doe of Norway in Lima, Peru, to discuss Iran.",
        "Kenya, Norway",
    ),
    (
        "governments",
        "Joint Statement\n\nThe Government of the Kingdom of Norway (“Norway”) and the Government of the Republic "
        "of Kenya, have agreed as follows.",
        "Norway, Kenya",
    ),
    (
        "released-by",
        "Statement\n\nThe following statement was released by the Governments of Chile, Peru and Bolivia:\n\n"
        "We are concerned by the crisis in Lebanon.",
        "Chile, Peru, Bolivia",
    ),
    (
        "invitation",
        "The Prime Minister of Pakistan arrived in Oslo on 7 June 1976 on an official visit "
        "at the invitation of the Prime Minister of Norway.",
        "Pakistan, Norway",
    ),
    ("news", "Kenya and Norway on Tuesday agreed to share data, officials said.", "Kenya, Norway"),
    (
        "one-side",
        "Statement by the Prime Minister of Canada on Haiti\n\nCanada is concerned about Haiti. We call on all sides to stop.",
        "Canada",
    ),
    (
        "signatures",
        "Joint declaration\n\nWe shall cooperate in all fields.\n\nDone at Lima on 3 May 1990.\n\n"
        "For the Government of the Republic of Peru:\n\n"
        "For the Government of the Republic of Ecuador:",
        "Peru, Ecuador",
    ),
    (
        "meeting-in-title",
        "Joint Statement Following the Meeting Between President Poe and President Doe\n\n"
        "Today, President Ann Poe of Kenya and President Joe Doe of the Republic of Peru met in Lima.",
        "Kenya, Peru",
    ),
    ("nothing", "We shall cooperate.", ""),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_parties(text: str, expected: str) -> None:
    """The parties are those who speak, not those spoken of."""
    assert sorted(read(text=text).parties) == sorted(expected.split(", ") if expected else [])


def test_a_group_in_parentheses_names_the_whole_list() -> None:
    """The acronym behind a list of states is their group, not a short name of the last state."""
    text = (
        "Joint Statement of the Leaders of India, Israel, United Arab Emirates, and the United States (I2U2)\n2022-01-14\n\n"
        "Today, at the first meeting of the I2U2, the leaders welcomed the report."
    )
    assert kg.read(text=text, id="group").parties == ("I2U2",)
