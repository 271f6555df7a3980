"""Concord: diplomatic joint statements into a knowledge graph.

>>> import kg
>>> document = kg.read(text="Joint Statement by India and Japan\\n2024-08-20\\n\\nThe two sides agreed to deepen cooperation.")
>>> [(fact.subject, fact.relation, fact.object) for fact in kg.extract(document)][0]
(('India', 'Japan'), 'agreesTo', 'deepen cooperation')
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.model import Document, Fact, Mention, Reading, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.graph import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["Document", "Fact", "KgError", "KnowledgeGraph", "Mention", "Reading", "Sentence", "build", "extract", "read"]


def read(path: str | Path | None = None, *, text: str | None = None, id: str | None = None, **about: Any) -> Document:
    """Read a file, or `text` given as a string, into a Document.

    `about` may give `title`, `date` (ISO 8601) and `source` where they are known better than the text says.
    Raises InputError for what is missing, empty, binary or not UTF-8.
    """
    from kg.documents import read as read_one

    return read_one(path, text=text, id=id, **about)


def extract(document: Document) -> list[Fact]:
    """Facts of a document, in the order of the text; `document.text[fact.start:fact.end] == fact.quote`."""
    from kg.reading import read_document

    return list(read_document(document).facts)


def build(documents: Document | Iterable[Document]) -> KnowledgeGraph:
    """Read documents and hold their facts as one graph; the order of the documents does not matter."""
    from kg.graph import KnowledgeGraph as Graph
    from kg.reading import read_document

    if isinstance(documents, Document):
        documents = [documents]
    return Graph(read_document(document) for document in documents)


def __getattr__(name: str) -> Any:
    if name == "KnowledgeGraph":
        from kg.graph import KnowledgeGraph as Graph

        return Graph
    raise AttributeError(f"module 'kg' has no attribute '{name}'")
