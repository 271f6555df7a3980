"""The same person under a shorter name: full names for surnames, and surnames that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.search import Search
from kg.model import Mention


def find_surnames(search: Search) -> None:
    """Give each person the fullest form of the name met in the document, and find bare names of those introduced."""
    fullest: dict[str, list[tuple[list[str], str]]] = {}  # surname -> (tokens, name) of different persons
    keyed: list[tuple[int, list[str], str]] = []
    for index, tokens in search.people:
        name = search.found[index].name
        keyed.append((index, tokens, name))
    for _, tokens, name in sorted(keyed, key=lambda k: -len(k[1])):
        if not any(same_person(tokens, other) for key in keys_of(tokens) for other, _ in fullest.get(key, ())):
            for key in keys_of(tokens):
                fullest.setdefault(key, []).append((tokens, name))
    actors: dict[str, set[str]] = {}
    resolved: dict[int, str] = {}
    for index, tokens, name in keyed:
        found = {n: t for key in keys_of(tokens) for t, n in fullest.get(key, ()) if same_person(tokens, t)}
        full = next(iter(found)) if len(found) == 1 else name
        resolved[index] = full
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
    for units, _ in search.loose:
        k, n = 0, len(units)
        while k < n:
            if units[k].letter not in "NCp" or units[k].text not in bare and (k + 1 >= n or units[k + 1].letter != "-"):
                k += 1
                continue
            a = b = k
            if (
                k + 2 < n
                and units[k + 1].letter == "-"
                and units[k + 2].letter in "NC"
                and search.text[units[k].start : units[k + 2].end] in bare
            ):
                b = k + 2
            tokens, full = bare.get(search.text[units[k].start : units[b].end], ([], ""))
            while a > 0 and units[a - 1].letter in "NCip" and units[a - 1].text in tokens:
                a -= 1
            while b + 1 < n and units[b + 1].letter in "NCip" and units[b + 1].text in tokens:
                b += 1
            left = units[a - 1].letter if a else ""
            right = units[b + 1].letter if b + 1 < n else ""
            last = search.text[units[a].start : units[b].end].split()
            alone = left not in ("N", "C", "i", "K", "F") and right not in ("N", "C", "K", "G", "T", "V", "-", "F")
            if tokens and alone and (tokens[-1] in last or len(last) > 1 or last[0].isupper() or last[0] in alone_names(search)):
                known = actors.get(full, set())
                search.found.append(
                    Mention(units[a].start, units[b].end, "person", full, "name", next(iter(known)) if len(known) == 1 else "", "")
                )
            k = b + 1


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
