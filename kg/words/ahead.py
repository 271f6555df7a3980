"""Questions that the constraints ask of the classes to come, settled or not: is there a finite verb, does a clause open?"""
from __future__ import annotations


def finite_ahead(tags: list[str], i: int, strict: bool = True) -> bool:
    """True where a sure finite verb follows at or after i in the same clause, with no coordinator or boundary between."""
    for k in range(i, min(len(tags), i + 22)):
        tag = tags[k]
        if tag in "MOfz":
            return True
        if tag in "BH":
            return True
        if tag in ";:.SWtC-P" or tag == "T":
            return False
        if tag == "d" and not strict and k + 1 < len(tags) and tags[k + 1] in "DQTtAI" and tags[k - 1] not in "DQJI,":
            return True
    return False


def opens_clause(tags: list[str], i: int, n: int) -> bool:
    """True where a subject and then a finite verb follow from i on."""
    k = i
    while k < n and k < i + 14:
        tag = tags[k]
        if tag in "MBHOVFzfv":
            return k > i and tags[k - 1] != "C"
        if tag == "d" and k > i and tags[k - 1] in "PANUs" and k + 1 < n and tags[k + 1] in "DQTtIpRa.,":
            return True
        if tag in "ns" and k > i and tags[k - 1] in "P":
            return True
        if tag in ",;:.-SWTtg":
            return False
        k += 1
    return False
