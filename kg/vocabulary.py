"""The ontology files in, relations, topics and the ladder out: the vocabulary is read, never typed again."""
from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import StoreError, UnknownRelation

CON = "https://w3id.org/concord/ontology#"
TOPIC = "https://w3id.org/concord/topics#"
PLOVER = "https://w3id.org/concord/plover#"
BASE = "https://w3id.org/concord/id/"
ONTOLOGY_GRAPH = "https://w3id.org/concord/ontology"
PREFIXES = {
    "con": CON,
    "dcterms": "http://purl.org/dc/terms/",
    "id": BASE,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "plover": PLOVER,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "topic": TOPIC,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FOLDERS = (  # of the data's IRIs
    "actor", "doc", "event", "evidence", "fact", "instrument", "matter", "membership", "office", "place", "value")


def prefixes(base: str = BASE) -> dict[str, str]:
    """The prefixes that queries and TriG files know; `actor:india` is `<base>actor/india`."""
    return dict(sorted((PREFIXES | {"id": base} | {name: f"{base}{name}/" for name in FOLDERS}).items()))


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology; `family` is stance, actorRelation, deed or background, `plover` an event type or ""."""

    name: str
    label: str
    definition: str
    family: str
    symmetric: bool
    inverse: str = ""
    example: str = ""
    domain: str = ""
    range: str = ""
    plover: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the topic scheme; `broader` is the id of the wider concept or ""."""

    id: str
    label: str
    broader: str = ""


def ontology_file(name: str) -> Path:
    """Path of an ontology file: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    for folder in (here / "ontology", here.parent / "ontology"):
        if (folder / name).is_file():
            return folder / name
    raise StoreError(f"ontology/{name} is missing from the installation; install concord-kg again")


@lru_cache(maxsize=8)
def triples(name: str) -> tuple:
    """All triples of an ontology file, in its order."""
    from pyoxigraph import RdfFormat, parse

    return tuple(quad.triple for quad in parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE))


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


@lru_cache(maxsize=8)
def described(name: str) -> dict[str, dict[str, list[str]]]:
    """Subject -> predicate -> values, all as strings, predicates by their local names."""
    table: dict[str, dict[str, list[str]]] = {}
    for triple in triples(name):
        subject, value = getattr(triple.subject, "value", ""), getattr(triple.object, "value", "")
        table.setdefault(subject, {}).setdefault(local(triple.predicate.value), []).append(value)
    return table


@lru_cache(maxsize=1)
def relations() -> dict[str, Relation]:
    """The relations by name, in the order of the ontology."""
    table = {}
    for iri, data in described("concord.ttl").items():
        if CON + "Relation" not in data.get("type", ()):
            continue

        def one(key: str, data: dict[str, list[str]] = data) -> str:
            return (data.get(key) or [""])[0]

        name = local(iri)
        table[name] = Relation(name, one("label"), one("definition"), local(one("family")), one("symmetric") == "true",
                               local(one("inverseOf")), one("example"), local(one("domain")), local(one("range")), local(one("plover")))
    return table


def relation(name: str) -> Relation:
    """The relation of that name; raises UnknownRelation with the nearest name."""
    table = relations()
    if name not in table:
        near = difflib.get_close_matches(name, table, 1)
        raise UnknownRelation(f"'{name}' is not in ontology/concord.ttl" + (f"; nearest: '{near[0]}'" if near else ""))
    return table[name]


@lru_cache(maxsize=1)
def ladder() -> tuple[str, ...]:
    """The rungs of the commitment ladder, from the least firm to the firmest."""
    rungs = [(int(data["rung"][0]), local(iri)) for iri, data in described("concord.ttl").items() if CON + "Rung" in data.get("type", ())]
    return tuple(name for _, name in sorted(rungs))


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """The topics by id, in the order of the scheme."""
    table = {}
    for iri, data in described("topics.ttl").items():
        if iri.startswith(TOPIC):
            table[local(iri)] = Topic(local(iri), data["prefLabel"][0], local((data.get("broader") or [""])[0]))
    return table
