"""Documents in, CSL-JSON out, which Zotero and pandoc read: who issued which text, when and where."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.model import Document
from kg.naming import DATE, clean, exact_slug

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

TYPES = {"news report": "article-newspaper"}  # all others: document


def render_csl(graph: KnowledgeGraph) -> str:
    """CSL-JSON 1.0 of the documents, by their ids; parties are authors of a literal name, except of a news report."""
    items = [_item(document) for document in sorted(graph.documents, key=lambda document: document.id)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(document: Document) -> dict[str, Any]:
    kind = TYPES.get(document.kind, "document")
    item: dict[str, Any] = {"id": exact_slug(document.id), "type": kind, "title": clean(document.title or document.id),
                            "genre": document.kind, "language": document.language}
    if document.parties and kind == "document":
        item["author"] = [{"literal": clean(name)} for name in document.parties]
    if DATE.fullmatch(document.date):
        item["issued"] = {"date-parts": [[int(part) for part in document.date.split("-")]]}
    if document.place:
        item["publisher-place"] = clean(document.place)
    if document.source:
        item["URL"] = clean(document.source)
    return item
