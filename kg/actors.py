"""The lexicon in, its actors as linked data out: who they are, where else they are described, who belongs to whom and since when, offices.

Nodes bear the same IRIs, types, names and codes as in the graphs of documents (kg/minting.py), so that both can be loaded together. A
membership is an org:Membership during a time:Interval; one that holds today, in a group that exists, is a direct org:memberOf besides.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import UsageError
from kg.minting import FOLDERS, Minting, lexicon_entries, other_names
from kg.model import Document
from kg.naming import DATE_TYPES, date_literal, slug, term
from kg.sources import PACKAGE, read_yaml
from kg.vocabulary import BASE, ONTOLOGY_GRAPH, PREFIXES, described, local, prefixes

DATASET = "https://w3id.org/concord/actors"
FORMATS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
ORGANIZATIONS = frozenset({"organization", "group", "body"})
WORDS = {"adjectives": "con:adjective", "people": "con:demonym", "seats": "con:seat"}
IN_XSD = dict(zip(DATE_TYPES, ("time:inXSDgYear", "time:inXSDgYearMonth", "time:inXSDDate")))

Entry = Mapping[str, Any]


def actors() -> dict[str, Entry]:
    """Canonical name -> entry of the lexicon, without places and instruments."""
    return {name: entry for name, entry in lexicon_entries().items() if entry["kind"] not in FOLDERS}


def members(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Name, beginning and end ("" where it is not known, or has not come) of each membership."""
    for member in entry.get("members") or ():
        yield (member, "", "") if isinstance(member, str) else (member["name"], str(member.get("from", "")), str(member.get("to", "")))


