/* ---- many points: above BULK of them shapes of one look are one path, painted by this page on vis-network's view ----
   vis-network keeps an object for each shape and takes 7 s for 10,000 names; benchmarks/page.py has the figures. It is still given what is
   chosen, pinned or pressed, so that these are dragged as in any graph, and, up to MOVABLE, everything while forces move the points. */
const BULK = 1200, MOVABLE = 3000;
let bulk = false, pressed = -1;
const takes = (i) => i === S.node || i === S.path || i === pressed || S.pin.has(i);
const spot = (i) => network.body.nodes[i] || nodes[i];
const CHUNK_OF_PATH = 250;  // strokes in one path: longer paths take longer a stroke
let looks = { lines: [], points: [] };
/* Lines and points sorted by their look, faint ones first. */
function sortLooks() {
  looks = { lines: [], points: [] };
  if (!bulk) return;
  const gather = (into, which, look) => {
    const groups = new Map();
    for (const i of which) {
      const style = look(i), key = into === looks.lines ? `${style.color.opacity}|${style.color.color}|${style.dashes}|${style.width.toFixed(1)}` : `${style.opacity}|${style.shape}|${style.color.background}`;
      if (!groups.has(key)) groups.set(key, { style, ids: [], order: into === looks.lines ? style.color.opacity : style.opacity });
      groups.get(key).ids.push(i);
      if (into === looks.lines) arrowsOf[i] = (style.arrows.to.enabled ? 1 : 0) + (style.arrows.from.enabled ? 2 : 0) + (style.arrows.middle.enabled ? 4 : 0);
    }
    into.push(...[...groups.values()].sort((a, b) => a.order - b.order));
  };
  gather(looks.lines, drawnLines, (i) => lineStyle(i, faintLine(i)));
  gather(looks.points, drawnNodes, (i) => nodeStyle(i, faintNode(i)));
}
const arrowsOf = [];
function drawMany(c) {
  const scale = network.getScale(), at = network.getViewPosition(), w = $("canvas").clientWidth / scale / 2 + 40, h = $("canvas").clientHeight / scale / 2 + 40;
  const [x0, x1, y0, y1] = [at.x - w, at.x + w, at.y - h, at.y + h];
  c.save();
  for (const { style, ids } of looks.lines) {
    c.globalAlpha = style.color.opacity * (lit.size ? style.color.opacity < .1 ? .35 : 1.6 : 1); c.strokeStyle = c.fillStyle = style.color.color; c.lineWidth = style.width;
    c.setLineDash(style.dashes && scale > .35 ? style.dashes : []);
    const heads = [];
    let n = 0;
    c.beginPath();
    for (const i of ids) {
      const p = spot(lines[i].from), q = spot(lines[i].to);
      if ((p.x < x0 && q.x < x0) || (p.x > x1 && q.x > x1) || (p.y < y0 && q.y < y0) || (p.y > y1 && q.y > y1)) continue;
      c.moveTo(p.x, p.y); c.lineTo(q.x, q.y);
      if (arrowsOf[i] && scale > .25) heads.push([p, q, i]);
      if (++n % CHUNK_OF_PATH === 0) { c.stroke(); c.beginPath(); }
    }
    c.stroke();
    c.setLineDash([]);
    if (heads.length) drawHeads(c, heads, style.width);
  }
  for (const { style, ids } of looks.points) {
    c.globalAlpha = style.opacity; c.fillStyle = scale > .25 ? style.color.background : style.color.border === ink.paper ? style.color.background : style.color.border; c.strokeStyle = style.color.border; c.lineWidth = style.borderWidth;
    let n = 0;
    c.beginPath();
    for (const i of ids) {
      const { x, y } = spot(i), r = nodes[i].size;
      if (heldNodes.has(i) || x + r < x0 || x - r > x1 || y + r < y0 || y - r > y1) continue;
      if (style.shape === "dot") { c.moveTo(x + r, y); c.arc(x, y, r, 0, 2 * Math.PI); }
      else SHAPES[style.shape](r).forEach(([a, b], k) => k ? c.lineTo(x + a, y + b) : c.moveTo(x + a, y + b));
      if (style.shape !== "dot") c.closePath();
      if (++n % CHUNK_OF_PATH === 0) { c.fill(); if (scale > .25) c.stroke(); c.beginPath(); }
    }
    c.fill();
    if (scale > .25) c.stroke();
  }
  c.restore();
}
function drawHeads(c, heads, width) {
  const size = 5 + 2 * width;
  c.beginPath();
  for (const [p, q, i] of heads) {
    const length = Math.hypot(q.x - p.x, q.y - p.y) || 1, ux = (q.x - p.x) / length, uy = (q.y - p.y) / length;
    const head = (to, sign, r) => {
      const x = to.x - sign * ux * r, y = to.y - sign * uy * r, bx = x - sign * ux * size, by = y - sign * uy * size;
      c.moveTo(x, y); c.lineTo(bx - uy * size * .4, by + ux * size * .4); c.lineTo(bx + uy * size * .4, by - ux * size * .4); c.closePath();
    };
    if (arrowsOf[i] & 1) head(q, 1, nodes[lines[i].to].size);
    if (arrowsOf[i] & 2) head(p, -1, nodes[lines[i].from].size);
    if (arrowsOf[i] & 4) { const mx = (p.x + q.x) / 2, my = (p.y + q.y) / 2; c.moveTo(mx - 7 * uy, my + 7 * ux); c.lineTo(mx + 7 * uy, my - 7 * ux); c.lineTo(mx + 7 * uy + 2 * ux, my - 7 * ux + 2 * uy); c.lineTo(mx - 7 * uy + 2 * ux, my + 7 * ux + 2 * uy); c.closePath(); }
  }
  c.fill();
}
/* What lies under a place of the drawing: a point, else a line no more than 6 pixels away. */
function under({ x, y }) {
  const scale = network.getScale(), near = 3 / scale, far = 6 / scale;
  let node, line, least = Infinity;
  for (const i of drawnNodes) {
    const p = spot(i), d = Math.hypot(p.x - x, p.y - y) - nodes[i].size;
    if (d <= near && d < least) { least = d; node = i; }
  }
  if (node !== undefined) return { node };
  least = far;
  for (const i of drawnLines) {
    const p = spot(lines[i].from), q = spot(lines[i].to), dx = q.x - p.x, dy = q.y - p.y;
    const t = Math.max(0, Math.min(1, ((x - p.x) * dx + (y - p.y) * dy) / (dx * dx + dy * dy || 1))), d = Math.hypot(p.x + t * dx - x, p.y + t * dy - y);
    if (d < least) { least = d; line = i; }
  }
  return { line };
}
function listenToMany(over) {
  const inside = (e) => { const box = $("canvas").getBoundingClientRect(), DOM = { x: e.clientX - box.left, y: e.clientY - box.top }; return { pointer: { DOM, canvas: network.DOMtoCanvas(DOM) } }; };
  $("canvas").addEventListener("pointermove", (e) => { if (bulk && !e.buttons) { const at = inside(e); over(at, under(at.pointer.canvas)); } });
  $("canvas").addEventListener("pointerdown", (e) => {  // before vis-network hears of it: it must hold the point to drag it
    if (!bulk) return;
    const { node } = under(inside(e).pointer.canvas);
    if (node === undefined || heldNodes.has(node)) return;
    pressed = node;
    heldNodes.set(node, "");
    nodeSet.add(nodeStyle(node, faintNode(node)));
  }, true);
  network.on("zoom", () => {  // while the wheel turns, the picture is stretched; then it is drawn
    if (drawnNodes.size <= MANY) return;
    if (!carried) takePicture();
    clearTimeout(zoomed);
    zoomed = setTimeout(dropPicture, 160);
  });
}
let zoomed = 0;
/* While a drawing of many points is dragged, its picture is: a frame costs one copy, not ten thousand shapes. */
const MANY = 1500;
let carried = null;
function takePicture() {
  const from = $("canvas").querySelector("canvas"), copy = document.createElement("canvas");
  copy.width = from.width; copy.height = from.height;
  copy.getContext("2d").drawImage(from, 0, 0);
  carried = { copy, at: network.getViewPosition(), scale: network.getScale(), ratio: from.width / $("canvas").clientWidth };
  network.renderer.options.hideNodesOnDrag = true;
}
function drawPicture(c) {
  const at = network.getViewPosition(), now = network.getScale(), by = now * carried.ratio, grown = now / carried.scale, { width, height } = carried.copy;
  c.save(); c.setTransform(1, 0, 0, 1, 0, 0);
  c.drawImage(carried.copy, (carried.at.x - at.x) * by + width * (1 - grown) / 2, (carried.at.y - at.y) * by + height * (1 - grown) / 2, width * grown, height * grown);
  c.restore();
}
function dropPicture() {
  if (!carried) return;
  carried = null;
  network.renderer.options.hideNodesOnDrag = false;
  network.redraw();
}
