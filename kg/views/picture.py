"""KnowledgeGraph in, a still picture out: SVG as text, PNG as bytes, both without a browser and with the page's places and colours."""
from __future__ import annotations

import math
import re
from collections import Counter
from typing import Any
from xml.sax.saxutils import escape

from kg.errors import UsageError
from kg.model import LADDER
from kg.views.compare import AFTER, BEFORE, BOTH, SIDE_NAMES, side_name, sides_of
from kg.views.html import CONTROLS, HERE, page_data
from kg.views.part import Part

WIDTH, MARGIN = 1600, 48
MOST_NAMES = 160
ACTORS = frozenset({"country", "organization", "group", "armed-group"})
# As in page/data.js: shape, and whether only the outline is drawn.
KINDS = {
    "country": ("dot", False), "organization": ("square", False), "group": ("hexagon", False), "armed-group": ("down", False),
    "office": ("up", True), "person": ("up", False), "topic": ("diamond", False), "instrument": ("square", True), "event": ("star", False),
    "place": ("down", True), "date": ("diamond", True), "matter": ("dot", True)}
DASHES = ("", "9 4", "2 4", "12 4 2 4", "5 5", "16 5", "4 3 1 3", "1 3")
SIDES = {BEFORE: ("no", "3 5"), AFTER: ("fresh", ""), BOTH: ("soft", "1 4")}  # as in page/draw.js: colour and dash
PLURALS = {"country": "countries"}


def render_svg(graph: Any, title: str = "", compare: tuple[str, str] | None = None) -> str:
    """The graph as the page shows it at first, with a legend; the same graph gives the same characters.

    `compare` draws two sides in one picture, each the id of a document or a date, as the page does. Raises UsageError where nothing is to
    be drawn.
    """
    data, sides = page_data(graph, title), []
    if compare:
        standing = {row[0] for row, side in zip(data["facts"], sides_of(data, *compare), strict=True) if side}
        data = page_data(Part(graph, [fact for fact in graph.facts if fact.id in standing]), title)  # with places of their own
        sides = sides_of(data, *compare)
    colors = _colors()
    nodes = data["nodes"]
    drawn = {n["id"] for n in nodes if n.get("on")}
    if not drawn:
        raise UsageError("nothing to draw: no facts on either side" if compare
                         else "nothing to draw: the graph has no facts that join two names")
    edges = [edge for edge in data["edges"] if edge["from"] in drawn and edge["to"] in drawn]
    xs, ys = [nodes[i]["x"] for i in drawn], [nodes[i]["y"] for i in drawn]
    scale = min(1.6, (WIDTH - 2 * MARGIN) / max(1, max(xs) - min(xs)), 1400 / max(1, max(ys) - min(ys)))
    top = 96

    def place(i: int) -> tuple[float, float]:
        return (nodes[i]["x"] - (min(xs) + max(xs)) / 2) * scale + WIDTH / 2, (nodes[i]["y"] - min(ys)) * scale + top

    lines: list[str] = []
    families: Counter[int] = Counter()  # or sides
    for edge in edges:
        drawing, family = _line(edge, data, colors, place, nodes, scale, sides)
        lines.append(drawing)
        families[family] += 1
    points = [_point(nodes[i], *place(i), scale, colors) for i in sorted(drawn)]
    names = _names(nodes, drawn, place, scale, colors)
    legend_top = (max(ys) - min(ys)) * scale + top + 64
    styles = ([(SIDE_NAMES[side], *SIDES[side]) for side in sorted(families)] if sides
              else [(data["families"][n], f"f{n % 8}", DASHES[n % 8]) for n in sorted(families)])
    legend, height = _legend(Counter(_kind(nodes[i]) for i in drawn), styles, colors, legend_top)
    about = _compared(sides, data, *compare) if compare else _about(data)
    head = [f'<title>{_text(data["title"])}</title>', f'<rect width="{WIDTH}" height="{height:.0f}" fill="{colors["paper"]}"/>',
            f'<text x="{MARGIN}" y="46" font-size="24" font-weight="600" fill="{colors["ink"]}">{_text(data["title"])}</text>',
            f'<text x="{MARGIN}" y="70" font-size="14" fill="{colors["soft"]}">{_text(about)}</text>']
    body = "\n".join([*head, *lines, *points, *names, *legend])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
            f'font-family="\'Noto Sans\', \'DejaVu Sans\', \'Liberation Sans\', Arial, sans-serif">\n{body}\n</svg>\n')


