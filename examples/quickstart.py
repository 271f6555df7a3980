"""Example documents in; who cooperates with Japan, the busiest actors and a page to look at out (./graph.html or the path given)."""
from __future__ import annotations

import sys
from pathlib import Path

import kg

here = Path(__file__).parent
documents = [kg.read(path) for path in sorted(here.glob("*.txt"))]
for fact in kg.extract(documents[0])[:3]:
    print(", ".join(fact.subject), fact.relation, fact.object, f"({fact.status})" if fact.status else "")

graph = kg.build(documents)
for row in graph.query("who-cooperates-with", actor="Japan"):
    print(row)

network = graph.network()
print(network.number_of_nodes(), "nodes,", network.number_of_edges(), "edges")
graph.to_html(sys.argv[1] if len(sys.argv) > 1 else "graph.html")
