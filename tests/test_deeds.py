"""Deeds told in passing: by a participle with its doer, by a noun, behind a day or place."""

from __future__ import annotations

import pytest

import kg
from kg.proof import facts_of

TOLD = [
    ("particle in the passive", "A committee on fishing was set up.", ["Arnor+Gondor establishes committee on fishing"]),
    ("participle with doer", "They praised the boats donated by Rohan.", ["Rohan provides boats"]),
    ("relative with doer", "They praised the ceremony, which was attended by Rohan.", ["Rohan participatesIn ceremony"]),
    ("war of", "They condemned the unprovoked war of aggression of Mordor.", []),
    ("war against", "They condemned Mordor's unprovoked war of aggression against Rohan.", ["Mordor attacks Rohan"]),
    ("attack by", "They condemned the attacks by Mordor on Rohan.", ["Mordor attacks Rohan"]),
    ("its war", "The sale fed Mordor's will to pay for its brutal war against Rohan.", ["Mordor attacks Rohan"]),
    ("founding as noun", "They welcomed the establishment of a joint fund.", ["Arnor+Gondor establishes joint fund"]),
    ("signing as noun", "They welcomed the signing of a pact between both sides.", ["Arnor+Gondor signs pact between both sides"]),
    ("decision to", "They welcomed Rohan's decision to join the Grain Pact.", ["Rohan joins Grain Pact"]),
    ("participation", "They praised Rohan's participation in the exercise.", ["Rohan participatesIn exercise"]),
    ("hosting", "They applauded Rohan's hosting of the river summit.", ["Rohan hosts river summit"]),
    ("in the chair", "As chair of the Council, Rohan will visit Bree.", ["Rohan hosts Council"]),
    ("sanctions as noun", "They reviewed our sanctions on Mordor.", ["Arnor+Gondor sanctions Mordor"]),
    ("invitation as noun", "At the invitation of Arnor, Rohan visited Bree.", ["Arnor invites Rohan"]),
    ("talks as noun", "The report follows the talks between Rohan and Mordor.", ["Rohan consultsWith Mordor"]),
    ("a day before the object", "They launched today a new fund.", ["Arnor+Gondor establishes new fund"]),
    ("with what", "Arnor provided Rohan with two boats.", ["Arnor aids Rohan", "Arnor provides two boats"]),
    ("a day behind", "Rohan joined the Grain Pact in autumn.", ["Rohan joins Grain Pact in autumn"]),
    ("while another acts", "They watched in horror as Mordor massacred the villagers.", ["Mordor attacks villagers"]),
    ("a sum announced", "Arnor announced 20 million crowns for the harbour.", ["Arnor provides 20 million crowns for the harbour"]),
]
UNTOLD = [
    ("any attack", "Any attack by Mordor against Rohan would be met with force.", "attacks"),
    ("signing of others", "They welcomed the signing of the peace.", "signs"),
    ("no gift", "They gave priority to the harbour.", "provides"),
    ("no thing", "The pact provides an opportunity for growth.", "provides"),
    ("until signed", "The work stops until a treaty is signed.", "signs"),
    ("to be ensured", "They will ensure that the plan is carried out.", "conducts"),
    ("held to account", "They will hold the guilty accountable for the raid.", "conducts"),
]


@pytest.mark.parametrize(("text", "facts"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD])
def test_a_deed_told_in_passing_is_found(text: str, facts: list[str]) -> None:
    """The doer and the thing are those of the participle or noun, whatever the sentence's verb says."""
    assert set(facts) <= set(facts_of(text))


@pytest.mark.parametrize(("text", "relation"), [u[1:] for u in UNTOLD], ids=[u[0] for u in UNTOLD])
def test_what_was_not_done_is_no_deed(text: str, relation: str) -> None:
    """A deed that is only feared, hoped for or somebody else's gives no fact."""
    assert not [fact for fact in facts_of(text) if f" {relation} " in fact]


def test_delegates_under_a_lead_in_took_part() -> None:
    """Persons listed below "Participating in the talks on the Kenyan side were:" took part and speak for that side."""
    text = (
        "Joint communiqué of Kenya and Nepal\n1975-03-02\n\nParticipating in the talks on the Kenyan side were:\n\n"
        "Mr. Otieno Barasa, Minister of Trade of Kenya;\n\nMr. Juma Wekesa, Ambassador of Kenya.\n"
    )
    facts = {(f.subject[0], f.relation, f.object) for f in kg.extract(kg.read(text=text, id="delegates"))}
    assert {("Otieno Barasa", "participatesIn", "talks"), ("Juma Wekesa", "participatesIn", "talks")} <= facts
    assert ("Juma Wekesa", "represents", "Kenya") in facts


def test_a_day_before_and_a_place_behind_the_event() -> None:
    """"On 3 May the Union held its annual summit ... in Bree": the day and the place are the summit's."""
    text = "Note\n2017-06-01\n\nOn 3 May 2017, the African Union held its annual summit under the chairmanship of Kenya, in Geneva.\n"
    facts = {(f.subject[0], f.relation, f.object) for f in kg.extract(kg.read(text=text, id="summit"))}
    assert {("annual summit", "heldOn", "2017-05-03"), ("annual summit", "heldIn", "Geneva")} <= facts
