/* ---- drawing ---- */
let network = null, nodeSet, edgeSet;
const drawnNodes = new Set(), drawnLines = new Set();
const heldNodes = new Map(), heldLines = new Map();  // what vis-network draws of them: number -> style key

const SIDE_DASH = [false, [3, 5], false, [1, 4]];  // neither, before only, after only, on both sides
function nodeStyle(i, faint) {
  const n = nodes[i], kind = kindOf(n), [, shape, hollow] = KINDS[kind], color = ink.k[kind];
  const chosen = i === S.node || i === S.path, fill = hollow ? ink.paper : color, pinned = S.pin.has(i);
  return {
    id: i, x: n.x, y: n.y, shape, size: n.size, opacity: faint ? .16 : 1, borderWidth: chosen ? 4 : pinned ? 3 : hollow ? 2 : 1, fixed: pinned,
    color: { background: fill, border: chosen ? ink.ink : pinned ? ink.accent : hollow ? color : ink.paper, highlight: { background: fill, border: ink.ink }, hover: { background: fill, border: ink.ink } },
  };
}
function lineStyle(i, faint) {
  const l = lines[i], tally = new Map();
  let sum = 0, there = false, back = false, mutual = true, no = 0, loose = 0, n = 0;
  const forward = new Set(l.f);
  for (const f of l.all) {
    if (!passes[f]) continue;
    n++; sum |= sides[f];
    const row = facts[f];
    tally.set(famOf(row), (tally.get(famOf(row)) || 0) + 1);
    if (!D.relations[row[REL]][2]) mutual = false;
    if (forward.has(f)) there = true; else back = true;
    if (row[NEG]) no++;
    if (row[STATUS] >= 0 && LADDER.indexOf(D.statuses[row[STATUS]]) < 2) loose++;
  }
  const family = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
  const chosen = i === S.line, denied = no === n;
  const arrow = { enabled: true, type: "arrow", scaleFactor: .45 };
  const color = sides.length ? [ink.soft, ink.no, ink.fresh, ink.soft][sum] : denied ? ink.no : ink.f[family % 8];
  const dashes = sides.length ? SIDE_DASH[sum] : DASH[family % DASH.length];
  const pale = sides.length ? sum === 3 : loose === n;
  return {
    id: i, from: l.from, to: l.to, width: (chosen ? 2 : 0) + Math.min(9, .8 + Math.sqrt(n) * .9), dashes,
    color: { color, opacity: faint ? .06 : chosen ? 1 : (pale ? .3 : .62) * (lines.length > 1500 ? .6 : 1), highlight: color, hover: ink.ink },
    arrows: { to: there && !mutual ? arrow : { enabled: false }, from: back && !mutual ? arrow : { enabled: false }, middle: no ? { enabled: true, type: "bar", scaleFactor: .9 } : { enabled: false } },
  };
}
function draw() {
  const show = visible();
  if (moving && show.size > MOVABLE) return setMoving(false);
  const near = new Set();
  if (way.nodes.length) for (const i of way.nodes) near.add(i);
  else if (S.line >= 0) { near.add(lines[S.line].from); near.add(lines[S.line].to); }
  else if (S.node >= 0 && !S.focus) { near.add(S.node); for (const l of linesOf[S.node]) if (liveFacts[l]) { near.add(lines[l].from); near.add(lines[l].to); } }
  lit = near;
  drawnNodes.clear(); drawnLines.clear();
  for (const i of show) drawnNodes.add(i);
  lines.forEach((l, i) => { if (liveFacts[i] && show.has(l.from) && show.has(l.to)) drawnLines.add(i); });
  bulk = show.size > BULK && !moving;
  const theme = document.documentElement.dataset.theme;
  const nodeAdd = [], nodeUp = [], nodeOut = [], lineAdd = [], lineUp = [], lineOut = [];
  for (const i of show) {
    if (bulk && !takes(i)) continue;
    const faint = faintNode(i), key = `${theme}${faint}${i === S.node}${i === S.path}${S.pin.has(i)}`;
    if (!heldNodes.has(i)) nodeAdd.push(nodeStyle(i, faint));
    else if (heldNodes.get(i) !== key) nodeUp.push(nodeStyle(i, faint));
    heldNodes.set(i, key);
  }
  for (const i of heldNodes.keys()) if (!show.has(i) || (bulk && !takes(i))) { nodeOut.push(i); heldNodes.delete(i); }
  const signature = FACETS.map((f) => [...S[f]].join()).join("|") + S.from + S.to + S.before + S.after;
  onWay = new Set(way.lines);
  if (!bulk) for (const i of drawnLines) {
    const faint = faintLine(i), key = `${theme}${faint}${i === S.line}${liveFacts[i]}${lines[i].all.length > 1 || S.before ? signature : ""}`;
    if (!heldLines.has(i)) lineAdd.push(lineStyle(i, faint));
    else if (heldLines.get(i) !== key) lineUp.push(lineStyle(i, faint));
    heldLines.set(i, key);
  }
  for (const i of heldLines.keys()) if (bulk || !drawnLines.has(i)) { lineOut.push(i); heldLines.delete(i); }
  sortLooks();
  if (!network) {
    nodeSet = new vis.DataSet(nodeAdd);
    edgeSet = new vis.DataSet(lineAdd);
    $("panel").hidden = S.node < 0 && S.line < 0 && S.fact < 0;  // the room there will be
    network = new vis.Network($("canvas"), { nodes: nodeSet, edges: edgeSet }, { ...D.options, autoResize: true });
    listen();
    fitTo([...drawnNodes], { animation: false });
    return;
  }
  if (lineOut.length) edgeSet.remove(lineOut);
  if (nodeOut.length) nodeSet.remove(nodeOut);
  if (nodeUp.length) nodeSet.update(nodeUp);
  if (nodeAdd.length) nodeSet.add(nodeAdd);
  if (lineUp.length) edgeSet.update(lineUp);
  if (lineAdd.length) edgeSet.add(lineAdd);
  if (bulk) network.redraw();
}
let onWay = new Set();
const faintNode = (i) => lit.size > 0 && !lit.has(i);
const faintLine = (i) => lit.size > 0 && !(way.lines.length ? onWay.has(i) : S.line >= 0 ? i === S.line : lines[i].from === S.node || lines[i].to === S.node);
/* Names are drawn over the graph at one size on the screen, most met first, and only where there is room: as on a map. */
let lit = new Set();
const byWeight = nodes.map((_, i) => i).sort((a, b) => ACTORS.has(kindOf(nodes[b])) - ACTORS.has(kindOf(nodes[a])) || nodes[b].n - nodes[a].n || a - b);
const widths = new Map();
const measure = document.createElement("canvas").getContext("2d");
function wide(i, strong, px) {
  if (!widths.has(i)) { measure.font = `${strong ? "600 " : ""}${px}px system-ui, sans-serif`; widths.set(i, measure.measureText(nodes[i].label).width); }
  return widths.get(i);
}
/* Names that have room, as [point, x, top, size, strong] in pixels of the stage, and the view's scale. */
function namesWithRoom() {
  const scale = network.getScale(), box = $("canvas"), W = box.clientWidth, H = box.clientHeight, at = network.getViewPosition(), taken = [], names = [];
  const room = Math.min(120, Math.round(W * H / 12000));
  const first = lit.size ? [...lit].sort((a, b) => (b === S.node || b === S.path) - (a === S.node || a === S.path) || nodes[b].n - nodes[a].n) : [];
  for (const i of lit.size ? first : byWeight.slice(0, 60)) {  // no name lies on a large point
    const p = drawnNodes.has(i) && spot(i), r = nodes[i].size * scale;
    if (!p || r < 7) continue;
    const x = (p.x - at.x) * scale + W / 2, y = (p.y - at.y) * scale + H / 2;
    taken.push([x - r, x + r, y - r, y + r]);
  }
  const points = taken.length;  // names of actors may lie on points, never on names
  for (const i of lit.size ? first : byWeight) {
    const n = nodes[i], p = drawnNodes.has(i) && spot(i);
    if (!p || (n.size * scale < 2.5 && !lit.size && names.length >= 10)) continue;
    const x = (p.x - at.x) * scale + W / 2, y = (p.y - at.y) * scale + H / 2;
    if (x < -40 || x > W + 40 || y < -20 || y > H + 20) continue;
    const strong = i === S.node || ACTORS.has(kindOf(n)), px = strong ? 13.5 : 12;
    const w = wide(i, ACTORS.has(kindOf(n)), px) / 2 + 3, reach = n.size * scale + 3, boxes = strong ? taken.slice(points) : taken;
    const top = [y + reach, y - reach - px - 2].find((t) => i === S.node || !boxes.some((b) => x - w < b[1] && x + w > b[0] && t < b[3] && t + px + 2 > b[2]));  // below its point, else above
    if (top === undefined) continue;
    taken.push([x - w, x + w, top, top + px + 2]);
    names.push([i, x, top, px, strong]);
    if (names.length >= room) break;
  }
  return { names, scale, W, H, at };
}
function drawNames(c) {
  if (carried) return;
  const { names, scale, W, H, at } = namesWithRoom();
  c.textAlign = "center"; c.textBaseline = "top"; c.lineJoin = "round";
  for (const [i, x, top, px, strong] of names) {
    c.font = `${strong ? "600 " : ""}${px / scale}px system-ui, sans-serif`;
    c.lineWidth = 3.5 / scale; c.strokeStyle = ink.paper; c.fillStyle = strong ? ink.ink : ink.soft;
    const px0 = (x - W / 2) / scale + at.x, py0 = (top - H / 2) / scale + at.y;
    c.strokeText(nodes[i].label, px0, py0);
    c.fillText(nodes[i].label, px0, py0);
  }
}
function listen() {
  network.on("afterDrawing", drawNames);
  network.on("click", (e) => {
    $("tip").hidden = true;
    const { node, line } = bulk ? under(e.pointer.canvas) : { node: e.nodes[0], line: e.edges[0] };
    if (node !== undefined) chooseNode(node);
    else if (line !== undefined) chooseLine(line);
    else closePanel();
  });
  let held = [];
  network.on("dragStart", (e) => {
    held = e.nodes.map((i) => [i, nodes[i].x, nodes[i].y]);
    if (!e.nodes.length && drawnNodes.size > MANY) takePicture();
  });
  network.on("beforeDrawing", (c) => { if (carried) drawPicture(c); else if (bulk) drawMany(c); });
  network.on("dragEnd", (e) => {
    dropPicture();
    if (!e.nodes.length) return;
    remember(held);
    keepPlaces(e.nodes);
  });
  const tip = $("tip");
  const at = (e, text) => {
    tip.textContent = text; tip.hidden = false;
    const box = $("canvas").getBoundingClientRect(), p = e.pointer.DOM;
    tip.style.left = `${Math.min(p.x + 14, Math.max(0, box.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${p.y + 18 + tip.offsetHeight > box.height ? p.y - tip.offsetHeight - 10 : p.y + 18}px`;
  };
  const overNode = (e, i) => at(e, `${nameOf(i)} · ${many(nodes[i].n, "fact")}`);
  const overLine = (e, i) => {
    const tally = new Map();
    for (const f of lines[i].all) if (passes[f]) tally.set(relOf(facts[f]), (tally.get(relOf(facts[f])) || 0) + 1);
    at(e, [...tally].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([r, n]) => n > 1 ? `${say(r)} ×${n}` : say(r)).join(", "));
  };
  network.on("hoverNode", (e) => { if (!bulk) overNode(e, e.node); });
  network.on("hoverEdge", (e) => { if (!bulk) overLine(e, e.edge); });
  for (const type of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(type, () => { if (!bulk || type === "dragStart" || type === "zoom") tip.hidden = true; });
  listenToMany((e, found) => {
    if (found.node !== undefined) overNode(e, found.node); else if (found.line !== undefined) overLine(e, found.line); else tip.hidden = true;
  });
}
const motion = () => still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
function goTo(i) {
  if (!network || !drawnNodes.has(i)) return;
  const scale = Math.max(.75, Math.min(1.3, network.getScale()));
  const { x, y } = spot(i);
  network.moveTo({ position: { x, y }, scale, animation: motion(), offset: { x: 0, y: narrow() ? -$("stage").clientHeight * .25 : 0 } });
}
const zoom = (by) => network.moveTo({ scale: Math.min(5, Math.max(.03, network.getScale() * by)), animation: motion() });
const fit = () => fitTo([...drawnNodes]);
/* Points, their names and the tools below them all find room. */
function fitTo(which, more) {
  const how = { animation: motion(), maxZoomLevel: 1, ...more }, box = $("canvas"), TOOLS = 60;
  const [left, right] = ends(which.flatMap((i) => [spot(i).x - nodes[i].size, spot(i).x + nodes[i].size]));
  const [top, bottom] = ends(which.flatMap((i) => [spot(i).y - nodes[i].size, spot(i).y + nodes[i].size]));
  if (!which.length) return;
  const scale = Math.max(.01, Math.min(how.maxZoomLevel, (box.clientWidth - 64) / (right - left), (box.clientHeight - TOOLS - 56) / (bottom - top)));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + (TOOLS / 2) / scale }, scale, animation: how.animation });
}
const ends = (values) => values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);

