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
    (
        "a list behind its preposition",
        "The two sides welcomed progress in forestry, energy, and trade.",
        ["Arnor+Gondor welcomes progress in forestry, energy, and trade"],
    ),
    (
        "verbs that share an object",
        "They are committed to promoting, protecting and defending the rights of sailors.",
        ["Arnor+Gondor commitsTo promoting, protecting and defending the rights of sailors"],
    ),
    (
        "a preposition said again",
        "They are committed to fair trade and to speeding up the delivery of grain.",
        ["Arnor+Gondor commitsTo fair trade", "Arnor+Gondor commitsTo speeding up the delivery of grain"],
    ),
    (
        "a hanging hyphen",
        "They support training for short- and long-term workers.",
        ["Arnor+Gondor supports training for short- and long-term workers"],
    ),
    (
        "those who",
        "Arnor will impose sanctions on those who burn mills.",
        ["Arnor intendsTo impose sanctions on those who burn mills"],
    ),
    (
        "a quotation inside",
        'They agreed to create a "chain of lights" along the coast.',
        ['Arnor+Gondor agreesTo create a "chain of lights" along the coast'],
    ),
    ("both, alone", "Both expressed satisfaction with the growth of trade.", ["Arnor+Gondor welcomes growth of trade"]),
    (
        "behind a relative clause",
        "In the talks, which were held in Bree, the two Presidents exchanged views on trade.",
        ["Arnor+Gondor discusses trade"],
    ),
    (
        "a list inside the sentence",
        "The two sides agreed to: (i) open a school, which would teach law; (ii) repair the bridge; and (iii) plant oaks.",
        ["Arnor+Gondor agreesTo open a school", "Arnor+Gondor agreesTo repair the bridge", "Arnor+Gondor agreesTo plant oaks"],
    ),
    (
        "a list of things inside the sentence",
        "They discussed: (a) trade; (b) the harvest.",
        ["Arnor+Gondor discusses trade", "Arnor+Gondor discusses harvest"],
    ),
    (
        "the following",
        "The following documents were signed: Treaty on Timber; Plan for Roads; and Charter of Mills.",
        ["Arnor+Gondor signs Treaty on Timber", "Arnor+Gondor signs Plan for Roads", "Arnor+Gondor signs Charter of Mills"],
    ),
    (
        "deeds under nouns",
        "They welcomed the opening of the road and the adoption of the plan.",
        ["Arnor+Gondor welcomes opening of the road", "Arnor+Gondor welcomes adoption of the plan"],
    ),
    ("importance to", "They attach great importance to trade.", ["Arnor+Gondor emphasizes trade"]),
    ("with pleasure", "Arnor accepted the invitation with pleasure.", ["Arnor agreesTo invitation"]),
    ("what is asked for", "Arnor requested that Rohan consider the plan.", ["Arnor callsOn Rohan"]),
    (
        "adhering to standards",
        "Arnor is committed to adhering to the highest standards.",
        ["Arnor commitsTo adhering to the highest standards"],
    ),
    (
        "cooperation of others",
        "Arnor deplored the continued cooperation of certain countries with Mordor.",
        ["Arnor condemns continued cooperation of certain countries with Mordor"],
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
    ("a claim: must", "Mordor must leave the bridge.", ["Arnor+Gondor callsFor Mordor must leave the bridge"]),
    ("a claim: there is no", "There can be no excuse for piracy.", ["Arnor+Gondor opposes excuse for piracy"]),
    ("passive with its noun", "Agreement was reached on the price of timber.", ["Arnor+Gondor agreesTo price of timber"]),
    ("a denied noun", "No decision was taken on the bridge.", ["Arnor+Gondor not agreesTo bridge"]),
    ("the other side", "Arnor welcomed the plan, while Gondor stressed free passage.",
     ["Arnor welcomes plan", "Gondor emphasizes free passage"]),
    ("clauses joined", "We welcome the plan and we endorse the road.", ["Arnor+Gondor welcomes plan", "Arnor+Gondor supports road"]),
    ("shared complement", "Arnor will lower or end its tariffs.", ["Arnor intendsTo lower or end its tariffs"]),
    ("thing and act", "They called for calm and to open the roads.",
     ["Arnor+Gondor callsFor calm", "Arnor+Gondor callsFor open the roads"]),
    ("that with an aside", "They noted that, since then, trade had grown.", ["Arnor+Gondor acknowledges trade had grown"]),
    ("ensure that", "They agreed to ensure that trade grows.", ["Arnor+Gondor agreesTo ensure that trade grows"]),
    ("an owner of two", "They support Rohan's unity and strength.", ["Arnor+Gondor supports Rohan's unity and strength"]),
    ("an actor and its fight", "They support Rohan in its fight.", ["Arnor+Gondor supports Rohan"]),
    ("in order to meet", "The two sides met in Bree today to discuss the harvest.", ["Arnor+Gondor discusses harvest"]),
    ("together", "Together, we have aligned our plans.", ["Arnor cooperatesWith Gondor"]),
    ("together with a third", "Together with Rohan, we will rebuild the mill.",
     ["Arnor cooperatesWith Rohan", "Gondor cooperatesWith Rohan"]),
    ("a thing shows it", "The flood underscores the importance of dams.", ["Arnor+Gondor emphasizes dams"]),
    ("now", "We are strengthening the dams.", ["Arnor+Gondor commitsTo strengthening the dams"]),
    ("gerunds joined", "They stressed that strengthening dams and repairing roads are vital.",
     ["Arnor+Gondor emphasizes strengthening dams", "Arnor+Gondor emphasizes repairing roads"]),
    ("both behind and", "Arnor noted that Rohan is the partner of Gondor, and the two leaders intend to build roads.",
     ["Arnor acknowledges Rohan is the partner of Gondor", "Arnor+Gondor intendsTo build roads"]),
    ("that in spite of", "The two sides noted that, in spite of the drought, the harvest in Rohan had grown.",
     ["Arnor+Gondor acknowledges harvest in Rohan had grown"]),
    ("a list inside the subject", "A range of issues in political, economic and cultural fields were discussed.",
     ["Arnor+Gondor discusses range of issues in political, economic and cultural fields"]),
    ("having done", "The Assembly, having weighed the report, decides to close the mine.", ["Arnor+Gondor agreesTo close the mine"]),
    ("it is who says so", "Arnor assured Gondor that it would keep the bridge open.", ["Arnor intendsTo keep the bridge open"]),
    ("not accepted", "They do not accept any change of the border.", ["Arnor+Gondor opposes change of the border"]),
    ("in this regard", "The Ministers welcomed in this regard the plan of Rohan.", ["Arnor+Gondor welcomes plan of Rohan"]),
    ("by agreeing", "They committed to widen trade by agreeing on lower tolls.",
     ["Arnor+Gondor agreesTo lower tolls", "Arnor+Gondor commitsTo widen trade"]),
    ("are to", "The two countries are to sign the treaty.", ["Arnor+Gondor signs treaty"]),
    ("while, at the opening", "While Arnor, as a neighbour, stressed its concern, it welcomed the truce.",
     ["Arnor emphasizes concern", "Arnor welcomes truce"]),
    ("not to do it", "They agreed not to lower the toll.", ["Arnor+Gondor agreesTo not to lower the toll"]),
    ("neither side", "Neither side will lower the toll.", ["Arnor+Gondor not intendsTo lower the toll"]),
    ("by both sides that", "It was recognised by both sides that trade should grow.", ["Arnor+Gondor acknowledges trade should grow"]),
    ("whose rejection", "They reaffirm the firm rejection by Rohan of the toll.", ["Arnor+Gondor opposes toll"]),
    ("in this connection", "In this connection satisfaction was expressed with the harvest.", ["Arnor+Gondor welcomes harvest"]),
    ("what an owner has", "They support Rohan's independence, unity and strong borders.",
     ["Arnor+Gondor supports Rohan's independence, unity and strong borders"]),
    ("an opening with two", "By agreement between Arnor and Gondor, Rohan welcomed the plan.", ["Rohan welcomes plan"]),
    ("strongly condemns and", "Rohan strongly condemns the raid in Mordor and expresses its solidarity with the victims.",
     ["Rohan condemns raid in Mordor", "Rohan supports victims"]),
    ("and that", "They noted that Rohan is a partner, and that Mordor is a foe.",
     ["Arnor+Gondor acknowledges Rohan is a partner", "Arnor+Gondor acknowledges Mordor is a foe"]),
    ("a passive inside", "They stressed that the bridge should be built.", ["Arnor+Gondor emphasizes bridge should be built"]),
    ("a stance as subject", "Our support for Rohan is unwavering.", ["Arnor+Gondor supports Rohan"]),
    ("views and ideas", "They had a wide exchange of views and ideas on the harvest.", ["Arnor+Gondor discusses harvest"]),
    ("a call to do", "They reiterated their call to end the blockade.", ["Arnor+Gondor callsFor end the blockade"]),
    ("shall not adopt", "Arnor shall not adopt the toll.", ["Arnor not intendsTo adopt the toll"]),
    ("shall be done", "All roads in the region shall be unblocked.",
     ["Arnor+Gondor intendsTo All roads in the region shall be unblocked"]),
    ("in solidarity with", "We stand in solidarity with our partners who bear the costs.", ["Arnor+Gondor supports partners"]),
    ("assured of support", "We assured Rohan of our full solidarity and support for its defence.", ["Arnor+Gondor supports defence"]),
    ("whose commitment", "They welcomed Rohan's commitment to free trade.",
     ["Arnor+Gondor welcomes Rohan's commitment to free trade", "Rohan commitsTo free trade"]),
    ("a bare second stance", "They reiterated their strong support for the round and commitment to its conclusion.",
     ["Arnor+Gondor supports round", "Arnor+Gondor commitsTo conclusion"]),
    ("an aim is no actor", "They called for work with an aim to end the drought.",
     ["Arnor+Gondor callsFor work with an aim to end the drought"]),
]


