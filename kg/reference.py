"""The ontology files in, their documentation as Markdown out: what every class, relation, property, rung, event type and topic means."""
from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from kg.errors import UsageError
from kg.vocabulary import CON, ONTOLOGY_GRAPH, PREFIXES, TOPIC, described, ladder, local, topics

Told = dict[str, list[str]]  # local name of a predicate -> values
OTHERS = {"cameo": "https://w3id.org/concord/cameo#", "eurovoc": "http://eurovoc.europa.eu/", "wd": "http://www.wikidata.org/entity/"}
CHARACTERS = {"SymmetricProperty": "symmetric", "TransitiveProperty": "transitive", "AsymmetricProperty": "asymmetric",
              "IrreflexiveProperty": "irreflexive", "FunctionalProperty": "functional", "InverseFunctionalProperty": "inverse functional"}
POINTERS = (("Kind of", "subClassOf"), ("Says more exactly", "subPropertyOf"), ("Inverse", "inverseOf"), ("Never also", "disjointWith"),
            ("PLOVER", "plover"), ("PLOVER when promised", "ploverWhenPromised"))
PROPERTIES = frozenset(("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Property"))
INTRODUCTION = """# The ontology

Made from `ontology/concord.ttl`, `topics.ttl` and `plover.ttl` by `kg ontology > docs/ontology.md` (`make docs`); a test says when it is
old. `kg ontology TERM` shows one term.
"""


def short(iri: str) -> str:
    """An IRI with its prefix, where it has a known one."""
    for prefix, start in (PREFIXES | OTHERS).items():
        if iri.startswith(start) and iri != start:
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def names(iris: Iterable[str]) -> str:
    """Terms as code, in their order."""
    return ", ".join(f"`{short(iri)}`" for iri in iris)


def linked(iris: Iterable[str]) -> str:
    """Terms of others as links, sorted."""
    return ", ".join(f"[{short(iri)}]({iri})" for iri in sorted(iris))


def cell(text: str) -> str:
    """Text that a table can hold."""
    return text.replace("|", "\\|")


def meaning(told: Told) -> str:
    """Definition and scope note, for a table."""
    return cell(" ".join(told["definition"] + told.get("scopeNote", [])))


def kinds(told: Told) -> set[str]:
    """Local names of a term's types."""
    return set(map(local, told.get("type", ())))


def ours() -> dict[str, Told]:
    """The terms of Concord's own, in the order of the file."""
    return {iri: told for iri, told in described("concord.ttl").items() if iri.startswith(CON)}


def entry(iri: str, told: Told) -> Iterator[str]:
    """A class or property: heading, definition, note, example, and what is said of it, a line each."""
    yield f"### `{short(iri)}`\n"
    yield " ".join(told["definition"] + told.get("scopeNote", [])) + "\n"
    lines = [f"*Example:* {example}" for example in told.get("example", ())]
    if "domain" in told or "range" in told:
        lines.append(f"*From* {names(told.get('domain', ())) or 'anything'} *to* {names(told.get('range', ())) or 'anything'}")
    found = [CHARACTERS[kind] for kind in map(local, told.get("type", ())) if kind in CHARACTERS]
    if "inverseLabel" in told and "symmetric" not in found:
        lines.append(f"*Read the other way:* {told['inverseLabel'][0]}")
    if found:
        lines.append(f"*It is* {', '.join(found)}")
    for title, key in POINTERS:
        if key in told:
            lines.append(f"*{title}:* {names(told[key])}")
    yield "".join(f"- {line}\n" for line in lines)


def header() -> Iterator[str]:
    """What the ontology says of itself."""
    about = described("concord.ttl")[ONTOLOGY_GRAPH]
    yield INTRODUCTION
    yield f"{about['description'][0]} {about['comment'][0]}\n"
    yield f"""| | |
|---|---|
| ontology | <{ONTOLOGY_GRAPH}> |
| namespace | `{about['preferredNamespacePrefix'][0]}:` <{CON}> |
| version | {about['versionInfo'][0]}, <{about['versionIRI'][0]}> |
| licence | <{about['license'][0]}> |
| authors | {described("concord.ttl")[about['creator'][0]]['label'][0]} |

The addresses are names and not pages yet. The graph's own shape, as SHACL, is in `ontology/shapes.ttl`; how facts are written in RDF,
in [exports.md](exports.md).
"""


def alignment() -> Iterator[str]:
    """Under which terms of other vocabularies ours stand."""
    held: dict[str, list[str]] = {}
    for iri, told in ours().items():
        for above in (*told.get("subClassOf", ()), *told.get("subPropertyOf", ())):
            if not above.startswith(CON):
                held.setdefault(above, []).append(iri)
    yield "## Beside other vocabularies\n"
    yield "Who asks a reasoner, or a store that infers, in these words gets our data too.\n"
    yield "| theirs | ours |\n|---|---|\n" + "".join(f"| `{short(above)}` | {names(held[above])} |\n" for above in sorted(held, key=short))


def classes() -> Iterator[str]:
    """All classes."""
    yield "## Classes\n"
    for iri, told in ours().items():
        if "Class" in kinds(told):
            yield from entry(iri, told)


