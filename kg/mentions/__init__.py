"""Text and Sentences in, Mentions out: actors, persons with their offices, bodies, instruments, events, places, dates, amounts.

A sentence becomes a string of one letter per unit (a known name, an office word, a name word, a link, an honorific ...); bodies and
persons are found by `re` over that string, so the time grows with the length of the text only. The route: times, acronyms, names,
bodies, persons, surnames, one module each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon import Lexicon
from kg.mentions.acronyms import learn_acronyms
from kg.mentions.bodies import join_bodies, join_governments
from kg.mentions.names import find_units
from kg.mentions.persons import find_persons
from kg.mentions.search import HEADINGS, Search
from kg.mentions.surnames import find_surnames
from kg.mentions.times import find_times
from kg.model import Mention, Sentence

__all__ = ["find_mentions"]


def find_mentions(text: str, sentences: Sequence[Sentence], lexicon: Lexicon, date: str = "") -> list[Mention]:
    """Mentions of the whole document: sorted, not overlapping, each inside one sentence; the longest name wins."""
    search = Search(text, sentences, lexicon, date)
    times = find_times(text, search.plain, date, sentences[0].start, sentences[-1].end) if sentences else []
    learn_acronyms(search)
    position = 0
    for sentence in sentences:
        while position < len(times) and times[position][0] < sentence.start:
            position += 1
        stop = position
        while stop < len(times) and times[stop][1] <= sentence.end:
            stop += 1
        line = find_units(search, sentence, times[position:stop])
        position = stop
        join_governments(search, line)
        join_bodies(search, line, sentence.kind in HEADINGS)
        find_persons(search, line, sentence)
    find_surnames(search)
    search.found.sort(key=lambda m: (m.start, -m.end))
    name_holders(search.found)
    kept: list[Mention] = []
    for mention in search.found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


HELD = re.compile(
    r"(?<!Vice )(?<!Vice-)(?<!Deputy )(?<!former )(?<!then )"
    r"\b(Prime Minister|President|Premier|Chancellor|King|Queen|Emir|Sultan|Foreign Minister|Secretary of State)\b"
)


def name_holders(found: list[Mention]) -> None:
    """Give an office that stands alone ("the President") its country where the document names one country's only."""
    held: dict[str, set[str]] = {}
    for mention in found:
        if mention.kind in ("person", "office") and mention.actor and (office := HELD.search(mention.office)):
            held.setdefault(office[1], set()).add(mention.actor)
    for index, mention in enumerate(found):
        if mention.kind == "office" and not mention.actor and (office := HELD.fullmatch(mention.office)):
            actors = held.get(office[1], set())
            if len(actors) == 1:
                found[index] = replace(mention, actor=next(iter(actors)))
