"""A graph in, GraphML or GEXF out, for yEd, Cytoscape and Gephi: the edges of `KnowledgeGraph.network`, one a fact and pair of actors.

Both are XML 1.0, which has no room for control characters; they become the replacement character.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.graph import KnowledgeGraph

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2 (Char)


def render_graphml(graph: KnowledgeGraph) -> str:
    """GraphML with typed attributes."""
    import networkx

    return "\n".join(networkx.generate_graphml(_plain(graph), named_key_ids=True)) + "\n"


def render_gexf(graph: KnowledgeGraph) -> str:
    """GEXF 1.2; without the day it was written on, which networkx would put in."""
    from networkx.readwrite.gexf import GEXFWriter

    network = _plain(graph)
    for _, _, key, data in network.edges(keys=True, data=True):
        data["id"] = key
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(network)
    for element in writer.xml.iter():
        if element.tag.endswith("meta"):
            element.attrib.pop("lastmodifieddate", None)
    return "<?xml version='1.0' encoding='utf-8'?>\n" + str(writer) + "\n"


def _plain(graph: KnowledgeGraph) -> MultiDiGraph:
    """The network with attributes that both formats can hold, and a key of its own for each edge: a joint fact has several."""
    import networkx

    network, plain = graph.network(), networkx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        plain.add_node(node, **_values(data))
    seen: dict[str, int] = {}
    for source, target, fact, data in network.edges(keys=True, data=True):
        seen[fact] = seen.get(fact, 0) + 1
        plain.add_edge(source, target, key=f"{fact}-{seen[fact]}", **_values(data))
    return plain


def _values(data: dict[str, Any]) -> dict[str, str | bool]:
    return {key: value if isinstance(value, bool) else FORBIDDEN.sub("\ufffd", _text(value)) for key, value in data.items()}


def _text(value: Any) -> str:
    return "" if value is None else "; ".join(value) if isinstance(value, (tuple, list)) else str(value)