def render_png(graph: Any, title: str = "", compare: tuple[str, str] | None = None) -> bytes:
    """The same picture in pixels, drawn by resvg; raises UsageError where that is not installed."""
    try:
        import resvg_py
    except ImportError:
        raise UsageError("PNG needs resvg: pip install 'concord-kg[png]' (SVG needs nothing)") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=render_svg(graph, title, compare)))


def _about(data: dict[str, Any]) -> str:
    span = data["from"] if data["from"] == data["to"] else f"{data['from']} – {data['to']}"
    count = len(data["docs"])
    return " · ".join(part for part in (f"{len(data['facts'])} facts", f"{count} document{'s' * (count != 1)}", span) if part)


def _compared(sides: list[int], data: dict[str, Any], before: str, after: str) -> str:
    """The two sides, and how many different facts stand on each, as the page counts them."""
    found: dict[int, set[str]] = {side: set() for side in SIDE_NAMES}
    for row, side in zip(data["facts"], sides, strict=True):
        if side:
            found[side].add(repr((sorted(map(str, row[2])), row[3], row[4], row[6])))
    counts = ", ".join(f"{len(found[side])} {name}" for side, name in SIDE_NAMES.items())
    return f"{side_name(before, 'up to')} → {side_name(after, 'from')} · {counts}"


def _colors() -> dict[str, str]:
    """The light colours of page.css, so that they are written once."""
    root = (HERE / "page.css").read_text("utf-8").partition(":root {")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", root))


def _kind(node: dict[str, Any]) -> str:
    return node["group"] if node["group"] in KINDS else "matter"


def _text(value: str) -> str:
    return escape(CONTROLS.sub(" ", value).encode("utf-8", "replace").decode("utf-8"))