function keepPlaces(which) {
  for (const [i, p] of Object.entries(network.getPositions(which))) { nodes[i].x = Math.round(p.x); nodes[i].y = Math.round(p.y); }
}
/* Forces are off until asked for: the places were computed beforehand. Pinned points stay. */
let moving = false;
function setMoving(on) {
  if (on === moving) return;
  if (on && drawnNodes.size > MOVABLE) return note(`More than ${num(MOVABLE)} points cannot be moved: show fewer first`);
  moving = on;
  $("b-move").setAttribute("aria-pressed", String(on));
  if (on) remember([...drawnNodes].map((i) => [i, nodes[i].x, nodes[i].y]));
  if (on && bulk) draw();  // vis-network moves what it holds
  network.setOptions({ physics: on ? { enabled: true, solver: "forceAtlas2Based", stabilization: false, maxVelocity: 30, forceAtlas2Based: { gravitationalConstant: -60, springLength: 70, avoidOverlap: .4 } } : { enabled: false } });
  if (on) return;
  keepPlaces([...drawnNodes]);
  if (drawnNodes.size > BULK) draw();
}
function pin(i) {
  if (i < 0) return;
  if (!S.pin.delete(i)) S.pin.add(i);
  change();
}
function takeAway(i) {
  if (i < 0) return;
  S.gone.add(i);
  S.node = S.line = S.fact = S.path = -1; S.focus = 0;
  change();
  note(`${nameOf(i)} hidden; u brings it back`);
}
/* The next drawn point in the direction of an arrow key: near ones first, straight ahead before aside. */
function step(dx, dy) {
  const drawn = [...drawnNodes];
  if (!drawn.length) return;
  if (S.node < 0) return chooseNode(byWeight.find((i) => drawnNodes.has(i)), true);
  const here = nodes[S.node];
  let best = -1, least = Infinity;
  for (const i of drawn) {
    const x = nodes[i].x - here.x, y = nodes[i].y - here.y, ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
    if (i === S.node || ahead <= 0 || aside > 2 * ahead) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) { least = cost; best = i; }
  }
  if (best >= 0) chooseNode(best, true);
}
/* Where a point, or the middle of a line, lies on the screen; null where it is not drawn. */
function onScreen(a, b) {
  const drawn = [a, b ?? a].map((k) => findNode(k)).filter((i) => drawnNodes.has(i));
  if (drawn.length < 2) return null;
  const [p, q] = drawn.map((i) => network.canvasToDOM(spot(i))), box = $("canvas").getBoundingClientRect();
  return [box.left + (p.x + q.x) / 2, box.top + (p.y + q.y) / 2];
}