def offices() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Office with its actor -> actor and the wordings without it: "Taoiseach of Ireland" -> Ireland, (Taoiseach,); as in the facts.

    They are the offices that only one actor has; two spellings with the same slug are one office.
    """
    from kg.mentions.persons import with_article

    table, found, slugs = actors(), dict[str, tuple[str, list[str]]](), dict[str, str]()
    bodies = tuple(f" {name} " for entry in table.values() if entry["kind"] in ORGANIZATIONS
                   for name in (entry["name"], *entry.get("names", ())))
    for office, actor in read_yaml(PACKAGE / "lexicon" / "offices.yaml")["national"].items():
        entry = table[actor]
        told = f" {office.replace('-', ' ')} "
        own = (actor, *entry.get("names", ()), *entry.get("acronyms", ()), *entry.get("adjectives", ()))
        named = any(f" {name} " in told for name in own) or told.endswith(bodies)
        label = office if named else f"{office} of {with_article(actor)}"
        key = slugs.setdefault(slug(label), label)
        wordings = found.setdefault(key, (actor, []))[1]
        wordings += [word for word in (office, label) if word != key and word not in wordings]
    return {label: (actor, tuple(wordings)) for label, (actor, wordings) in sorted(found.items())}


def actor_triples(names: Iterable[str] = (), base: str = BASE) -> list[Triple]:
    """What the lexicon says of the named actors, by default of all, sorted; of each its memberships, those in it, and its offices.

    Raises UsageError for a name that the lexicon does not have.
    """
    table = actors()
    wanted = {known_name(name) for name in names} or set(table)
    made = Minting(Document("actors", ""), (), (), lexicon_entries(), base)
    for name in sorted(wanted):
        describe(made, name, table)
    for group, entry in table.items():
        for member, start, end in members(entry):
            if group in wanted or member in wanted:
                tell_membership(made, group, member, start, end, table)
    for office, (actor, wordings) in offices().items():
        if actor in wanted:
            tell_office(made, office, actor, wordings)
    about = NamedNode(DATASET)
    made.tell(about, "rdf:type", term("schema:Dataset"))
    made.tell(about, "dcterms:title", english("Actors of diplomatic statements"))
    for predicate in ("creator", "license"):
        made.tell(about, f"dcterms:{predicate}", NamedNode(described("concord.ttl")[ONTOLOGY_GRAPH][predicate][0]))
    return sorted({quad.triple for quad in made.quads}, key=str)


def known_name(name: str) -> str:
    """The canonical name of any name of an actor; raises UsageError where there is none."""
    found = name if name in actors() else other_names().get(name.casefold(), "")
    if found not in actors():
        raise UsageError(f"'{name}' is no actor of the lexicon; kg/lexicon/ has their names, and 'kg explain' shows how a sentence is read")
    return found


def describe(made: Minting, name: str, table: Mapping[str, Entry]) -> None:
    """All names and words of an actor, its parent, and why its name or status is disputed."""
    node, entry = made.actor(name), table[name]
    made.tell(node, "rdfs:isDefinedBy", NamedNode(DATASET))
    made.tell(node, "skos:prefLabel", english(name))
    for other in dict.fromkeys((*entry.get("names", ()), *entry.get("acronyms", ()))):
        if other != name:
            made.tell(node, "skos:altLabel", english(other))
    for key, predicate in WORDS.items():
        for word in entry.get(key, ()):
            made.tell(node, predicate, english(word))
    if entry.get("contested"):
        made.tell(node, "skos:scopeNote", english(str(entry["contested"])))
    if entry.get("parent"):
        parent = made.actor(entry["parent"])
        made.tell(node, "con:parent", parent)
        if entry["kind"] in ORGANIZATIONS and table[entry["parent"]]["kind"] in ORGANIZATIONS:
            made.tell(node, "org:subOrganizationOf", parent)


def tell_membership(made: Minting, group: str, member: str, start: str, end: str, table: Mapping[str, Entry]) -> None:
    """A membership with its dates; where none is known it has no interval."""
    node = made.iri(f"membership/{slug(group)}-{slug(member)}")
    who, where = made.actor(member), made.actor(group)
    made.tell(node, "rdf:type", term("org:Membership"))
    made.tell(node, "rdfs:label", english(f"{member} in {group}"))
    made.tell(node, "org:member", who)
    made.tell(node, "org:organization", where)
    for predicate, day in (("con:from", start), ("con:until", end)):
        if day:
            made.tell(node, predicate, Literal(day))
    if start or end:
        made.tell(node, "org:memberDuring", interval(made, start, end))
    if not (end or table[group].get("to") or table[member].get("to")):
        made.tell(who, "org:memberOf", where)


def interval(made: Minting, start: str, end: str) -> NamedNode:
    """The node of a time from one date to another, of which one may be open; the same dates are the same node."""
    node = made.iri("interval/" + "-".join(part for word, day in (("from", start), ("to", end)) if day for part in (word, day)))
    made.tell(node, "rdf:type", term("time:Interval"))
    for predicate, day in (("time:hasBeginning", start), ("time:hasEnd", end)):
        if day:
            instant, literal = made.iri(f"instant/{day}"), date_literal(day)
            made.tell(node, predicate, instant)
            made.tell(instant, "rdf:type", term("time:Instant"))
            made.tell(instant, IN_XSD[local(literal.datatype.value)], literal)
    return node


def tell_office(made: Minting, office: str, actor: str, wordings: Iterable[str]) -> None:
    """An office that only one actor has."""
    node = made.iri(f"office/{slug(office)}")
    made.describe(node, "office", office)
    made.tell(node, "skos:prefLabel", english(office))
    for wording in wordings:
        made.tell(node, "skos:altLabel", english(wording))
    made.tell(node, "org:postIn", made.actor(actor))
    made.tell(node, "rdfs:isDefinedBy", NamedNode(DATASET))


def english(text: str) -> Literal:
    """An English text."""
    return Literal(text, language="en")


def render_actors(style: str = "turtle", names: Iterable[str] = (), base: str = BASE) -> str:
    """The actors in Turtle, N-Triples or JSON-LD; the same bytes each time."""
    known = None if style == "ntriples" else {**prefixes(base), "wd": "http://www.wikidata.org/entity/", "skos": PREFIXES["skos"]}
    return (serialize(actor_triples(names, base), format=FORMATS[style], prefixes=known) or b"").decode("utf-8")
