"""Names in, nodes out: what the actors, matters, events and sums of a document are called in RDF, and what is said of them once.

What holds of a node whatever the document stands in the graph `<base>nodes` (kg/rdf.py says why).
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.meetings import find_meeting
from kg.model import ACTOR_KINDS, Document, Fact, Named, Value
from kg.naming import clean, date_literal, exact_slug, matter_slug, slug, term
from kg.sources import PACKAGE, read_yaml
from kg.topics import find_topics, topic_named
from kg.vocabulary import CON, TOPIC

CLASSES = {"country": "Country", "former-country": "FormerCountry", "organization": "Organization", "group": "Group", "body": "Body",
           "armed-group": "ArmedGroup", "office": "Office", "person": "Person", "actor": "Actor", "instrument": "Instrument",
           "event": "Event", "place": "Place", "matter": "Matter"}
KINDS = {CON + name: kind for kind, name in CLASSES.items()}
LONGEST_FORM = 100  # characters of words that name an actor
LISTED = "the lexicon lists these names as those of one actor"
INTRODUCED = "titles, offices and short forms that the text gives are no part of the name"
EDITION = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{1,3}(?:st|nd|rd|th)\b|\b[A-Z]{2,}-?\d{1,3}\b")  # "2023", "27th", "COP28"; not "G7"
FOLDERS = {"office": "office", "instrument": "instrument", "event": "event", "place": "place", "matter": "matter"}  # all others: actor


@lru_cache(maxsize=1)
def lexicon_entries() -> dict[str, dict[str, Any]]:
    """Canonical name -> entry of the lexicon (kind, codes, names), actors before places before instruments."""
    table: dict[str, dict[str, Any]] = {}
    for name in ("countries", "former", "organizations", "armed_groups", "places", "instruments"):
        path = PACKAGE / "lexicon" / f"{name}.yaml"
        for entry in read_yaml(path) if path.is_file() else ():
            table.setdefault(entry["name"], entry)
    return table


@lru_cache(maxsize=1)
def other_names() -> dict[str, str]:
    """Any name, official name or acronym of an actor, without regard to case -> its canonical name; ambiguous ones left out."""
    table: dict[str, str] = {}
    for name, entry in lexicon_entries().items():
        if entry.get("kind") in ("place", "instrument"):
            continue
        for other in (name, entry.get("official", ""), entry.get("iso3", ""), *entry.get("names", ()), *entry.get("acronyms", ())):
            if other:
                table.setdefault(str(other).casefold(), name)
    return table | {name.casefold(): name for name in reversed(lexicon_entries()) if lexicon_entries()[name].get("kind") != "place"}


@lru_cache(maxsize=4096)
def listed(name: str) -> frozenset[str]:
    """The names of an actor that the lexicon lists."""
    entry = lexicon_entries().get(name, {})
    return frozenset((name, entry.get("official", ""), *entry.get("names", ()), *entry.get("acronyms", ())))


class Minting:
    """IRIs and descriptions of the nodes of one document's graph."""

    def __init__(self, document: Document, facts: Sequence[Fact], mentions: Iterable[Named], entries: Mapping[str, Mapping[str, Any]],
                 base: str) -> None:
        self.base, self.entries = base, entries
        self.graph = NamedNode(f"{base}doc/{exact_slug(document.id)}")
        self.nodes = NamedNode(f"{base}nodes")
        self.quads: set[Quad] = set()
        self.done: set[tuple[str, str]] = set()
        self.kinds: dict[str, str] = {}
        self.countries: dict[str, set[str]] = {}  # person -> the actors they speak for
        self.forms: dict[str, set[tuple[str, str]]] = {}  # actor -> the words by which the document names it
        for mention in mentions:
            if mention.kind in CLASSES:
                self.kinds.setdefault(mention.name, mention.kind)
            self.forms.setdefault(mention.name, set()).update(mention.forms)
            if mention.kind in ("person", "office") and mention.actor:
                self.countries.setdefault(mention.name, set()).add(mention.actor)
        for fact in facts:
            for name in fact.subject:
                if fact.subject_kind == "person" or fact.relation in ("represents", "holdsOffice"):
                    self.kinds.setdefault(name, "person")
                if fact.relation == "represents":
                    self.countries.setdefault(name, set()).add(fact.object)
            if fact.object_kind in ACTOR_KINDS and fact.relation != "holdsOffice":
                self.kinds.setdefault(fact.object, fact.object_kind)

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        self.quads.add(Quad(subject, term(predicate), value, self.graph))

    def tell(self, node: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Say something of a node that holds whatever the document."""
        self.quads.add(Quad(node, term(predicate), value, self.nodes))

    def iri(self, path: str) -> NamedNode:
        return NamedNode(self.base + path)

    def actor(self, name: str) -> NamedNode:
        """The node of an actor, described from the lexicon where it is there."""
        entry = self.entries.get(name)
        known = entry.get("kind") if entry else None
        kind = known if known in CLASSES and known not in FOLDERS else self.kinds.get(name, "actor")
        node = self.iri(f"actor/{slug(name)}")
        if ("actor", name) in self.done:
            return node
        self.done.add(("actor", name))
        self.describe(node, kind if kind not in ("place", "instrument", "event", "matter") else "actor", name)
        if entry and known not in FOLDERS:
            for key in ("iso2", "iso3"):
                if entry.get(key):
                    self.tell(node, "skos:notation", Literal(str(entry[key])))
            if entry.get("official"):
                self.tell(node, "skos:altLabel", Literal(entry["official"], language="en"))
            if entry.get("wikidata"):
                self.tell(node, "skos:exactMatch", NamedNode(f"http://www.wikidata.org/entity/{entry['wikidata']}"))
            for key, predicate in (("from", "con:from"), ("to", "con:until")):
                if entry.get(key):
                    self.tell(node, predicate, Literal(str(entry[key])))
        self.keep_forms(node, name, listed(name) if entry and known not in FOLDERS else None)
        return node

    def keep_forms(self, node: NamedNode, name: str, names: frozenset[str] | None) -> None:
        """Keep the words met: names and acronyms as skos:altLabel, adjectives, seats and sides as skos:hiddenLabel, found but not shown.

        `names` are those that the lexicon lists; None for an actor that it does not know, all of whose names are the text's own.
        """
        for form, words in sorted(self.forms.get(name, ())):
            if words == name or not words or len(words) > LONGEST_FORM:
                continue
            own = words in names if names is not None else any(part in words for part in name.split())  # "the Minister" is no one's
            if form in ("name", "acronym") and own:
                self.also(node, words, LISTED if names else INTRODUCED)
            else:
                self.tell(node, "skos:hiddenLabel", Literal(clean(words)))

    def describe(self, node: NamedNode, kind: str, name: str) -> None:
        """Type and name of a node; every node is also a con:Node, so that queries need no reasoner."""
        self.tell(node, "rdf:type", NamedNode(CON + CLASSES[kind]))
        self.tell(node, "rdf:type", NamedNode(CON + "Node"))
        if kind not in FOLDERS or kind == "office":
            self.tell(node, "rdf:type", NamedNode(CON + "Actor"))
        self.tell(node, "rdfs:label", Literal(clean(name)))

    def node(self, name: str, kind: str, document: Document, known: bool = False) -> NamedNode | Literal:
        """The node that an object, or the subject of a background fact, names; `known` where the name is one that all documents use."""
        if kind == "date":
            return date_literal(name)
        if (kind in ACTOR_KINDS and kind != "office") or kind in ("actor", "body", "former-country"):
            return self.actor(name)
        if kind in ("matter", "thing"):
            topic = topic_named(name)
            if topic:
                return NamedNode(TOPIC + topic)
            node = self.iri(f"matter/{matter_slug(name)}")
            self.describe(node, "matter", name)
            for topic in find_topics(name):
                self.tell(node, "con:topic", NamedNode(TOPIC + topic))
            return node
        kind = kind if kind in FOLDERS else "matter"
        # "the meeting", "G7 Summit" are others in every document; a number or a year tells which one is meant
        own = kind == "event" and not known and not EDITION.search(name)
        if kind == "event" and not known:
            named, reason = find_meeting(name, document.parties)
            if named:
                meeting = self.node(named, kind, document, known=True)
                self.also(meeting, name, reason)
                return meeting
        node = self.iri(f"{FOLDERS[kind]}/{exact_slug(document.id) + '-' if own else ''}{slug(name)}")
        self.describe(node, kind, name)
        country = (self.entries.get(name) or {}).get("country") if kind == "place" else None
        if country:
            self.tell(node, "con:country", self.actor(country))
        return node

    def also(self, node: NamedNode | Literal, words: str, reason: str) -> None:
        """Keep the words by which a document names a node that has another name, and why they are one."""
        if isinstance(node, NamedNode):
            self.tell(node, "skos:altLabel", Literal(clean(words)))
            self.tell(node, "con:mergedBecause", Literal(clean(reason)))

    def value(self, value: Value) -> NamedNode:
        """The node of a sum or a quantity, known by number, unit and bound."""
        words = " ".join(part for part in (value.bound, value.number, value.high and f"to {value.high}", value.unit) if part)
        node = self.iri(f"value/{slug(words.replace('.', ' point '))}")
        if ("value", words) not in self.done:
            self.done.add(("value", words))
            self.tell(node, "rdf:type", term("con:Amount" if value.kind == "amount" else "con:Quantity"))
            self.tell(node, "rdfs:label", Literal(words))
            for predicate, number in (("con:number", value.number), ("con:numberTo", value.high)):
                if number:
                    self.tell(node, predicate, Literal(number, datatype=term("xsd:decimal")))
            for predicate, text in (("con:currency" if value.kind == "amount" else "con:unit", value.unit), ("con:bound", value.bound)):
                if text:
                    self.tell(node, predicate, Literal(text))
        return node

    def voice(self, fact: Fact, parties: set[str]) -> bool:
        """True where the document itself or one of its parties says it."""
        def speaks(name: str) -> bool:
            if name in parties:
                return True
            actors = self.countries.get(name)
            if actors:
                return bool(actors & parties)
            # of a person whose country the text does not give: who speaks of the parties alone speaks as one of them
            return self.kinds.get(name, "person") == "person" and name not in self.entries and set(fact.subject) <= parties

        return not fact.speaker or all(speaks(name) for name in fact.speaker)


def members_of(names: Iterable[str], entries: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The members of the groups among the names."""
    return {member["name"] if isinstance(member, Mapping) else str(member)
            for name in names for member in (entries.get(name) or {}).get("members") or ()}
