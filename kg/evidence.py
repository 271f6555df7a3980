"""A fact in, what proves it out: its sentence as Web Annotation selectors, and the run that read it.

A sentence is given in two ways, as the Web Annotation Data Model wants it for texts that may move: by position, in code points of the
text whose SHA-256 the document carries, and by quotation with what stands before and behind it, by which it is found again in a text
that was changed elsewhere.
"""
from __future__ import annotations

import hashlib
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.minting import Minting
from kg.model import Document, Fact
from kg.naming import clean, digest, slug, term
from kg.sources import PACKAGE

AROUND = 32  # characters of prefix and suffix: what the tools of hypothes.is write


@lru_cache(maxsize=1)
def program_version() -> str:
    """The version of Concord."""
    from kg import __version__

    return __version__


@lru_cache(maxsize=1)
def rule_set() -> str:
    """Hash of the built-in rules."""
    sums = [hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest() for path in sorted((PACKAGE / "rules").glob("*.yaml"))]
    return digest("\n".join(sums), 16)


def run(made: Minting, read_by: str = "") -> NamedNode:
    """The reading as a PROV activity: version of the program, hash of the rules (and of a user's own), and the program as its agent."""
    version, _, rules = (read_by or f"{program_version()} {rule_set()}").partition(" ")
    node, agent = made.iri(f"run/{digest(version + rules, 16)}"), made.iri(f"software/concord-{slug(version)}")
    for kind in ("con:Run", "prov:Activity"):
        made.tell(node, "rdf:type", term(kind))
    made.tell(node, "con:version", Literal(clean(version)))
    made.tell(node, "con:ruleSet", Literal(clean(rules)))
    made.tell(node, "prov:wasAssociatedWith", agent)
    made.tell(agent, "rdf:type", term("prov:SoftwareAgent"))
    made.tell(agent, "rdfs:label", Literal(clean(f"Concord {version}")))
    return node


def evidence(made: Minting, document: Document, fact: Fact) -> NamedNode:
    """The sentence of a fact as a Web Annotation target; facts of one sentence share it."""
    place = "\x1f".join((document.id, str(fact.start), str(fact.end)))
    key = f"evidence/{digest(place, 16)}"
    node, position, quotation = (made.iri(key + part) for part in ("", "-position", "-quote"))
    if ("evidence", key) not in made.done:
        made.done.add(("evidence", key))
        whole = term("xsd:integer")  # Oxigraph keeps no narrower type, and both ways must give the same bytes
        made.add(node, "rdf:type", term("con:Evidence"))
        made.add(node, "oa:hasSource", made.graph)
        made.add(node, "oa:hasSelector", position)
        made.add(node, "oa:hasSelector", quotation)
        if fact.paragraph:
            made.add(node, "con:paragraph", Literal(str(fact.paragraph), datatype=whole))
        made.add(position, "rdf:type", term("oa:TextPositionSelector"))
        made.add(position, "oa:start", Literal(str(fact.start), datatype=whole))
        made.add(position, "oa:end", Literal(str(fact.end), datatype=whole))
        made.add(quotation, "rdf:type", term("oa:TextQuoteSelector"))
        made.add(quotation, "oa:exact", Literal(clean(fact.quote or document.text[fact.start:fact.end])))
        for predicate, words in (("oa:prefix", document.text[max(0, fact.start - AROUND):fact.start]),
                                 ("oa:suffix", document.text[fact.end:fact.end + AROUND])):
            if words:  # none at the ends of the text
                made.add(quotation, predicate, Literal(clean(words)))
    return node
