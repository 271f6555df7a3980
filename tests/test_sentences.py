"""Sentences: where they end, what they are, and that nothing of a text is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sentences import split_sentences

ENDS = [
    ("titles", "Mr. Arn met Dr. Bel. They agreed.", ["Mr. Arn met Dr. Bel.", "They agreed."]),
    (
        "honorific-initials",
        "H.E. Dr. S. Arn opened the talks. Both sides spoke.",
        ["H.E. Dr. S. Arn opened the talks.", "Both sides spoke."],
    ),
    ("acronym-goes-on", "The U.S. Secretary of State spoke.", ["The U.S. Secretary of State spoke."]),
    ("acronym-ends", "Rohan thanked the U.S. They will meet again.", ["Rohan thanked the U.S.", "They will meet again."]),
    ("acronym-in-brackets", "The 5th Rohan-United States (U.S.) Summit opened.", ["The 5th Rohan-United States (U.S.) Summit opened."]),
    ("junior", "President John R. Arn, Jr. of Gondor met the King.", ["President John R. Arn, Jr. of Gondor met the King."]),
    ("initials", "J. R. Arn spoke. So did A. Bel.", ["J. R. Arn spoke.", "So did A. Bel."]),
    ("decimal", "Trade grew by 3.5 per cent. It will grow more.", ["Trade grew by 3.5 per cent.", "It will grow more."]),
    ("number", "They recalled Resolution No. 5 of the Council.", ["They recalled Resolution No. 5 of the Council."]),
    ("no-as-a-word", "The answer was no. Gondor left.", ["The answer was no.", "Gondor left."]),
    ("article", "Art. 5 was recalled.", ["Art. 5 was recalled."]),
    ("hours", "They met at 5 p.m. Talks went on.", ["They met at 5 p.m.", "Talks went on."]),
    ("month", "They met on Jan. 5 in Edoras.", ["They met on Jan. 5 in Edoras."]),
    ("district", "They met in Washington, D.C. President Arn spoke.", ["They met in Washington, D.C.", "President Arn spoke."]),
    ("that-is", "All parties, i.e. Arnor and Gondor, agreed.", ["All parties, i.e. Arnor and Gondor, agreed."]),
    ("closing-quote", "He said “we agree.” They left.", ["He said “we agree.”", "They left."]),
    ("closing-bracket", "(They met twice.) Talks went on.", ["(They met twice.)", "Talks went on."]),
    ("ellipsis", "They spoke... and left. Then came rain.", ["They spoke... and left.", "Then came rain."]),
    ("question", "Will it hold? We think so!", ["Will it hold?", "We think so!"]),
    ("inline-list", "Gondor will (i) cut duties; and (ii) open ports.", ["Gondor will (i) cut duties; and (ii) open ports."]),
    ("semicolon", "Arnor agreed; Gondor did not.", ["Arnor agreed; Gondor did not."]),
    ("wrapped-line", "Arnor and Gondor\nagreed to meet.", ["Arnor and Gondor\nagreed to meet."]),
    ("blank-line", "Arnor agreed\n\nand so did Gondor", ["Arnor agreed", "and so did Gondor"]),
    ("lost-space", "They cherish the region.They will meet.", ["They cherish the region.", "They will meet."]),
]


@pytest.mark.parametrize(("text", "expected"), [e[1:] for e in ENDS], ids=[e[0] for e in ENDS])
def test_ends(text: str, expected: list[str]) -> None:
    """A sentence ends at its stop and nowhere else."""
    assert [text[s.start : s.end] for s in split_sentences(text)] == expected


DOCUMENT = """Joint Statement by Arnor and Gondor
2024-05-01

WE, the Leaders of Arnor and Gondor, gathered in Edoras on 1 May 2024;

REAFFIRMING the treaty of peace;

NOTING with concern the drought; and

HEREBY AGREE to open the bridge.

Trade and Ports

The two sides agreed to:

- cut duties;
- open the ports. The ports are old.

1. We welcome the bridge. 2. We will meet again.

For the Government of Arnor:

A. Arn
"""


def test_kinds() -> None:
    """Title, dateline, preamble, heading, list and signature are told apart, and items know their lead-in."""
    seen = [(s.kind, s.lead, DOCUMENT[s.body : s.end]) for s in split_sentences(DOCUMENT)]
    assert seen == [
        ("title", None, "Joint Statement by Arnor and Gondor"),
        ("dateline", None, "2024-05-01"),
        ("sentence", None, "WE, the Leaders of Arnor and Gondor, gathered in Edoras on 1 May 2024;"),
        ("item", 2, "REAFFIRMING the treaty of peace;"),
        ("item", 2, "NOTING with concern the drought; and"),
        ("item", 2, "HEREBY AGREE to open the bridge."),
        ("heading", None, "Trade and Ports"),
        ("sentence", None, "The two sides agreed to:"),
        ("item", 7, "cut duties;"),
        ("item", 7, "open the ports."),
        ("sentence", None, "The ports are old."),
        ("sentence", None, "We welcome the bridge."),
        ("sentence", None, "We will meet again."),
        ("signature", None, "For the Government of Arnor:"),
        ("signature", None, "A. Arn"),
    ]


def test_quotations() -> None:
    """Sentences inside one quotation share its number; one that goes on with who said it has none."""
    text = "Arn spoke. “We agree. We will act. The rest follows,” he said. “It is time.” They left."
    assert [s.quotation for s in split_sentences(text)] == [None, 1, 1, None, 2, None]


def test_dateline_before_the_first_words() -> None:
    """The words of a news report begin after its dateline."""
    text = "EDORAS, May 3 (NEWS) -- Arnor and Gondor agreed."
    (sentence,) = split_sentences(text)
    assert text[sentence.body :] == "Arnor and Gondor agreed."


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aB. \n\t\"“”()-•*#>1;:,!?'’_iv")), max_size=200) | st.text(max_size=200))
def test_nothing_is_lost(text: str) -> None:
    """Every character that is not space stands in exactly one sentence, and no sentence begins or ends with space."""
    covered = [0] * len(text)
    last = 0
    for number, s in enumerate(split_sentences(text)):
        assert s.index == number and last <= s.start < s.end and s.start <= s.body < s.end
        assert text[s.start : s.end].strip() == text[s.start : s.end]
        assert s.lead is None or s.lead < number
        covered[s.start : s.end] = [1] * (s.end - s.start)
        last = s.end
    assert all(covered[i] or c.isspace() for i, c in enumerate(text))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        '"' * 100_000,
        "“a ” " * 50_000,
        "." * 300_000,
        "A" * 500_000,
        "(" * 300_000,
        "\n" * 500_000,
        "1. " * 100_000,
        "_" * 200_000,
    ],
    ids=["no-stop", "quotes", "pairs", "stops", "capitals", "brackets", "lines", "numbers", "underscores"],
)
def test_time_is_linear(text: str) -> None:
    """A long text of one kind takes no longer than its length."""
    began = time.perf_counter()
    split_sentences(text)
    assert time.perf_counter() - began < 5