def _line(edge: dict[str, Any], data: dict[str, Any], colors: dict[str, str], place: Any, nodes: list[dict],
          scale: float, sides: list[int]) -> tuple[str, int]:
    """A line for all facts between two points, with the family that most of them have, or their side; a bar where one is denied."""
    there, back = edge["f"], edge.get("b", [])
    rows = [data["facts"][i] for i in dict.fromkeys([*there, *back])]
    family = min(Counter(data["relations"][row[4]][1] for row in rows).items(), key=lambda item: (-item[1], item[0]))[0]
    mutual = all(data["relations"][row[4]][2] for row in rows)
    denied = sum(row[6] for row in rows)
    loose = all(row[5] >= 0 and data["statuses"][row[5]] in LADDER[:2] for row in rows)
    color = colors["no"] if denied == len(rows) else colors[f"f{family % 8}"]
    (x1, y1), (x2, y2) = place(edge["from"]), place(edge["to"])
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    width = max(0.6, min(9.0, 0.8 + math.sqrt(len(rows)) * 0.9) * min(1.0, scale))
    dashes = DASHES[family % 8]
    if sides:
        family = 0
        for i in (*there, *back):
            family |= sides[i]
        color, dashes, loose = colors[SIDES[family][0]], SIDES[family][1], family == BOTH
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    parts = [f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-width="{width:.1f}"{dash}/>']

    def head(x: float, y: float, sign: int, node: int) -> None:
        reach, size = nodes[node]["size"] * scale, 4 + 2 * width
        bx, by = x - sign * ux * reach, y - sign * uy * reach
        cx, cy = bx - sign * ux * size, by - sign * uy * size
        parts.append(f'<path stroke="none" d="M{bx:.1f} {by:.1f}L{cx - uy * size * 0.4:.1f} {cy + ux * size * 0.4:.1f}'
                     f'L{cx + uy * size * 0.4:.1f} {cy - ux * size * 0.4:.1f}z"/>')

    if there and not mutual:
        head(x2, y2, 1, edge["to"])
    if back and not mutual:
        head(x1, y1, -1, edge["from"])
    if denied:
        mx, my = (x1 + x2) / 2, (y1 + y2) / 2
        parts.append(f'<path stroke-width="2" d="M{mx - 5 * uy:.1f} {my + 5 * ux:.1f}L{mx + 5 * uy:.1f} {my - 5 * ux:.1f}"/>')
    return f'<g stroke="{color}" fill="{color}" opacity="{0.3 if loose else 0.62}">{"".join(parts)}</g>', family


def _shape(shape: str, x: float, y: float, r: float, style: str) -> str:
    if shape == "dot":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {style}/>'
    corners = {
        "square": [(-r, -r), (r, -r), (r, r), (-r, r)], "diamond": [(0, -r), (r, 0), (0, r), (-r, 0)],
        "up": [(0, -1.15 * r), (r, 0.58 * r), (-r, 0.58 * r)], "down": [(0, 1.15 * r), (r, -0.58 * r), (-r, -0.58 * r)],
        "hexagon": [(r * math.cos(k * math.pi / 3), r * math.sin(k * math.pi / 3)) for k in range(6)],
        "star": [((0.5 if k % 2 else 1.3) * r * math.sin(k * math.pi / 5), -(0.5 if k % 2 else 1.3) * r * math.cos(k * math.pi / 5))
                 for k in range(10)]}[shape]
    return f'<polygon points="{" ".join(f"{x + a:.1f},{y + b:.1f}" for a, b in corners)}" {style}/>'


def _style(kind: str, colors: dict[str, str], width: float) -> str:
    color = colors[f"k-{kind}"]
    hollow = KINDS[kind][1]
    return f'fill="{colors["paper"] if hollow else color}" stroke="{color if hollow else colors["paper"]}" stroke-width="{width:.1f}"'


def _point(node: dict[str, Any], x: float, y: float, scale: float, colors: dict[str, str]) -> str:
    kind = _kind(node)
    return _shape(KINDS[kind][0], x, y, node["size"] * scale, _style(kind, colors, 2 if KINDS[kind][1] else 1))


def _names(nodes: list[dict], drawn: set[int], place: Any, scale: float, colors: dict[str, str]) -> list[str]:
    """Names of actors, then of whatever is most met, each only where there is room; a letter is taken as 0.56 of its height."""
    taken: list[tuple[float, float, float, float]] = []
    points = [(x - r, x + r, y - r, y + r) for i in drawn for (x, y), r in [(place(i), nodes[i]["size"] * scale)]]
    out = []

    def free(x: float, half: float, top: float, px: float, boxes: list[tuple[float, float, float, float]]) -> bool:
        return not any(x - half < b and x + half > a and top < d and top + px + 2 > c for a, b, c, d in boxes)

    for i in sorted(drawn, key=lambda i: (_kind(nodes[i]) not in ACTORS, -nodes[i]["n"], i)):
        node, (x, y) = nodes[i], place(i)
        strong = _kind(node) in ACTORS
        px = 13.5 if strong else 12.0
        half, reach = len(node["label"]) * px * 0.56 / 2 + 3, node["size"] * scale + 3
        x = min(max(x, half + 4), WIDTH - half - 4)
        tops = [top for top in (y + reach, y - reach - px - 2) if free(x, half, top, px, taken)]  # below its point, else above
        if not tops:
            continue
        top = next((top for top in tops if free(x, half, top, px, points)), tops[0])
        taken.append((x - half, x + half, top, top + px + 2))
        out.append(f'<text x="{x:.1f}" y="{top + px * 0.88:.1f}" font-size="{px}" font-weight="{600 if strong else 400}" '
                   f'text-anchor="middle" fill="{colors["ink" if strong else "soft"]}" stroke="{colors["paper"]}" '
                   f'stroke-width="3" paint-order="stroke" stroke-linejoin="round">{_text(node["label"])}</text>')
        if len(out) >= MOST_NAMES:
            break
    return out


def _legend(kinds: Counter, styles: list[tuple[str, str, str]], colors: dict[str, str], top: float) -> tuple[list[str], float]:
    """Shapes, then lines (name, colour, dash), in rows below the drawing; with the height at which it ends."""
    entries = [(kind, PLURALS.get(kind, f"{kind.replace('-', ' ')}s"), "", "") for kind in KINDS if kinds[kind]]
    entries += [("", *style) for style in styles]
    out, x, y = [], float(MARGIN), top
    for kind, name, color, dashes in entries:
        room = 46 + len(name) * 7.6
        if x + room > WIDTH - MARGIN:
            x, y = float(MARGIN), y + 26
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        out += [_shape(KINDS[kind][0], x + 10, y - 5, 6, _style(kind, colors, 2)) if kind else
                f'<path d="M{x - 2:.0f} {y - 5:.0f}h24" stroke="{colors[color]}" stroke-width="2.5"{dash}/>',
                f'<text x="{x + 30:.0f}" y="{y:.0f}" font-size="13" fill="{colors["ink"]}">{_text(name)}</text>']
        x += room
    return out, y + 32