@pytest.mark.parametrize(("text", "facts"), [s[1:] for s in SENTENCES], ids=[s[0] for s in SENTENCES])
def test_a_construction_is_undone(text: str, facts: list[str]) -> None:
    """The facts of the construction are among those found."""
    assert set(facts) <= set(facts_of(text))


PERSONS = [
    ("a call on a person", "Prime Minister John Baker called on President Rosa Diaz.", ("Peru", "consultsWith", "Chile")),
    ("an office of one country", "President Diaz thanked the Prime Minister.", ("Chile", "thanks", "Peru")),
    ("his country", "President Diaz said his country was ready to open the border.", ("Chile", "intendsTo", "open the border")),
    ("his counterpart", "The Prime Minister and his counterpart discussed trade.", ("Peru+Chile", "discusses", "trade")),
    ("a ministry", "Chile's foreign ministry welcomed the treaty.", ("Chile", "welcomes", "treaty")),
    ("next month", "The two sides agreed to meet again next month.", ("Peru", "consultsWith", "Chile")),
    ("last month", "Talks were held last month in Lima.", ("Talks", "heldOn", "2024-04")),
]


@pytest.mark.parametrize(("text", "fact"), [s[1:] for s in PERSONS], ids=[s[0] for s in PERSONS])
def test_persons_stand_for_their_countries(text: str, fact: tuple[str, str, str]) -> None:
    """In a statement of two countries whose leaders are introduced."""
    opening = "Joint Statement of Peru and Chile\n\nPrime Minister John Baker of Peru met President Rosa Diaz of Chile.\n\n"
    found = kg.extract(kg.read(text=opening + text + "\n", id="persons", date="2024-05-03"))
    assert fact in {("+".join(f.subject), f.relation, f.object) for f in found}


