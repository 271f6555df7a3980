"""A fact in, its PLOVER event type and mode out; the types of relations are read from ontology/concord.ttl, the types from plover.ttl.

PLOVER (Political Language Ontology for Verifiable Event Records, Open Event Data Alliance) knows cooperation that is promised as AGREE
and cooperation that takes place as COOPERATE, so a relation's type can depend on the commitment ladder. The type stands beside a fact's
relation and never replaces it.
"""
from __future__ import annotations

from functools import lru_cache

from kg.model import LADDER, Fact
from kg.vocabulary import CON, described, local


@lru_cache(maxsize=1)
def crosswalk() -> dict[str, tuple[str, str]]:
    """Relation -> (type of what is done or said, type of what is only promised), "" for none."""
    table: dict[str, tuple[str, str]] = {}
    for iri, data in described("concord.ttl").items():
        if CON + "Relation" in data.get("type", ()) and "plover" in data:
            table[local(iri)] = local((data.get("plover") or [""])[0]), local((data.get("ploverWhenPromised") or [""])[0])
    return table


@lru_cache(maxsize=1)
def event_types() -> dict[str, str]:
    """Event type -> its class: verbal-cooperation, material-cooperation, verbal-conflict or material-conflict; in PLOVER's order."""
    return {local(iri): local(data["broader"][0]) for iri, data in described("plover.ttl").items()
            if CON + "EventType" in data.get("type", ())}


def plover_type(fact: Fact) -> str:
    """The event type, "" where none applies; a negated fact keeps it, and its polarity says so.

    >>> plover_type(Fact("d", 0, 1, ("India",), "cooperatesWith", "Japan", status="agreed"))
    'AGREE'
    >>> plover_type(Fact("d", 0, 1, ("India",), "cooperatesWith", "Japan", status="underway"))
    'COOPERATE'
    """
    done, promised = crosswalk().get(fact.relation, ("", ""))
    return promised if promised and plover_mode(fact) == "future" else done


def plover_mode(fact: Fact) -> str:
    """When it holds: "future" for what is explored, intended, committed to or agreed, "past" for what is completed, else "present"."""
    if fact.status is None:
        return "present"
    if fact.status == "completed":
        return "past"
    rung = LADDER.index(fact.status)
    return "future" if LADDER.index("explored") <= rung <= LADDER.index("agreed") else "present"
