"""No text makes the reading crash, break its laws, or take longer than its length allows."""
from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.account import REASONS, give_account
from kg.sentences import LONGEST, split_sentences

HEAD = "Joint Statement of India and Japan\n\nNew Delhi, 20 August 2024\n\n"
WORDS = ("India Japan agreed to welcome welcomed the and or that which who said if not of for with ministers Minister of Foreign Affairs "
         "they we their support commitment including such as ( ) [ ] “ ” \" ' ’s , ; : . — - / * • 1. (a) 2024 $5 million "
         "\n \n\n \u0301 \u202e \u200d "
         "\ud800 cooperation reaffirmed their").split(" ")
PIECES = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=60).map(" ".join)
EASY = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@EASY
@given(PIECES)
def test_facts_are_what_the_text_says(said: str) -> None:
    """Whatever the text: quotes are slices of it, spans are its sentences, triggers lie inside, each sentence is accounted for."""
    if "\x00" in said:
        said = said.replace("\x00", " ")
    document = kg.read(text=HEAD + said, id="made")
    account = give_account(document)
    spans = {(line.sentence.start, line.sentence.end) for line in account.lines}
    for fact in kg.extract(document):
        assert document.text[fact.start:fact.end] == fact.quote and (fact.start, fact.end) in spans
        assert fact.start <= fact.trigger[0] < fact.trigger[1] <= fact.end
        assert fact.subject and fact.object.strip()
        assert kg.Fact.from_dict(fact.as_dict()) == fact
    assert all(bool(line.facts) != (line.reason in REASONS) for line in account.lines)


@EASY
@given(PIECES)
def test_no_character_is_lost(said: str) -> None:
    """Sentences lie in order, do not overlap, and hold every character that is not space."""
    text = HEAD + said
    at = 0
    for sentence in split_sentences(text):
        assert not text[at:sentence.start].strip() and sentence.start <= sentence.body <= sentence.end and sentence.start < sentence.end
        at = sentence.end
    assert not text[at:].strip()


LONG = {  # texts of one sentence, as long as is read
    "and": "India and Japan agreed " + "and " * 100_000 + "to talk.",
    "commas": "India and Japan welcomed peace" + ", " * 100_000 + "trade.",
    "nested quotes": "India said " + "“he said ‘" * 2000 + "yes" + "’”" * 2000 + ".",
    "nested clauses": "India " + "said that Japan agreed that he " * 1000 + "met.",
    "brackets": "India " + "(" * 30_000 + " agreed to talk.",
    "combining marks": "India and Japan agreed to ta" + "\u0301\u0323" * 15_000 + "lk.",
    "right to left": "\u202eاتفقت الهند واليابان " + "على التعاون ו" * 2000 + "\u202c.",
    "a megabyte": "India and Japan agreed to open the border" + ", to share data and to meet again" * 31_000 + ".",
}


@pytest.mark.parametrize("kind", LONG)
def test_a_sentence_ends(kind: str) -> None:
    """A hostile sentence is read to the limit in little time (figures: benchmarks/hostile.py), and the account says that it was cut."""
    begun = time.perf_counter()
    account = give_account(kg.read(text=HEAD + LONG[kind], id="made"))
    assert time.perf_counter() - begun < 10  # a second on a quiet machine; the machine of a test is not quiet
    assert len(LONG[kind]) <= LONGEST or account.lines[-1].reason == "rest"
