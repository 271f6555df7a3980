"""Grammar that every rule needs: coordination, negation, passives, embedding, participles, lead-ins, means."""

from __future__ import annotations

import pytest

import kg
from kg.proof import facts_of, read_sentence

SENTENCES = [
    (
        "verbs joined",
        "The two sides welcomed the report, agreed to open the border and called for calm.",
        ["Arnor+Gondor welcomes report", "Arnor+Gondor agreesTo open the border", "Arnor+Gondor callsFor calm"],
    ),
    (
        "infinitives joined",
        "They agreed to deepen trade, to share data and to meet annually.",
        ["Arnor+Gondor agreesTo deepen trade", "Arnor+Gondor agreesTo share data", "Arnor+Gondor agreesTo meet annually"],
    ),
    (
        "things joined",
        "The Ministers condemned piracy and armed robbery.",
        ["Arnor+Gondor condemns piracy", "Arnor+Gondor condemns armed robbery"],
    ),
    (
        "one phrase",
        "The two sides support the sovereignty and territorial integrity of Rohan.",
        ["Arnor+Gondor supports sovereignty and territorial integrity of Rohan"],
    ),
    (
        "including",
        "They condemned all attacks, including the raid on the mill.",
        ["Arnor+Gondor condemns all attacks", "Arnor+Gondor condemns raid on the mill"],
    ),
    ("passive without agent", "The price of timber was discussed.", ["Arnor+Gondor discusses price of timber"]),
    ("passive with agent", "The raid was condemned by Rohan.", ["Rohan condemns raid"]),
    ("it was agreed that", "It was agreed that the border would remain open.", ["Arnor+Gondor agreesTo border would remain open"]),
    (
        "participle at the opening",
        "Recalling the treaty, the two sides agreed to open the border.",
        ["Arnor+Gondor acknowledges treaty", "Arnor+Gondor agreesTo open the border"],
    ),
    (
        "participle behind",
        "The Ministers welcomed the report, noting the progress of the works.",
        ["Arnor+Gondor welcomes report", "Arnor+Gondor acknowledges progress of the works"],
    ),
    ("inner stance", "They stressed that both sides are resolute in their opposition to piracy.", ["Arnor+Gondor opposes piracy"]),
    ("negation", "The two sides did not agree to open the border.", ["Arnor+Gondor not agreesTo open the border"]),
    ("one side", "Arnor thanked Rohan for its help.", ["Arnor thanks Rohan"]),
    ("continuing", "Arnor will continue to support Rohan.", ["Arnor supports Rohan"]),
    ("means", "Arnor will ease trade by lowering its tariffs.", ["Arnor intendsTo lowering its tariffs"]),
    ("parenthesis", "The two sides intend, where possible, to open a school.", ["Arnor+Gondor intendsTo open a school"]),
    ("cooperation of two", "The two sides agreed to deepen their cooperation.", ["Arnor cooperatesWith Gondor"]),
    ("cooperation with a third", "Arnor will strengthen cooperation with Rohan.", ["Arnor cooperatesWith Rohan"]),
]


@pytest.mark.parametrize(("text", "facts"), [s[1:] for s in SENTENCES], ids=[s[0] for s in SENTENCES])
def test_a_construction_is_undone(text: str, facts: list[str]) -> None:
    """The facts of the construction are among those found."""
    assert set(facts) <= set(facts_of(text))


def test_who_leads_a_side_speaks_for_it() -> None:
    """A side named by its adjective is led by the person named after "chaired by"."""
    text = "Joint Statement of the United States and Israel\n\nThe Israeli side was chaired by National Security Advisor John Baker. "
    text += "The meeting was convened by Mr. Peter Cole, Minister of Trade of Israel.\n"
    found = {(fact.subject, fact.relation, fact.object) for fact in kg.extract(kg.read(text=text, id="sides"))}
    assert (("John Baker",), "represents", "Israel") in found
    assert (("Peter Cole",), "hosts", "meeting") in found


SILENT = [
    ("hypothetical deed", "Rohan might sign a treaty."),
    ("a thing acts", "The flood destroyed the mill."),
    ("no verb", "Trade and Investment"),
]


@pytest.mark.parametrize("text", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_when_unsure_nothing_is_said(text: str) -> None:
    """No fact is found."""
    assert facts_of(text) == []


STATUS = [
    ("agreed to deepen cooperation", "The two sides agreed to deepen their cooperation.", "cooperatesWith", "agreed"),
    ("will continue", "The two sides will continue to deepen their cooperation.", "cooperatesWith", "underway"),
    ("signed", "The two sides signed a treaty.", "signs", "completed"),
    ("will sign", "The two sides will sign a treaty.", "signs", "intended"),
]


@pytest.mark.parametrize(("text", "relation", "status"), [s[1:] for s in STATUS], ids=[s[0] for s in STATUS])
def test_the_commitment_ladder(text: str, relation: str, status: str) -> None:
    """A deed takes its rung from the act that governs it and its tense."""
    assert [f.status for f in read_sentence(text).facts if f.relation == relation] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "and " * 20000,
        "that " * 20000,
        "welcomed " * 20000,
        "(" * 20000,
        '"' * 20000,
        "the of " * 20000,
        "The two sides agreed to " + "open the gate and " * 8000,
    ],
)
def test_hostile_sentences_end(text: str) -> None:
    """A sentence of repeats is read in bounded time (the runner's time limit is the judge)."""
    read_sentence(text)
