"""A graph in, an event table in the manner of PLOVER out: tab-separated, with a header, one line for each pair of source and target.

The columns follow the PLOVER manual (Open Event Data Alliance): date, event type, mode, source and target as ISO 3166 alpha-3 codes
where the actor has one. Facts to which no PLOVER type applies, those of background for instance, are not events and are left out.
"""
from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kg.plover import plover_mode, plover_type
from kg.views.tables import escape_cell, one_line

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

COLUMNS = ("event_id", "event_date", "event_type", "event_mode", "polarity", "source", "source_name", "target", "target_name", "relation",
           "object", "status", "topics", "document", "sentence")


def events(graph: KnowledgeGraph) -> str:
    """The table; where the object is no actor the other subjects of a joint fact are its targets, in both directions."""
    from kg.minting import lexicon_entries
    from kg.model import ACTOR_KINDS

    entries = lexicon_entries()
    dates = {document.id: document.date for document in graph.documents}
    out = io.StringIO()
    write = csv.writer(out, delimiter="\t", lineterminator="\n").writerow
    write(COLUMNS)

    def code(name: str) -> str:
        return str((entries.get(name) or {}).get("iso3") or "")

    for fact in graph.facts:
        kind = plover_type(fact)
        if not kind:
            continue
        targets = [fact.object] if fact.object_kind in ACTOR_KINDS else []
        pairs = [(source, target) for source in fact.subject for target in targets or fact.subject if source != target]
        for source, target in pairs or [(name, "") for name in fact.subject]:
            row = (fact.id, dates.get(fact.doc, ""), kind, plover_mode(fact), "negated" if fact.negated else "affirmed",
                   code(source), source, code(target), target, fact.relation, fact.object, fact.status or "",
                   "; ".join(fact.topics), fact.doc, fact.quote)
            write([escape_cell(one_line(cell)) for cell in row])
    return out.getvalue()
