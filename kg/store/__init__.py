"""Where graphs live: a folder that loses nothing, and a pyoxigraph store from such a folder or from an RDF file.

    DIR/concord.json      names the generation that holds, with counts and hashes of all that is in it
    DIR/texts/            the texts of the documents
    DIR/store/NAME/       a generation, written once and never changed:
        documents.jsonl       what is known of each document, who is named in it, count and hash of its graph
        facts.jsonl           the facts (docs/facts.md), corrected
        corrections.jsonl     what readers corrected, and why
        database/             all named graphs as an Oxigraph database, derived from the above
    DIR/facts.jsonl, graph.trig, graph.html    views of the generation; a change takes those away that it does not renew

`kg build` writes such a folder in one step (build.py); `kg add`, `remove`, `correct` and `rebuild` change it (change.py), one writer at
a time (locks.py), by writing the next generation and renaming a new concord.json over the old one (generation.py). docs/store.md tells
the rest.
"""
from __future__ import annotations

from kg.store.build import may_write, write_build
from kg.store.generation import Generation, at, is_build
from kg.store.opening import RDF_ENDINGS, corrections_of, load_rdf, open_store, read_build

__all__ = ["RDF_ENDINGS", "Generation", "at", "corrections_of", "is_build", "load_rdf", "may_write", "open_store", "read_build",
           "write_build"]
