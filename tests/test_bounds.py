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


def seconds(text: str) -> float:
    """Processor time to account for a text: other work on the machine counts little."""
    begun = time.process_time()
    give_account(kg.read(text=text, id="made"))
    return time.process_time() - begun


@pytest.mark.parametrize("kind", LONG)
def test_a_sentence_ends(kind: str) -> None:
    """A hostile sentence is read to the limit in less than a second, and the account says that it was cut."""
    text = HEAD + LONG[kind]
    assert min(seconds(text) for _ in range(3)) < 1
    account = give_account(kg.read(text=text, id="made"))
    assert len(LONG[kind]) <= LONGEST or account.lines[-1].reason == "rest"


GROWING = {  # the inputs of benchmarks/hostile.py that once took more than their share
    "nested quotes": "India said {}yes.",
    "participles": "{}India and Japan agreed to talk.",
    "initials": "{}met.",
    "spaces": "India{}and Japan agreed to talk.",
    "that-clauses": "India {}met.",
    "cooperation": "India and Japan deepen {}.",
}
UNITS = {"nested quotes": "“he said ‘", "participles": "Welcoming peace, noting trade, ", "initials": "Mr. A. ", "spaces": " ",
         "that-clauses": "said that Japan agreed that he ", "cooperation": "cooperation with partnership between coordination "}


@pytest.mark.parametrize("kind", GROWING)
def test_twice_the_text_takes_little_more_than_twice_the_time(kind: str) -> None:
    """Time grows with the length: 2.3 times for the double; three times is what this test allows on a machine with other work."""
    n = LONGEST // 2 // len(UNITS[kind])
    short, long = (HEAD + GROWING[kind].format(UNITS[kind] * k) for k in (n, 2 * n - 10))
    pairs = [(seconds(short), seconds(long)) for _ in range(4)]
    least = [min(times) for times in zip(*pairs, strict=True)]
    assert least[1] < max(3 * least[0], 0.02)