def relations() -> Iterator[str]:
    """The relations by family."""
    terms = ours()
    yield "## Relations\n"
    for family, told in terms.items():
        if "Family" in kinds(told):
            yield f"**{told['prefLabel'][0].capitalize()}** (`{short(family)}`): {told['definition'][0]}\n"
            for iri, data in terms.items():
                if data.get("family") == [family]:
                    yield from entry(iri, data)


def properties() -> Iterator[str]:
    """What facts, documents, evidence and corrections consist of."""
    yield "## Properties\n"
    yield "| property | meaning | from | to | says more exactly |\n|---|---|---|---|---|\n" + "".join(
        f"| `{short(iri)}` | {meaning(told)} | {names(told.get('domain', ()))} "
        f"| {names(told.get('range', ()))} | {names(told.get('subPropertyOf', ()))} |\n"
        for iri, told in ours().items() if PROPERTIES & kinds(told) and "Relation" not in kinds(told))


def rungs() -> Iterator[str]:
    """The commitment ladder, the least firm first."""
    terms = ours()
    yield "## The commitment ladder\n"
    yield f"{terms[CON + 'Ladder']['definition'][0]} {terms[CON + 'Rung']['scopeNote'][0]}\n"
    yield "| rung | | meaning | |\n|---|---|---|---|\n" + "".join(
        f"| {told['rung'][0]} | `con:{name}` | {cell(told['definition'][0])} | {cell(told['scopeNote'][0])} |\n"
        for name, told in ((name, terms[CON + name]) for name in ladder()))


def event_types() -> Iterator[str]:
    """PLOVER's types with CAMEO's categories and our relations."""
    data, scheme = described("plover.ttl"), described("plover.ttl")["https://w3id.org/concord/plover"]
    held: dict[str, list[str]] = {}
    for iri, told in ours().items():
        for key, note in (("plover", ""), ("ploverWhenPromised", " (promised)")):
            for kind in told.get(key, ()):
                held.setdefault(kind, []).append(f"`{local(iri)}`{note}")
    yield "## Event types\n"
    yield f"{scheme['description'][0]} Relations without a type (`emphasizes`, background) are no events.\n"
    rows = []
    for iri, told in data.items():
        if "EventType" in kinds(told):
            matches = [match for key in ("closeMatch", "narrowMatch", "broadMatch") for match in told.get(key, ())]
            cameo = ", ".join(f"{local(match)} {data[match]['prefLabel'][0]}" for match in matches)
            about = f"`{short(iri)}` | {data[told['broader'][0]]['prefLabel'][0]} | {meaning(told)}"
            rows.append(f"| {about} | {cameo} | {', '.join(held.get(iri, ()))} |\n")
    yield "| type | class | meaning | CAMEO | relations |\n|---|---|---|---|---|\n" + "".join(rows)


def topic_tree() -> Iterator[str]:
    """The topics, each under its wider one."""
    table, data = topics(), described("topics.ttl")
    below: dict[str, list[str]] = {}
    for topic in table.values():
        below.setdefault(topic.broader, []).append(topic.id)

    def branch(wider: str, depth: int) -> Iterator[str]:
        for name in below.get(wider, ()):
            told = data[TOPIC + name]
            more = "".join(f"; {title} {text}" for title, text in (
                ("see also", names(sorted(told.get("related", ())))), ("close to", linked(told.get("closeMatch", ())))) if text)
            yield f"{'  ' * depth}- `topic:{name}` {told['prefLabel'][0]}: {told['definition'][0].rstrip('.')}{more}\n"
            yield from branch(name, depth + 1)

    yield "## Topics\n"
    scheme = data[TOPIC.rstrip("#")]
    yield f"{scheme['description'][0]} {scheme['editorialNote'][0]}\n"
    yield "".join(branch("", 0))


def reference() -> str:
    """The whole page."""
    parts = (header, alignment, classes, relations, properties, rungs, event_types, topic_tree)
    return "\n".join(text for part in parts for text in part())


def term_reference(name: str) -> str:
    """One term of Concord's own, a topic or an event type, with or without its prefix; raises UsageError with the nearest name."""
    files = {"con": "concord.ttl", "topic": "topics.ttl", "plover": "plover.ttl", "cameo": "plover.ttl"}
    known = {short(iri): told for file in dict.fromkeys(files.values()) for iri, told in described(file).items() if told.get("label")}
    found = [key for key in known if name in (key, key.partition(":")[2])]
    if not found:
        bare = {key.partition(":")[2]: key for key in reversed(known)}
        near = difflib.get_close_matches(name.partition(":")[2] or name, bare, 1)
        raise UsageError(f"'{name}' is no term of the ontology" + (f"; nearest: '{bare[near[0]]}'" if near else ""))
    lines = []
    for key in found:
        lines.append(key)
        for predicate, values in known[key].items():
            if values and predicate not in ("memberList",):
                lines.append(f"  {predicate:<18} {', '.join(map(short, values))}")
    return "\n".join(lines) + "\n"
