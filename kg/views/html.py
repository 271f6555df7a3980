"""KnowledgeGraph in, one self-contained HTML page out: it loads nothing, runs only its own scripts, and every line leads to its sentence.

pyvis builds the network (its `nodes` and `edges` lists are filled directly: `from_nx` is quadratic) and its package carries vis-network's
script; the template is ours, because pyvis's own calls a CDN and lets names run as HTML. vis-network's style sheet is left
out: it serves buttons and tooltips that this page has its own of.
"""
from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kg.corrections import rejected
from kg.naming import exact_slug
from kg.views.copies import copies
from kg.views.layout import around, groups, place
from kg.vocabulary import BASE, CON, TOPIC, relations, topics

HERE = Path(__file__).parent / "page"
# One after the other, in one scope.
SCRIPTS = ("elements", "data", "state", "filter", "draw", "many", "legend", "rejected", "panel", "reader", "table", "search", "save",
           "start")
ACTORS = frozenset({"country", "organization", "group", "armed-group", "person"})  # drawn at once; an office is, where met twice
HEADS = ACTORS - {"person"} | {"topic"}
SMALL = 90  # nodes up to which everything is drawn at once
LARGE = 3000  # nodes above which the page starts with actors and topics alone
# A place in FAMILIES is a colour and a dash there. CONFLICT: the codes of PLOVER's two conflict classes.
FAMILIES = ("commitments", "stances", "between actors", "deeds", "objections", "background", "hostile acts")
CONFLICT = frozenset({"REJECT", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
MOST_TEXT = 12_000_000  # characters of documents carried for "show in document"
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")


def render_html(graph: Any, title: str = "", start: str = "") -> str:
    """The page as text; the same graph gives the same characters. `start` is the fragment with which it opens ("node=india&focus=1")."""
    data = page_data(graph, title) | {"start": start}
    script, vis, style = _script(), _vis(), _asset("page.css") + (HERE.parent / "account.css").read_text("utf-8")
    html = _template().render(
        title=data["title"], data=_json(data), script=_markup(script), vis=_markup(vis), style=_markup(style),
        copies=list(copies(sorted(graph.documents, key=lambda d: d.id), graph.facts, getattr(graph, "corrections", ()))),
        policy=_policy([vis, script], [style]))
    return html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # a lone surrogate cannot be written as UTF-8


def page_data(graph: Any, title: str = "") -> dict[str, Any]:
    """What the page's script reads: names once each, facts as rows that point at them, and pyvis's nodes and edges."""
    return _Page(graph, title).data()


class _Page:
    """Collects tables with numbers for names while walking the graph once."""

    def __init__(self, graph: Any, title: str) -> None:
        self.title = title
        self.graph = graph
        self.documents = sorted(graph.documents, key=lambda d: d.id)
        self.doc_index = {d.id: i for i, d in enumerate(self.documents)}
        self.facts = sorted(graph.facts, key=lambda f: (f.doc, f.start, f.end, f.relation, f.object, f.id))
        self.network = graph.network()
        self.tables: dict[str, dict[str, int]] = {t: {} for t in ("relations", "statuses", "names", "rules", "topics", "families")}
        self.nodes: list[dict[str, Any]] = []
        self.node_index: dict[str, int] = {}
        self.sentences: dict[tuple, int] = {}
        self.family: dict[str, str] = {}
        self.symmetric: set[str] = set()
        self.firm = {f.relation for f in self.facts if f.status}  # relations that stand on the ladder
        for family in FAMILIES:
            self.number("families", family)
        budget = MOST_TEXT
        self.carried: dict[str, list[int] | None] = {}  # documents whose text is in the page, with UTF-16 offsets where these differ
        for document in self.documents:
            budget -= len(document.text)
            if budget >= 0 and document.text:
                self.carried[document.id] = _utf16(document.text)

    def number(self, table: str, value: str) -> int:
        """The number of a name in its table, a new one where it is first met."""
        return self.tables[table].setdefault(value, len(self.tables[table]))

    def node(self, key: str, **values: Any) -> int:
        """The number of a node, made where it is first met."""
        if key not in self.node_index:
            self.node_index[key] = len(self.nodes)
            self.nodes.append({"key": key, **values})
        return self.node_index[key]

    def data(self) -> dict[str, Any]:
        for key, values in sorted(self.network.nodes(data=True), key=lambda item: str(item[0])):
            label = str(values.get("label") or key)
            self.node(str(key), label=label, group=str(values.get("kind") or "matter"), iso=str(values.get("iso3") or ""),
                      aka=[str(a) for a in values.get("aliases") or () if str(a) != label])
        ends: dict[str, list[tuple[int, int, dict]]] = defaultdict(list)
        for u, v, key, values in sorted(self.network.edges(keys=True, data=True), key=lambda e: (str(e[2]), str(e[0]), str(e[1]))):
            ends[str(values.get("fact") or key)].append((self.node_index[str(u)], self.node_index[str(v)], values))
            relation = str(values.get("relation") or "")
            self.family.setdefault(relation, str(values.get("family") or ""))
            if values.get("symmetric"):
                self.symmetric.add(relation)
        rows, lines = self._rows(ends)
        pyvis_nodes, pyvis_edges, options = self._network(lines, rows)
        by = {table: sorted(self.tables[table], key=self.tables[table].__getitem__) for table in self.tables}
        dates = sorted(d.date for d in self.documents if d.date)
        return {
            "base": getattr(self.graph, "base", BASE), "ontology": CON, "scheme": TOPIC,
            "title": self.title or self._title(), "from": dates[0] if dates else "", "to": dates[-1] if dates else "",
            "docs": [[d.id, d.title or d.id, d.date, d.source if re.match(r"https?://[^\s]+$", d.source or "") else "", d.kind, d.place,
                      list(d.parties), d.text if d.id in self.carried else "", exact_slug(d.id)] for d in self.documents],
            "relations": [self._relation(r) for r in by["relations"]],
            "families": sorted(self.tables["families"], key=self.tables["families"].__getitem__),
            "statuses": by["statuses"], "names": by["names"], "rules": by["rules"],
            "topics": [[t, _topic_label(t), self.node_index.get(t, self.node_index.get(f"topic:{t}", -1))] for t in by["topics"]],
            "sentences": list(self.sentences), "facts": rows, "rejected": self._rejected(), "nodes": pyvis_nodes,
            "edges": pyvis_edges, "options": options,
        }

    def _relation(self, name: str) -> list:
        """A relation's name, the number of its family as the legend has it, and whether it runs both ways."""
        known = relations().get(name)
        family = self.family.get(name) or (known.family if known else "")
        against = known is not None and known.plover in CONFLICT
        if family == "stance":
            family = "objections" if against else "commitments" if name in self.firm else "stances"
        elif family == "actorRelation":
            family = "hostile acts" if against else "between actors"
        elif family == "deed":
            family = "deeds"
        return [name, self.number("families", family), int(name in self.symmetric or (known is not None and known.symmetric))]

    def _title(self) -> str:
        if len(self.documents) == 1:
            return self.documents[0].title or self.documents[0].id
        return f"{len(self.documents)} documents"

    def _rows(self, ends: dict[str, list[tuple[int, int, dict]]]) -> tuple[list[list], dict[tuple[int, int], list[list[int]]]]:
        """One row a fact, and for each pair of nodes the rows that join them, forwards and backwards."""
        rows: list[list] = []
        lines: dict[tuple[int, int], list[list[int]]] = {}

        def join(a: int, b: int, row: int) -> None:
            if a == b:
                return
            line = lines.setdefault((min(a, b), max(a, b)), [[], []])[int(a > b)]
            if not line or line[-1] != row:
                line.append(row)

        for fact in self.facts:
            number = len(rows)
            edges = ends.get(fact.id, [])
            subjects: list[int | str] = sorted({u for u, _, _ in edges}) or list(fact.subject)
            objects = sorted({v for _, v, _ in edges})
            if len(objects) > 1 or set(objects) & set(subjects):  # a symmetric fact drawn both ways: the parties are the subjects
                named = [i for i in objects if self.nodes[i]["label"] == fact.object]
                objects = named or [i for i in objects if self.nodes[i]["group"] != "topic"][:1]
                subjects = [i for i in subjects if i not in objects] or subjects
            for u, v, _ in edges:
                join(u, v, number)
            target: int | str = objects[0] if objects else fact.object
            for topic in fact.topics:
                at = self.node_index.get(topic)
                if at is None:
                    at = self.node(f"topic:{topic}", label=_topic_label(topic), group="topic", iso="", aka=[])
                for subject in subjects:
                    if isinstance(subject, int):
                        join(subject, at, number)
            rows.append([
                fact.id, self._sentence(fact), subjects, target, self.number("relations", fact.relation),
                self.number("statuses", fact.status) if fact.status else -1, int(fact.negated),
                [self.number("names", s) for s in fact.speaker], [self.number("topics", t) for t in fact.topics],
                self.number("rules", fact.rule), *self._marks(fact), fact.object, fact.reason, fact.correction])
        return rows, lines

    def _rejected(self) -> list[list]:
        """What readers rejected: document, subjects, object, relation, denied, sentence, note, id; names of nodes as numbers."""
        names: dict[str, int] = {}
        for number, node in enumerate(self.nodes):
            for name in (node["label"], *node["aka"]):
                names.setdefault(name, number)
        return [[self.doc_index.get(one.doc, -1), [names.get(name, name) for name in one.original.subject],
                 names.get(one.original.object, one.original.object), one.original.relation, int(one.original.negated),
                 one.original.quote, one.note, one.fact] for one in rejected(getattr(self.graph, "corrections", ()))]

    def _sentence(self, fact: Any) -> int:
        """The number of a sentence: a slice of a carried document, or the words themselves."""
        key: tuple
        document = self.doc_index.get(fact.doc, -1)
        if fact.doc in self.carried and self.documents[document].text[fact.start:fact.end] == (fact.quote or None):
            at = self.carried[fact.doc]
            key = (document, at[fact.start] if at else fact.start, at[fact.end] if at else fact.end)
        else:
            key = (document, fact.start, fact.end, fact.quote)
        return self.sentences.setdefault(key, len(self.sentences))

    def _marks(self, fact: Any) -> list[list[int]]:
        """Offsets inside the sentence, in UTF-16 units, of the object's words and of those that made the rule fire."""
        at = _utf16(fact.quote)
        found = []
        for span in (fact.object_span, fact.trigger):
            start, end = (span[0] - fact.start, span[1] - fact.start) if span else (0, 0)
            if 0 <= start < end <= len(fact.quote):
                found.append([at[start], at[end]] if at else [start, end])
            else:
                found.append([])
        return found

    def _network(self, lines: dict[tuple[int, int], list[list[int]]], rows: list[list]) -> tuple[list[dict], list[dict], dict]:
        """pyvis's nodes, edges and options, with positions and with what is drawn at first."""
        from pyvis.network import Network

        count: dict[int, set[int]] = defaultdict(set)
        near: dict[int, list[int]] = defaultdict(list)
        for (a, b), (there, back) in lines.items():
            count[a].update(there, back)
            count[b].update(there, back)
            near[a].append(b)
            near[b].append(a)
        met = [len(count[i]) for i in range(len(self.nodes))]
        kinds = [n["group"] for n in self.nodes]
        shown = [i for i in range(len(self.nodes)) if met[i] and (
            len(self.nodes) <= SMALL or kinds[i] in ACTORS or kinds[i] == "topic" or met[i] >= 2)]
        if len(shown) > LARGE:
            few = _joined([i for i in shown if kinds[i] in ACTORS or kinds[i] == "topic"], near)
            shown = few or shown  # where actors are joined by matters alone
        shown = _joined(shown, near)
        if len(self.nodes) > SMALL:  # an office and its holder, a meeting and its day: no picture of who deals with whom
            slot = {i: n for n, i in enumerate(shown)}
            apart = groups(len(shown), [(slot[a], slot[b], 1.0) for a, b in sorted(lines) if a in slot and b in slot])
            shown = sorted(shown[n] for group in apart if any(kinds[shown[n]] in HEADS for n in group) for n in group) or shown
        slot = {i: n for n, i in enumerate(shown)}
        links = [(slot[a], slot[b], float(len(there) + len(back)))
                 for (a, b), (there, back) in sorted(lines.items()) if a in slot and b in slot]
        labels = [_short(n["label"]) for n in self.nodes]
        largest = 24.0 * min(3.0, max(1.0, math.sqrt(len(shown) / 200)))  # seen from afar, a large graph's hubs must still be seen
        most = max(met, default=1)
        sizes = [round(6 + (largest - 6) * math.sqrt(m / most), 1) if m else 6.0 for m in met]
        where = dict(zip(shown, place(len(shown), links, [2 * sizes[i] + 26 for i in shown], gap=40.0), strict=True))
        turn: dict[int, int] = defaultdict(int)
        for i in range(len(self.nodes)):
            if i not in where:
                anchors = [a for a in near[i] if a in slot]
                anchor = min(anchors, key=lambda a: (met[a], a)) if anchors else None
                where[i] = around(where[anchor] if anchor is not None else (0, 0), turn[anchor if anchor is not None else -1])
                turn[anchor if anchor is not None else -1] += 1
        net = Network(directed=True, cdn_resources="in_line")
        for i, node in enumerate(self.nodes):
            entry = {"id": i, "label": labels[i], "group": node["group"], "x": where[i][0], "y": where[i][1],
                     "size": sizes[i], "n": met[i], "key": node["key"]}
            for key, value in (("name", node["label"] if node["label"] != labels[i] else ""), ("iso", node["iso"]), ("aka", node["aka"])):
                if value:
                    entry[key] = value
            if i in slot:
                entry["on"] = 1
            net.nodes.append(entry)
        for (a, b), (there, back) in sorted(lines.items()):
            net.edges.append({"from": a, "to": b, "f": there, "b": back} if back else {"from": a, "to": b, "f": there})
        net.set_options(json.dumps({
            "layout": {"improvedLayout": False}, "physics": {"enabled": False},
            "interaction": {"hover": True, "tooltipDelay": 100000, "hideEdgesOnDrag": len(lines) > 2500,
                            "hideEdgesOnZoom": len(lines) > 2500, "multiselect": False, "selectConnectedEdges": False, "keyboard": False},
            "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0.5}}))
        nodes, edges, *_, options = net.get_network_data()
        return nodes, edges, json.loads(options) if isinstance(options, str) else options


def _joined(shown: list[int], near: dict[int, list[int]]) -> list[int]:
    """Those that a line joins to another of them."""
    among = set(shown)
    return [i for i in shown if any(j in among for j in near[i])]


def _short(label: str, most: int = 30) -> str:
    """A label for the canvas: without control characters, cut at a word."""
    text = " ".join(CONTROLS.sub(" ", label).split()) or "—"
    if len(text) <= most:
        return text
    cut = text[:most].rsplit(" ", 1)[0]
    return (cut if len(cut) >= most // 2 else text[:most - 1]).rstrip(",;:") + "…"


def _topic_label(topic: str) -> str:
    known = topics().get(topic)
    return known.label if known else re.split(r"[#/:]", topic)[-1].replace("-", " ").replace("_", " ") or topic


def _utf16(text: str) -> list[int] | None:
    """Offsets in UTF-16 units (what scripts count) for each code point, None where both are the same."""
    if text.isascii() or max(text) <= "\uffff":
        return None
    at, offsets = 0, []
    for char in text:
        offsets.append(at)
        at += 2 if char > "\uffff" else 1
    return [*offsets, at]


def _json(data: dict[str, Any]) -> Any:
    """JSON that cannot end its script element or break a line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(char, escape)
    return _markup(text)


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Nothing but the page's own scripts and style, known by their hashes."""
    def hashes(parts: Iterable[str]) -> str:
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(p.encode()).digest()).decode()}'" for p in parts)

    return (f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; img-src data: blob:; "
            "base-uri 'none'; form-action 'none'")


@cache
def _asset(name: str) -> str:
    return "\n" + (HERE / name).read_text("utf-8")


@cache
def _script() -> str:
    """The page's own scripts as one."""
    return '\n"use strict";\n(() => {\n' + "".join((HERE / f"{name}.js").read_text("utf-8") for name in SCRIPTS) + "})();\n"


@cache
def _vis() -> str:
    """vis-network's script as pyvis ships it, without its source-map line and with nothing that could end the element."""
    import pyvis

    script = (Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")
    script = re.sub(r"//# sourceMappingURL=.*", "", script)
    return re.sub(r"</(?=script)", r"<\\/", script, flags=re.IGNORECASE).replace("<!--", "<\\!--").replace("\r\n", "\n")


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined).get_template("page.html.j2")