def test_who_leads_a_side_speaks_for_it() -> None:
    """A side named by its adjective is led by the person named after "chaired by"."""
    text = "Joint Statement of the United States and Israel\n\nThe Israeli side was chaired by National Security Advisor John Baker. "
    text += "The meeting was convened by Mr. Peter Cole, Minister of Trade of Israel.\n"
    found = {(fact.subject, fact.relation, fact.object) for fact in kg.extract(kg.read(text=text, id="sides"))}
    assert (("John Baker",), "represents", "Israel") in found
    assert (("Peter Cole",), "hosts", "meeting") in found


SILENT = [
    ("what is denied", "Arnor denied that it had attacked Rohan."),
    ("neither", "The two sides condemned neither party."),
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


def test_members_stand_in_a_list() -> None:
    """A group that names its members behind it has them."""
    said = "We thank the Harbour Partnership Group (HPG), including Canada, Denmark and Norway."
    document = kg.read(text=f"Joint Statement of Chile and Peru\n\n{said}", id="list")
    found = {(f.subject, f.object) for f in kg.extract(document) if f.relation == "memberOf"}
    assert found == {((name,), "Harbour Partnership Group") for name in ("Canada", "Denmark", "Norway")}


GROUPS = [
    ("its organ", "The Council of Ministers of ECOWAS met in Lome. The Council condemned the raid."),
    ("its organ without article", "The Council of Ministers of ECOWAS met in Lome. Council condemned the raid."),
    ("its members", "Leaders of ECOWAS met in Lome. The member States condemned the raid."),
    ("its members without article", "Leaders of ECOWAS met in Lome. Member Countries condemned the raid."),
]


@pytest.mark.parametrize("text", [g[1] for g in GROUPS], ids=[g[0] for g in GROUPS])
def test_a_group_speaks_through_its_organs(text: str) -> None:
    """The organs and the member states of the group that issues a document are the group."""
    document = kg.read(text=f"Final Communiqué of the ECOWAS Council of Ministers\n\n{text}", id="group")
    assert [f.subject for f in kg.extract(document) if f.relation == "condemns"] == [("ECOWAS",)]


OFFICES = [
    ("a counterpart", "His Peruvian counterpart Luis Paz thanked Chile.", "Peru"),
    ("shortly", "PM Soto thanked Peru.", "Chile"),
    ("by the office", "The Prime Minister thanked Peru.", "Chile"),
    ("by the other's office", "The Crown Prince thanked Chile.", "Peru"),
    ("he", "The Crown Prince spoke. He thanked Chile.", "Peru"),
]


@pytest.mark.parametrize(("text", "expected"), [o[1:] for o in OFFICES], ids=[o[0] for o in OFFICES])
def test_an_office_is_its_holder(text: str, expected: str) -> None:
    """Who visits a party is of the other one, who is met there is of that one, and the office alone names its holder."""
    opening = "Prime Minister Juan Soto, who was on a visit to Peru, met Crown Prince Luis Paz in Lima."
    document = kg.read(text=f"Joint Statement of Chile and Peru\n\n{opening} {text}", id="offices")
    assert [f.subject for f in kg.extract(document) if f.relation == "thanks"] == [(expected,)]


def test_a_call_on_a_person_is_a_meeting() -> None:
    """Nothing is asked of whom one calls on."""
    said = "Minister Ana Rey of Chile called on President Luis Paz of Peru."
    document = kg.read(text=f"Joint Statement of Chile and Peru\n\n{said}", id="call")
    assert {(f.relation, f.object) for f in kg.extract(document) if f.subject == ("Chile",)} == {("consultsWith", "Peru")}


RESOLVED = [
    ("requests", "Requests the Chairperson of the Commission to report;", "callsOn"),
    ("notes with concern", "Notes with deep concern that the raids go on;", "expressesConcernOver"),
    ("further stresses", "Further stresses the need for calm;", "emphasizes"),
    ("a noun", "Exchanges on harvests and prices;", ""),
]


@pytest.mark.parametrize(("text", "relation"), [r[1:] for r in RESOLVED], ids=[r[0] for r in RESOLVED])
def test_a_resolution_speaks_in_the_present(text: str, relation: str) -> None:
    """The noun that opens an item is the verb of the organ named above."""
    document = kg.read(text=f"Communiqué of the ECOWAS Council of Ministers\n\nCouncil,\n\n1. {text}", id="items")
    assert [f.relation for f in kg.extract(document)] == ([relation] if relation else [])


def test_a_middle_name_names_a_person() -> None:
    """A person of several surnames is named again by one that is not the last."""
    said = "President Luis Paz Soto of Peru met President Ana Rey of Chile. President Paz thanked Chile."
    facts = kg.extract(kg.read(text=f"Joint Statement of Chile and Peru\n\n{said}", id="middle"))
    assert [(f.subject, f.speaker) for f in facts if f.relation == "thanks"] == [(("Peru",), ("Luis Paz Soto",))]


def test_a_deplored_cooperation_is_not_ones_own() -> None:
    """Whoever condemns that others work with a third does not work with it."""
    assert not [f for f in facts_of("Arnor deplored the cooperation of certain countries with Mordor.") if "cooperatesWith" in f]
