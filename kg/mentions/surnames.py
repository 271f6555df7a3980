"""The same person under a shorter name: full names for surnames, and surnames that stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.search import Search
from kg.model import Mention

NAME_PART = re.compile("[NCp]")
NAMESAKES = 40  # persons of one surname that are told apart; more are in no real text, and the time must not grow with their square
BESIDE_BEFORE = frozenset("NCiKF")  # letters of words beside which a surname is part of another name
BESIDE_AFTER = frozenset("NCKGTV-F")


def find_surnames(search: Search) -> None:
    """Give each person the fullest form of the name met in the document, and find bare names of those introduced."""
    fullest: dict[str, list[tuple[list[str], str]]] = {}  # surname -> (tokens, name) of different persons
    keyed: list[tuple[int, list[str], str]] = []
    for index, tokens in search.people:
        name = search.found[index].name
        keyed.append((index, tokens, name))
    told: set[tuple[str, ...]] = set()
    inner: dict[str, set[str]] = {}  # a word inside a long name -> those names: "Gustavo Petro Urrego" is "President Petro"
    for _, tokens, name in sorted(keyed, key=lambda k: -len(k[1])):
        if tuple(tokens) in told or any(len(fullest.get(key, ())) >= NAMESAKES for key in keys_of(tokens)):
            continue
        told.add(tuple(tokens))
        if len(tokens) == 1 and tokens[0] not in fullest and len(inner.get(tokens[0], ())) == 1:
            continue
        for word in tokens[1:-1]:
            if len(word) > 2 and word[0].isupper():
                inner.setdefault(word, set()).add(name)
        if not any(same_person(tokens, other) for key in keys_of(tokens) for other, _ in fullest.get(key, ())):
            for key in keys_of(tokens):
                fullest.setdefault(key, []).append((tokens, name))
    actors: dict[str, set[str]] = {}
    resolved: dict[int, str] = {}
    fuller: dict[tuple[str, ...], str] = {}  # the same words have the same fullest form
    for index, tokens, name in keyed:
        if (known_form := fuller.get(tuple(tokens))) is not None:
            resolved[index] = known_form
            if search.found[index].actor and search.found[index].form != "former":
                actors.setdefault(known_form, set()).add(search.found[index].actor)
            continue
        found = {n: t for key in keys_of(tokens) for t, n in fullest.get(key, ()) if same_person(tokens, t)}
        if len(found) > 1:  # "Omar bin Said" is "Omar bin Said Al Harbi" before he is "Omer bin Said"
            said = {t.lower() for t in tokens}
            found = {n: t for n, t in found.items() if said <= {part.lower() for part in t}} or found
        if not found and len(tokens) == 1 and len(inside := inner.get(tokens[0], set())) == 1:
            found = {next(iter(inside)): list(tokens)}
        full = next(iter(found)) if len(found) == 1 else name
        resolved[index] = fuller[tuple(tokens)] = full
        if search.found[index].actor and search.found[index].form != "former":
            actors.setdefault(full, set()).add(search.found[index].actor)
    for index, _, name in keyed:
        m = search.found[index]
        full = resolved[index]
        known = actors.get(full, set())
        actor = m.actor or (next(iter(known)) if len(known) == 1 and m.form != "former" else "")
        if full != name or actor != m.actor or m.form == "former":
            search.found[index] = Mention(m.start, m.end, m.kind, full, "name", actor, m.office)
    bare: dict[str, tuple[list[str], str]] = {}
    for key, known_people in fullest.items():
        if len(known_people) == 1 and (key == known_people[0][0][-1] or key.isupper() or len(known_people[0][0]) < 4):
            bare[key] = known_people[0]
    if not bare:
        return
    alone_ones = alone_names(search)
    for line, letters in search.loose:
        stop, n = 0, len(letters)
        for candidate in NAME_PART.finditer(letters):
            k = candidate.start()
            if k < stop or line.text(k) not in bare and letters[k + 1 : k + 2] != "-":
                continue
            a = b = k
            if letters[k + 1 : k + 2] == "-" and letters[k + 2 : k + 3] in ("N", "C"):
                if search.text[line.unit(k).start : line.unit(k + 2).end] in bare:
                    b = k + 2
            tokens, full = bare.get(search.text[line.unit(k).start : line.unit(b).end], ([], ""))
            while a > 0 and letters[a - 1] in "NCip" and line.text(a - 1) in tokens:
                a -= 1
            while b + 1 < n and letters[b + 1] in "NCip" and line.text(b + 1) in tokens:
                b += 1
            stop = b + 1
            left, right = letters[a - 1 : a], letters[b + 1 : b + 2]
            if not tokens or left in BESIDE_BEFORE or right in BESIDE_AFTER:
                continue
            start, end = line.unit(a).start, line.unit(b).end
            last = search.text[start:end].split()
            if tokens[-1] in last or len(last) > 1 or last[0].isupper() or last[0] in alone_ones:
                known = actors.get(full, set())
                search.found.append(Mention(start, end, "person", full, "name", next(iter(known)) if len(known) == 1 else "", ""))


def alone_names(search: Search) -> frozenset[str]:
    """Name words that stood alone after an office or honorific ("Minister Wang"): surnames for certain."""
    return frozenset(tokens[0] for _, tokens in search.people if len(tokens) == 1)


def keys_of(tokens: Sequence[str]) -> tuple[str, ...]:
    """Words by which a person may be named again: the last, and the first where surnames come first."""
    words = [t for t in tokens if len(t) > 2 and t[0].isupper()]
    if not words:
        return tuple(tokens[-1:])
    upper = [w for w in words if w.isupper()]
    if upper and len(words) > 1:
        return (upper[-1],) if len(upper) < len(words) else (words[-1],)
    return (words[-1],) if words[0] == words[-1] else (words[-1], words[0])


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where two forms of a name can be the same person's."""
    small, large = ([t.lower() for t in x] for x in sorted((one, other), key=len))
    if small[-1] != large[-1] and not (
        len(small) == 1 and small[0] in (large[0], large[-1]) or set(small) <= set(large) and small[0] == large[0]
    ):
        return False
    if len(small) == 1:
        return True
    return small[0][0] == large[0][0] or large[-len(small) :] == small
