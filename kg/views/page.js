"use strict";
(() => {
const D = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => matchMedia("(max-width: 760px)").matches;

/* Elements are made here and nowhere else; words enter them as text only. */
function el(tag, props, ...kids) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (k === "class") e.className = v;
    else if (k === "on") for (const [type, f] of Object.entries(v)) e.addEventListener(type, f);
    else if (v !== null && v !== undefined && v !== false) e.setAttribute(k, v === true ? "" : v);
  }
  for (const kid of kids) if (kid !== null && kid !== undefined && kid !== false) e.append(kid);
  return e;
}
const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d").replace(/ß/g, "ss");
const say = (relation) => relation.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const num = (n) => n.toLocaleString("en");
const many = (n, one, more) => `${num(n)} ${n === 1 ? one : more || one + "s"}`;

/* ---- what was read ---- */
const [ID, SENT, SUBJ, OBJ, REL, STATUS, NEG, SPEAKER, TOPIC, RULE, SPAN, TRIG, WORDS, REASON] = Array(14).keys();
const facts = D.facts, nodes = D.nodes, lines = D.edges;
const nameOf = (i) => typeof i === "number" ? nodes[i].name || nodes[i].label : i;
const relOf = (f) => D.relations[f[REL]][0];
const famOf = (f) => D.relations[f[REL]][1];
const docOf = (f) => D.docs[D.sentences[f[SENT]][0]] || ["", "", "", "", "", "", [], ""];
const sentence = (f) => { const s = D.sentences[f[SENT]]; return s.length === 4 ? s[3] : D.docs[s[0]][7].slice(s[1], s[2]); };
const statusOf = (f) => f[STATUS] < 0 ? "" : D.statuses[f[STATUS]];
const LADDER = ["discussed", "explored", "intended", "committed", "agreed", "underway", "completed"];
const factAt = new Map(facts.map((f, i) => [f[ID], i]));
const nodeAt = new Map(nodes.map((n, i) => [n.key, i]));
const linesOf = nodes.map(() => []);
lines.forEach((l, i) => { l.b = l.b || []; l.all = l.f.concat(l.b.filter((x) => !l.f.includes(x))); linesOf[l.from].push(i); linesOf[l.to].push(i); });
const folded = nodes.map((n) => [n.name || n.label, ...(n.aka || []), n.iso || ""].map(fold));
const topicKey = D.topics.map((t) => t[0]);

const KINDS = {
  country: ["Countries", "dot"], organization: ["Organizations", "square"], group: ["Groups", "hexagon"], "armed-group": ["Armed groups", "triangleDown"],
  office: ["Offices", "triangle", true], person: ["Persons", "triangle"], topic: ["Topics", "diamond"], instrument: ["Instruments", "square", true],
  event: ["Events", "star"], place: ["Places", "triangleDown", true], date: ["Dates", "diamond", true], matter: ["Matters", "dot", true],
};
const kindOf = (n) => KINDS[n.group] ? n.group : "matter";
const DASH = [false, [9, 4], [2, 4], [12, 4, 2, 4], [5, 5], [16, 5], [4, 3, 1, 3], [1, 3]];
const familyName = (i) => D.families[i] || "Other";
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink = {};
function readColors() {
  ink = { paper: css("--paper"), ink: css("--ink"), soft: css("--soft"), no: css("--no"), accent: css("--accent"), f: [], k: {} };
  for (let i = 0; i < 8; i++) ink.f.push(css(`--f${i}`));
  for (const k of Object.keys(KINDS)) ink.k[k] = css(`--k-${k}`);
}

/* ---- state: what the fragment holds ---- */
const FACETS = ["family", "rel", "status", "topic", "doc", "speaker"];
const S = { node: -1, line: -1, fact: -1, focus: 0, from: "", to: "", table: false, family: new Set(), rel: new Set(), status: new Set(), topic: new Set(), doc: new Set(), speaker: new Set(), hide: new Set() };
const opened = new Set();
let everything = false;
const values = {
  family: (f) => [familyName(famOf(f))], rel: (f) => [relOf(f)], status: (f) => [f[NEG] ? "negated" : statusOf(f) || "none"],
  topic: (f) => f[TOPIC].map((t) => topicKey[t]), doc: (f) => [docOf(f)[0]], speaker: (f) => f[SPEAKER].map((s) => D.names[s]),
};
const cached = {};
for (const facet of FACETS) cached[facet] = facts.map(values[facet]);
const dates = facts.map((f) => docOf(f)[2]);

function readHash() {
  const q = new URLSearchParams(location.hash.slice(1));
  for (const facet of FACETS) S[facet] = new Set(q.getAll(facet).filter(Boolean));
  S.hide = new Set(q.getAll("hide").filter((k) => KINDS[k]));
  S.from = /^\d{4}(-\d\d){0,2}$/.test(q.get("from") || "") ? q.get("from") : "";
  S.to = /^\d{4}(-\d\d){0,2}$/.test(q.get("to") || "") ? q.get("to") : "";
  S.focus = Math.min(2, Math.max(0, Number(q.get("focus")) | 0));
  S.table = q.get("view") === "table" || (q.get("view") === null && S.table);
  const wanted = q.get("node");
  S.node = -1;
  if (wanted) {
    const f = fold(wanted);
    S.node = nodeAt.has(wanted) ? nodeAt.get(wanted) : folded.findIndex((names) => names.includes(f) || names[0].replace(/ /g, "-") === f);
  }
  S.fact = factAt.has(q.get("fact")) ? factAt.get(q.get("fact")) : -1;
  const pair = (q.get("line") || "").split("~").map((k) => nodeAt.get(k));
  S.line = pair.length === 2 ? lines.findIndex((l) => l.from === pair[0] && l.to === pair[1]) : -1;
}
function writeHash() {
  const q = new URLSearchParams();
  if (S.node >= 0) q.set("node", nodes[S.node].key);
  if (S.line >= 0) q.set("line", `${nodes[lines[S.line].from].key}~${nodes[lines[S.line].to].key}`);
  if (S.fact >= 0) q.set("fact", facts[S.fact][ID]);
  for (const facet of FACETS) for (const v of S[facet]) q.append(facet, v);
  for (const k of S.hide) q.append("hide", k);
  if (S.from) q.set("from", S.from);
  if (S.to) q.set("to", S.to);
  if (S.focus && S.node >= 0) q.set("focus", S.focus);
  if (S.table) q.set("view", "table");
  const text = q.toString();
  try { history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search); } catch { /* a frame without an address of its own */ }
}

/* ---- filters ---- */
let passes = [];  // fact -> does it pass all filters
function within(date) {
  if (!S.from && !S.to) return true;
  if (!date) return false;
  return (!S.from || date.slice(0, S.from.length) >= S.from || date > S.from) && (!S.to || date.slice(0, S.to.length) <= S.to);
}
const hits = (facet, i) => S[facet].size === 0 || cached[facet][i].some((v) => S[facet].has(v));
function filter() {
  const counts = Object.fromEntries(FACETS.map((f) => [f, new Map()]));
  passes = facts.map((f, i) => {
    if (!within(dates[i])) return false;
    let missed = "", n = 0;
    for (const facet of FACETS) if (!hits(facet, i)) { n++; missed = facet; if (n > 1) return false; }
    for (const facet of n ? [missed] : FACETS) for (const v of cached[facet][i]) counts[facet].set(v, (counts[facet].get(v) || 0) + 1);
    return n === 0;
  });
  return counts;
}
const filtered = () => FACETS.some((f) => S[f].size) || S.from || S.to || S.hide.size;

/* ---- drawing ---- */
let network = null, nodeSet, edgeSet;
const drawnNodes = new Map(), drawnLines = new Map();  // number -> style key
const liveFacts = lines.map((l) => l.all.length);

function visible() {
  lines.forEach((l, i) => { let n = 0; for (const f of l.all) if (passes[f]) n++; liveFacts[i] = n; });
  const may = (i) => (everything || nodes[i].on || opened.has(i) || i === S.node) && !S.hide.has(kindOf(nodes[i]));
  const show = new Set();
  lines.forEach((l, i) => { if (liveFacts[i] && may(l.from) && may(l.to)) { show.add(l.from); show.add(l.to); } });
  if (S.node >= 0) show.add(S.node);
  if (S.line >= 0) { show.add(lines[S.line].from); show.add(lines[S.line].to); }
  if (S.focus && S.node >= 0) {
    let ring = new Set([S.node]);
    for (let step = 0; step < S.focus; step++) {
      const next = new Set(ring);
      for (const n of ring) for (const l of linesOf[n]) if (liveFacts[l]) for (const m of [lines[l].from, lines[l].to]) if (show.has(m)) next.add(m);
      ring = next;
    }
    return ring;
  }
  return show;
}
function nodeStyle(i, faint) {
  const n = nodes[i], kind = kindOf(n), [, shape, hollow] = KINDS[kind], color = ink.k[kind];
  const chosen = i === S.node, fill = hollow ? ink.paper : color;
  return {
    id: i, x: n.x, y: n.y, shape, size: n.size, opacity: faint ? .16 : 1, borderWidth: chosen ? 4 : hollow ? 2 : 1,
    color: { background: fill, border: chosen ? ink.ink : hollow ? color : ink.paper, highlight: { background: fill, border: ink.ink }, hover: { background: fill, border: ink.ink } },
  };
}
function lineStyle(i, faint) {
  const l = lines[i], tally = new Map();
  let there = false, back = false, mutual = true, no = 0, loose = 0, n = 0;
  const forward = new Set(l.f);
  for (const f of l.all) {
    if (!passes[f]) continue;
    n++;
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
  return {
    id: i, from: l.from, to: l.to, width: (chosen ? 2 : 0) + Math.min(9, .8 + Math.sqrt(n) * .9), dashes: DASH[family % DASH.length],
    color: { color: denied ? ink.no : ink.f[family % 8], opacity: faint ? .06 : chosen ? 1 : (loose === n ? .3 : .62) * (lines.length > 1500 ? .6 : 1), highlight: denied ? ink.no : ink.f[family % 8], hover: ink.ink },
    arrows: { to: there && !mutual ? arrow : { enabled: false }, from: back && !mutual ? arrow : { enabled: false }, middle: no ? { enabled: true, type: "bar", scaleFactor: .9 } : { enabled: false } },
  };
}
function draw() {
  const show = visible();
  const near = new Set();
  if (S.line >= 0) { near.add(lines[S.line].from); near.add(lines[S.line].to); }
  else if (S.node >= 0 && !S.focus) { near.add(S.node); for (const l of linesOf[S.node]) if (liveFacts[l]) { near.add(lines[l].from); near.add(lines[l].to); } }
  lit = near;
  const theme = document.documentElement.dataset.theme;
  const nodeAdd = [], nodeUp = [], nodeOut = [], lineAdd = [], lineUp = [], lineOut = [];
  for (const i of show) {
    const faint = near.size > 0 && !near.has(i), key = `${theme}${faint}${i === S.node}`;
    if (!drawnNodes.has(i)) nodeAdd.push(nodeStyle(i, faint));
    else if (drawnNodes.get(i) !== key) nodeUp.push(nodeStyle(i, faint));
    drawnNodes.set(i, key);
  }
  for (const i of drawnNodes.keys()) if (!show.has(i)) { nodeOut.push(i); drawnNodes.delete(i); }
  const signature = FACETS.map((f) => [...S[f]].join()).join("|") + S.from + S.to;
  lines.forEach((l, i) => {
    if (liveFacts[i] && show.has(l.from) && show.has(l.to)) {
      const faint = near.size > 0 && !(S.line >= 0 ? i === S.line : l.from === S.node || l.to === S.node);
      const key = `${theme}${faint}${i === S.line}${liveFacts[i]}${l.all.length > 1 ? signature : ""}`;
      if (!drawnLines.has(i)) lineAdd.push(lineStyle(i, faint));
      else if (drawnLines.get(i) !== key) lineUp.push(lineStyle(i, faint));
      drawnLines.set(i, key);
    } else if (drawnLines.delete(i)) lineOut.push(i);
  });
  if (!network) {
    nodeSet = new vis.DataSet(nodeAdd);
    edgeSet = new vis.DataSet(lineAdd);
    $("panel").hidden = S.node < 0 && S.line < 0 && S.fact < 0;  // the room there will be
    network = new vis.Network($("canvas"), { nodes: nodeSet, edges: edgeSet }, { ...D.options, autoResize: true });
    listen();
    network.fit({ animation: false });
    return;
  }
  if (lineOut.length) edgeSet.remove(lineOut);
  if (nodeOut.length) nodeSet.remove(nodeOut);
  if (nodeUp.length) nodeSet.update(nodeUp);
  if (nodeAdd.length) nodeSet.add(nodeAdd);
  if (lineUp.length) edgeSet.update(lineUp);
  if (lineAdd.length) edgeSet.add(lineAdd);
}
/* Names are drawn over the graph at one size on the screen, most met first, and only where there is room: as on a map. */
let lit = new Set();
const KIND_ACTOR = new Set(["country", "organization", "group", "armed-group"]);
const byWeight = nodes.map((_, i) => i).sort((a, b) => KIND_ACTOR.has(kindOf(nodes[b])) - KIND_ACTOR.has(kindOf(nodes[a])) || nodes[b].n - nodes[a].n || a - b);
const widths = new Map();
function drawNames(c) {
  const scale = network.getScale(), box = $("canvas"), W = box.clientWidth, H = box.clientHeight, at = network.getViewPosition(), taken = [];
  const room = Math.min(120, Math.round(W * H / 12000));
  c.textAlign = "center"; c.textBaseline = "top"; c.lineJoin = "round";
  const first = lit.size ? [...lit].sort((a, b) => (b === S.node) - (a === S.node) || nodes[b].n - nodes[a].n) : [];
  for (const i of lit.size ? first : byWeight.slice(0, 60)) {  // no name lies on a large point
    const p = drawnNodes.has(i) && network.body.nodes[i], r = nodes[i].size * scale;
    if (!p || r < 7) continue;
    const x = (p.x - at.x) * scale + W / 2, y = (p.y - at.y) * scale + H / 2;
    taken.push([x - r, x + r, y - r, y + r]);
  }
  const points = taken.length;  // names of actors may lie on points, never on names
  let count = 0;
  for (const i of lit.size ? first : byWeight) {
    if (!drawnNodes.has(i)) continue;
    const n = nodes[i], p = network.body.nodes[i];
    if (!p) continue;
    if (n.size * scale < 2.5 && !lit.size) continue;
    const x = (p.x - at.x) * scale + W / 2, y = (p.y - at.y) * scale + H / 2;
    if (x < -40 || x > W + 40 || y < -20 || y > H + 20) continue;
    const strong = i === S.node || KIND_ACTOR.has(kindOf(n)), px = strong ? 13.5 : 12;
    c.font = `${strong ? "600 " : ""}${px / scale}px system-ui, sans-serif`;
    if (!widths.has(i)) widths.set(i, c.measureText(n.label).width * scale);
    const w = widths.get(i) / 2 + 3, top = y + n.size * scale + 3;
    if (i !== S.node && (strong ? taken.slice(points) : taken).some((t) => x - w < t[1] && x + w > t[0] && top < t[3] && top + px + 2 > t[2])) continue;
    taken.push([x - w, x + w, top, top + px + 2]);
    c.lineWidth = 3.5 / scale; c.strokeStyle = ink.paper; c.fillStyle = strong ? ink.ink : ink.soft;
    c.strokeText(n.label, p.x, p.y + n.size + 3 / scale);
    c.fillText(n.label, p.x, p.y + n.size + 3 / scale);
    if (++count >= room) break;
  }
}
function listen() {
  network.on("afterDrawing", drawNames);
  network.on("click", (e) => {
    if (e.nodes.length) chooseNode(e.nodes[0]);
    else if (e.edges.length) chooseLine(e.edges[0]);
    else closePanel();
  });
  network.on("dragEnd", (e) => { for (const [i, p] of Object.entries(network.getPositions(e.nodes))) { nodes[i].x = p.x; nodes[i].y = p.y; } });
  const tip = $("tip");
  const at = (e, text) => {
    tip.textContent = text; tip.hidden = false;
    const box = $("canvas").getBoundingClientRect(), p = e.pointer.DOM;
    tip.style.left = `${Math.min(p.x + 14, Math.max(0, box.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${p.y + 18 + tip.offsetHeight > box.height ? p.y - tip.offsetHeight - 10 : p.y + 18}px`;
  };
  network.on("hoverNode", (e) => at(e, `${nameOf(e.node)} · ${many(nodes[e.node].n, "fact")}`));
  network.on("hoverEdge", (e) => {
    const tally = new Map();
    for (const f of lines[e.edge].all) if (passes[f]) tally.set(relOf(facts[f]), (tally.get(relOf(facts[f])) || 0) + 1);
    at(e, [...tally].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([r, n]) => n > 1 ? `${say(r)} ×${n}` : say(r)).join(", "));
  });
  for (const type of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(type, () => { tip.hidden = true; });
}
const motion = () => still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
function goTo(i) {
  if (!network || !drawnNodes.has(i)) return;
  const scale = Math.max(.75, Math.min(1.3, network.getScale()));
  network.focus(i, { scale, animation: motion(), offset: { x: 0, y: narrow() ? -$("stage").clientHeight * .25 : 0 } });
}
const zoom = (by) => network.moveTo({ scale: Math.min(5, Math.max(.03, network.getScale() * by)), animation: motion() });
const fit = () => network.fit({ nodes: [...drawnNodes.keys()], animation: motion() });

/* ---- legend and filters ---- */
function shapeSwatch(kind) {
  const [, shape, hollow] = KINDS[kind];
  const s = svg("svg", { class: "sw", viewBox: "0 0 20 16", "aria-hidden": "true" });
  const d = { dot: "M10 2.5a5.5 5.5 0 1 0 .01 0z", square: "M5 3h10v10H5z", hexagon: "M7 2.5h6l3.2 5.5-3.2 5.5H7L3.8 8z", triangle: "M10 2l6 11H4z", triangleDown: "M10 14L4 3h12z", diamond: "M10 1.5L16 8l-6 6.5L4 8z", star: "M10 1.5l1.9 4.3 4.6.4-3.5 3 1.1 4.6-4.1-2.4-4.1 2.4 1.1-4.6-3.5-3 4.6-.4z" }[shape];
  const p = svg("path", { d });
  p.style.fill = hollow ? "var(--raised)" : `var(--k-${kind})`;
  p.style.stroke = `var(--k-${kind})`; p.style.strokeWidth = hollow ? "2" : "0";
  s.append(p);
  return s;
}
function lineSwatch(family) {
  const s = svg("svg", { class: "sw", viewBox: "0 0 20 16", "aria-hidden": "true" }), p = svg("path", { d: "M0 8h20" });
  p.style.stroke = `var(--f${family % 8})`; p.style.strokeWidth = "2.5";
  const dash = DASH[family % DASH.length];
  if (dash) p.style.strokeDasharray = dash.map((x) => x * .7).join(" ");
  s.append(p);
  return s;
}
function svg(tag, attributes) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  return e;
}
const options = [];  // [facet, value, button, count]
const TITLES = { family: "Lines", rel: "Relation", status: "Firmness", topic: "Topic", doc: "Document", speaker: "Speaker" };
const captions = {
  family: (v) => v.charAt(0).toUpperCase() + v.slice(1).replace(/-/g, " "), rel: say, topic: (v) => D.topics[topicKey.indexOf(v)][1], doc: (v) => (D.docs.find((d) => d[0] === v) || ["", v])[1],
  status: (v) => ({ negated: "denied in the text", none: "no rung" })[v] || v, speaker: (v) => v,
};
function buildFacets() {
  const box = $("facets");
  const kinds = new Map();
  for (const n of nodes) kinds.set(kindOf(n), (kinds.get(kindOf(n)) || 0) + 1);
  const legend = el("details", { class: "toggle", open: true }, el("summary", {}, "Points"));
  for (const kind of Object.keys(KINDS)) if (kinds.has(kind)) {
    const b = el("button", { class: "opt", "data-kind": kind, "aria-pressed": "true", on: { click: () => { S.hide.has(kind) ? S.hide.delete(kind) : S.hide.add(kind); change(); } } },
      shapeSwatch(kind), el("span", { class: "t" }, KINDS[kind][0]), el("span", { class: "n" }, num(kinds.get(kind))));
    legend.append(b);
    options.push(["hide", kind, b, null]);
  }
  box.append(legend);
  for (const facet of FACETS) {
    const tally = new Map();
    for (const vs of cached[facet]) for (const v of vs) tally.set(v, (tally.get(v) || 0) + 1);
    if (tally.size < 2 && facet !== "family") continue;
    let list = [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map((x) => x[0]);
    if (facet === "status") list = [...LADDER, "none", "negated"].filter((v) => tally.has(v));
    if (facet === "family") list = D.families.map((_, i) => familyName(i)).filter((v) => tally.has(v));
    const d = el("details", { class: "pick", open: facet === "family" || (facet === "status" && innerHeight > 700) }, el("summary", {}, TITLES[facet]));
    list.forEach((v, at) => {
      const count = el("span", { class: "n" });
      const caption = captions[facet](v);
      const b = el("button", { class: "opt", "aria-pressed": "false", "data-facet": facet, title: caption.length > 24 ? caption : null, hidden: at >= 12, on: { click: () => { S[facet].has(v) ? S[facet].delete(v) : S[facet].add(v); change(); } } },
        facet === "family" ? lineSwatch(D.families.findIndex((_, i) => familyName(i) === v)) : null, el("span", { class: "t", dir: "auto" }, caption), count);
      d.append(b);
      options.push([facet, v, b, count]);
    });
    if (list.length > 12) d.append(el("button", { class: "more", on: { click: (e) => { for (const b of d.querySelectorAll("button.opt")) b.hidden = false; e.target.remove(); } } }, `${num(list.length - 12)} more`));
    box.append(d);
  }
  if (D.from && D.from !== D.to) {
    const field = (which, label) => el("input", { type: "text", inputmode: "numeric", id: `date-${which}`, "aria-label": label, placeholder: D[which].slice(0, 10), maxlength: "10",
      on: { change: (e) => { S[which] = /^\d{4}(-\d\d){0,2}$/.test(e.target.value.trim()) ? e.target.value.trim() : ""; change(); } } });
    box.append(el("details", { open: true }, el("summary", {}, "Date"), el("div", { class: "dates" }, field("from", "From date"), "–", field("to", "To date"))));
  }
}
function showCounts(counts) {
  for (const [facet, value, button, count] of options) {
    if (facet === "hide") { button.setAttribute("aria-pressed", String(!S.hide.has(value))); continue; }
    const n = counts[facet].get(value) || 0, on = S[facet].has(value);
    count.textContent = num(n);
    button.setAttribute("aria-pressed", String(on));
    button.classList.toggle("zero", !n && !on);
    if (on) button.hidden = false;
  }
  for (const which of ["from", "to"]) if ($(`date-${which}`)) $(`date-${which}`).value = S[which];
  const n = passes.filter(Boolean).length;
  $("count").textContent = n === facts.length ? many(n, "fact") : `${num(n)} of ${many(facts.length, "fact")}`;
  $("b-reset").hidden = !filtered();
}

/* ---- panel ---- */
let list = [], at = -1, listed = 0;
const CHUNK = 25;
const order = (a, b) => (dates[b] > dates[a] ? 1 : dates[b] < dates[a] ? -1 : 0) || facts[a][SENT] - facts[b][SENT] || a - b;
const passing = (all) => [...new Set(all)].filter((f) => passes[f]).sort(order);
const factsOf = (i) => passing(linesOf[i].flatMap((l) => lines[l].all).concat(loose.get(i) || []));
const loose = new Map();
facts.forEach((f, i) => { for (const n of [...f[SUBJ], f[OBJ]]) if (typeof n === "number") { if (!loose.has(n)) loose.set(n, []); loose.get(n).push(i); } });

function nameButton(i) {
  return typeof i === "number" ? el("button", { class: "name", dir: "auto", on: { click: () => chooseNode(i, true) } }, nameOf(i)) : el("bdi", {}, i);
}
function card(f, where) {
  const row = facts[f], doc = docOf(row), text = sentence(row), who = [];
  row[SUBJ].forEach((s, k) => { if (k) who.push(k === row[SUBJ].length - 1 ? " and " : ", "); who.push(nameButton(s)); });
  const status = statusOf(row), by = row[SPEAKER].map((s) => D.names[s]);
  const verb = say(relOf(row));
  return el("article", { class: "card", "data-at": where, "data-fact": row[ID] },
    el("p", { class: "says" }, ...who, " ", row[NEG] ? el("span", { class: "not" }, "not: ") : null, el("span", { class: "rel" }, verb), " ",
      nameButton(row[OBJ]), status ? el("span", { class: "pill" + (LADDER.indexOf(status) >= 4 ? " firm" : "") }, status) : null),
    el("blockquote", { dir: "auto" }, ...marked(text, row[SPAN], row[TRIG])),
    el("p", { class: "from" }, el("bdi", {}, doc[1]), doc[2] ? ` · ${doc[2]}` : "", by.length ? " · said by " : "", by.length ? el("bdi", {}, by.join(", ")) : "",
      row[RULE] >= 0 && D.rules[row[RULE]] ? " · rule " : "", D.rules[row[RULE]] ? el("bdi", {}, D.rules[row[RULE]]) : ""),
    row[REASON] ? el("p", { class: "from", dir: "auto" }, row[REASON]) : null,
    el("div", { class: "acts" },
      doc[7] ? el("button", { on: { click: () => read(f) } }, "Show in document") : null,
      el("button", { on: { click: (e) => copy(cite(f), e.target) } }, "Copy citation"),
      /^https?:\/\/\S+$/.test(doc[3]) ? el("a", { href: doc[3], target: "_blank", rel: "noopener noreferrer nofollow" }, "Source ↗") : null));
}
function marked(text, span, why) {
  const cuts = [...new Set([0, text.length, ...span, ...why])].filter((c) => c >= 0 && c <= text.length).sort((a, b) => a - b), out = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [a, b] = [cuts[i], cuts[i + 1]], part = text.slice(a, b);
    const inSpan = span.length && a >= span[0] && b <= span[1], inWhy = why.length && a >= why[0] && b <= why[1];
    let piece = part;
    if (inWhy) piece = el("span", { class: "why" }, piece);
    if (inSpan) piece = el("mark", {}, piece);
    out.push(piece);
  }
  return out;
}
function cite(f) {
  const row = facts[f], d = docOf(row);
  return `“${sentence(row).replace(/\s+/g, " ").trim()}” ${[d[1], d[2], d[3]].filter(Boolean).join(", ")}. [Concord fact ${row[ID]}]`;
}
async function copy(text, button) {
  let done = false;
  try { await navigator.clipboard.writeText(text); done = true; } catch {
    const area = el("textarea", { "aria-hidden": "true" });
    area.value = text; document.body.append(area); area.select(); done = document.execCommand("copy"); area.remove(); button.focus();
  }
  note(done ? "Citation copied" : "The browser did not allow copying");
}
let noteTimer = 0;
function note(text) { $("note").textContent = text; $("note").hidden = false; clearTimeout(noteTimer); noteTimer = setTimeout(() => { $("note").hidden = true; }, 2200); }

function panelHead() {
  const close = el("button", { class: "close", "aria-label": "Close evidence", on: { click: closePanel } }, "×");
  if (S.line >= 0) {
    const l = lines[S.line];
    return [el("div", { class: "head" }, el("h2", {}, el("bdi", {}, nameOf(l.from)), " — ", el("bdi", {}, nameOf(l.to))), close)];
  }
  if (S.node >= 0) {
    const n = nodes[S.node], hidden = hiddenNear(S.node);
    const about = [KINDS[kindOf(n)][0].replace(/ies$/, "y").replace(/s$/, ""), n.iso, ...(n.aka || [])].filter(Boolean);
    return [
      el("div", { class: "head" }, shapeSwatch(kindOf(n)), el("h2", { dir: "auto" }, nameOf(S.node)), close),
      el("p", { class: "about", dir: "auto" }, about.join(" · ")),
      el("div", { class: "acts" },
        ...[1, 2].map((k) => el("button", { "aria-pressed": String(S.focus === k), on: { click: () => { S.focus = S.focus === k ? 0 : k; change(); fit(); } } }, k === 1 ? "Only its neighbours" : "Two steps")),
        hidden.length ? el("button", { id: "b-all", on: { click: openAll } }, `Show all (${num(hidden.length)} more)`) : null)];
  }
  return [el("div", { class: "head" }, el("h2", {}, "Fact"), close)];
}
const hiddenNear = (i) => [...new Set(linesOf[i].filter((l) => liveFacts[l]).flatMap((l) => [lines[l].from, lines[l].to]))].filter((m) => !drawnNodes.has(m) && !S.hide.has(kindOf(nodes[m])));
function openAll() {
  if (S.node < 0) return;
  const near = hiddenNear(S.node), home = nodes[S.node];
  near.forEach((m, k) => {
    opened.add(m);
    if (!nodes[m].on && linesOf[m].length === 1) { const r = 80 + 24 * Math.sqrt(k), t = k * 2.39996; nodes[m].x = Math.round(home.x + r * Math.cos(t)); nodes[m].y = Math.round(home.y + r * Math.sin(t)); }
  });
  change();
  network.fit({ nodes: [S.node, ...near].filter((m) => drawnNodes.has(m)), animation: motion() });
}
function showPanel() {
  const p = $("panel");
  if (S.node < 0 && S.line < 0 && S.fact < 0) { p.hidden = true; p.replaceChildren(); list = []; return; }
  list = S.line >= 0 ? passing(lines[S.line].all) : S.node >= 0 ? factsOf(S.node) : [S.fact];
  at = Math.max(0, list.indexOf(S.fact));
  listed = 0;
  const cards = el("div", { id: "cards" });
  const step = list.length > 1 ? el("div", { class: "step" }, el("span", { id: "where" }), el("button", { id: "b-prev", on: { click: () => move(-1) } }, "Previous"), el("button", { id: "b-next", on: { click: () => move(1) } }, "Next")) : null;
  p.replaceChildren(...panelHead(), ...(step ? [step] : []), cards);
  if (!list.length) cards.append(el("p", { class: "from" }, "No fact passes the filters."));
  p.hidden = false;
  p.scrollTop = 0;
  fill(Math.max(CHUNK, at + 5));
  mark(S.fact >= 0 && at > 0);
}
function fill(upto) {
  const cards = $("cards");
  $("b-cards")?.remove();
  for (; listed < Math.min(upto, list.length); listed++) cards.append(card(list[listed], listed));
  if (listed < list.length) cards.append(el("button", { id: "b-cards", class: "quiet", on: { click: () => fill(listed + CHUNK) } }, `${num(list.length - listed)} more`));
}
function mark(scroll) {
  for (const c of document.querySelectorAll(".card.now")) c.classList.remove("now");
  const c = document.querySelector(`.card[data-at="${at}"]`);
  if ($("where")) $("where").textContent = `${num(at + 1)} of ${many(list.length, "fact")}`;
  if ($("b-prev")) { $("b-prev").disabled = at <= 0; $("b-next").disabled = at >= list.length - 1; }
  if (c) { c.classList.add("now"); if (scroll) c.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" }); }
}
function move(by) {
  if (!list.length) return;
  at = Math.min(list.length - 1, Math.max(0, at + by));
  if (at >= listed) fill(at + 5);
  S.fact = list[at];
  mark(true); writeHash(); markRow();
}
function chooseNode(i, travel) {
  S.node = i; S.line = -1; S.fact = -1;
  if (!S.focus) opened.add(i);
  change();
  if (travel) goTo(i);
}
function chooseLine(i) { S.line = i; S.node = -1; S.fact = -1; S.focus = 0; change(); }
function chooseFact(f) {
  const row = facts[f], s = row[SUBJ][0], o = row[OBJ];
  S.fact = f; S.focus = 0; S.line = -1; S.node = -1;
  const line = typeof s === "number" && typeof o === "number" ? lines.findIndex((l) => (l.from === s && l.to === o) || (l.from === o && l.to === s)) : -1;
  if (line >= 0) { S.line = line; opened.add(s); opened.add(o); } else if (typeof s === "number") S.node = s;
  change();
  if (line >= 0) network.fit({ nodes: [s, o].filter((m) => drawnNodes.has(m)), animation: motion(), maxZoomLevel: 1.2 });
}
function closePanel() {
  const had = S.node >= 0 || S.line >= 0 || S.fact >= 0;
  S.node = S.line = S.fact = -1; S.focus = 0;
  if (had) change();
}

/* ---- a document's own text ---- */
function read(f) {
  const row = facts[f], d = docOf(row), here = D.sentences[row[SENT]], number = here[0], text = d[7];
  const bySentence = new Map();
  facts.forEach((x, i) => { const s = D.sentences[x[SENT]]; if (s[0] === number && s.length === 3) { const k = `${s[1]}-${s[2]}`; if (!bySentence.has(k)) bySentence.set(k, [s, i]); } });
  const spans = [...bySentence.values()].sort((a, b) => a[0][1] - b[0][1]), parts = [];
  let end = 0, target = null;
  for (const [s, i] of spans) {
    if (s[1] < end) continue;
    parts.push(text.slice(end, s[1]));
    const chosen = s[1] === here[1] && s[2] === here[2];
    const e = el("span", { class: chosen ? "has here" : "has", tabindex: "0", role: "button", "data-fact": facts[i][ID], on: {
      click: () => { $("reader").close(); chooseFact(i); }, keydown: (k) => { if (k.key === "Enter") { $("reader").close(); chooseFact(i); } } } }, text.slice(s[1], s[2]));
    if (chosen) target = e;
    parts.push(e);
    end = s[2];
  }
  parts.push(text.slice(end));
  $("reader-title").textContent = d[1];
  $("reader-about").textContent = [d[2], d[5], d[4], d[6].join(", "), `${many(spans.length, "sentence")} with facts, underlined`].filter(Boolean).join(" · ");
  $("reader-text").replaceChildren(...parts);
  $("reader").showModal();
  if (target) target.scrollIntoView({ block: "center" });
}

/* ---- table ---- */
const COLUMNS = [
  ["Date", (f) => docOf(f)[2]], ["Subject", (f) => f[SUBJ].map(nameOf).join(", ")], ["Relation", (f) => (f[NEG] ? "not " : "") + say(relOf(f))],
  ["Object", (f) => nameOf(f[OBJ])], ["Status", statusOf], ["Speaker", (f) => f[SPEAKER].map((s) => D.names[s]).join(", ")], ["Document", (f) => docOf(f)[1]],
];
let sortBy = 0, down = true, tableRows = [], tableShown = 0;
function buildHeads() {
  COLUMNS.forEach(([name], i) => $("heads").append(el("th", { scope: "col" }, el("button", { on: { click: () => { down = sortBy === i ? !down : false; sortBy = i; showTable(); } } }, name))));
}
function showTable() {
  $("table").hidden = !S.table;
  $("b-table").setAttribute("aria-expanded", String(S.table));
  if (!S.table) return;
  [...$("heads").children].forEach((th, i) => i === sortBy ? th.setAttribute("aria-sort", down ? "descending" : "ascending") : th.removeAttribute("aria-sort"));
  const value = COLUMNS[sortBy][1];
  const keyed = (S.node >= 0 && S.focus ? factsOf(S.node) : facts.map((_, i) => i).filter((i) => passes[i])).map((i) => [i, sortBy === 4 ? LADDER.indexOf(value(facts[i])) : fold(value(facts[i]))]);
  keyed.sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) * (down ? -1 : 1) || a[0] - b[0]);
  tableRows = keyed.map((k) => k[0]);
  tableShown = 0;
  $("rows").replaceChildren();
  moreRows();
}
function moreRows() {
  const part = document.createDocumentFragment(), until = Math.min(tableRows.length, tableShown + 100);
  for (; tableShown < until; tableShown++) {
    const i = tableRows[tableShown], f = facts[i];
    const open = () => { chooseFact(i); if (narrow()) { S.table = false; showTable(); writeHash(); } };
    part.append(el("tr", { "data-fact": f[ID] }, ...COLUMNS.map(([name, value]) => {
      const text = value(f) || "–";
      return el("td", { dir: "auto" }, name === "Relation" ? el("button", { on: { click: open } }, f[NEG] ? el("span", { class: "not" }, text) : text) : text);
    })));
  }
  $("rows").append(part);
  $("b-rows").hidden = tableShown >= tableRows.length;
  $("b-rows").textContent = `${num(tableRows.length - tableShown)} more`;
  markRow();
}
function markRow() {
  for (const r of document.querySelectorAll("tbody tr.now")) r.classList.remove("now");
  if (S.fact >= 0) document.querySelector(`tr[data-fact="${facts[S.fact][ID]}"]`)?.classList.add("now");
}

/* ---- search ---- */
let foundAt = -1, foundNow = [];
function search() {
  const q = fold($("search").value.trim());
  foundNow = [];
  if (q) {
    const scored = [];
    folded.forEach((names, i) => {
      let best = 9;
      for (const name of names) {
        if (!name) continue;
        const p = name.indexOf(q);
        if (p < 0) continue;
        best = Math.min(best, name === q ? 0 : p === 0 ? 1 : /[\s(-]/.test(name[p - 1]) ? 2 : 3);
      }
      if (best < 9) scored.push([best, -nodes[i].n, i]);
    });
    foundNow = scored.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12).map((s) => s[2]);
  }
  foundAt = foundNow.length ? 0 : -1;
  showFound(Boolean(q));
}
function showFound(open) {
  const box = $("found"), input = $("search");
  box.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  box.replaceChildren(...(foundNow.length ? foundNow.map((i, k) => el("li", { role: "option", id: `found-${k}`, "aria-selected": String(k === foundAt), on: { mousedown: (e) => { e.preventDefault(); take(i); } } },
    shapeSwatch(kindOf(nodes[i])), el("bdi", {}, nameOf(i)), el("span", { class: "n" }, num(nodes[i].n)))) : [el("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, "No such name")]));
  if (open && foundAt >= 0) input.setAttribute("aria-activedescendant", `found-${foundAt}`); else input.removeAttribute("aria-activedescendant");
}
function take(i) {
  $("search").value = "";
  foundNow = []; showFound(false);
  S.focus = 0;
  S.hide.delete(kindOf(nodes[i]));
  chooseNode(i, true);
}

/* ---- taking away ---- */
function save(blob, name) {
  const url = URL.createObjectURL(blob), a = el("a", { href: url, download: name });
  document.body.append(a); a.click(); a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
}
const cell = (v) => { let s = String(v).replace(/[\u0000-\u001f\u2028\u2029]+/g, " "); if (/^[\s\u00a0\u3000\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(s)) s = `'${s}`; return /[",;]/.test(s) ? `"${s.replace(/"/g, '""')}"` : s; };
function csv() {
  const head = ["id", "doc", "date", "subject", "relation", "object", "status", "negated", "speaker", "rule", "quote"];
  const rows = facts.filter((_, i) => passes[i]).map((f) => [f[ID], docOf(f)[0], docOf(f)[2], f[SUBJ].map(nameOf).join("; "), relOf(f), f[WORDS], statusOf(f), Boolean(f[NEG]), f[SPEAKER].map((s) => D.names[s]).join("; "), D.rules[f[RULE]] || "", sentence(f)]);
  save(new Blob(["\ufeff" + [head, ...rows].map((r) => r.map(cell).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" }), "facts.csv");
}
function png() {
  const from = $("canvas").querySelector("canvas"), to = document.createElement("canvas"), c = to.getContext("2d");
  to.width = from.width; to.height = from.height;
  c.fillStyle = ink.paper; c.fillRect(0, 0, to.width, to.height); c.drawImage(from, 0, 0);
  to.toBlob((b) => save(b, "graph.png"), "image/png");
}

/* ---- all together ---- */
function change() {
  const counts = filter();
  draw();
  showCounts(counts);
  showPanel();
  showTable();
  showMore();
  writeHash();
}
function showMore() {
  const rest = nodes.reduce((n, x, i) => n + (!x.on && x.n && !opened.has(i) ? 1 : 0), 0);
  $("b-more").hidden = everything || !rest;
  $("b-more").textContent = `Show ${num(rest)} more`;
}
function setFilters(open) { $("filters").hidden = !open; $("b-filters").setAttribute("aria-expanded", String(open)); }
function setTheme(name) {
  document.documentElement.dataset.theme = name;
  readColors();
  if (network) draw();
}
function setTable(open) { S.table = open; showTable(); writeHash(); if (open) $("table").focus(); }
const flip = () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");

setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (e) => setTheme(e.matches ? "dark" : "light"));
$("subtitle").textContent = [many(facts.length, "fact"), D.docs.length > 1 ? many(D.docs.length, "document") : "", D.from ? (D.from === D.to ? D.from : `${D.from} – ${D.to}`) : ""].filter(Boolean).join(" · ");
setFilters(!narrow());
buildFacets();
buildHeads();
readHash();
if (S.node >= 0) opened.add(S.node);
if (S.line >= 0) { opened.add(lines[S.line].from); opened.add(lines[S.line].to); }
change();
if (S.focus && S.node >= 0) fit(); else if (S.node >= 0) goTo(S.node);
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });

$("b-filters").addEventListener("click", () => setFilters($("filters").hidden));
$("b-table").addEventListener("click", () => setTable(!S.table));
$("b-theme").addEventListener("click", flip);
$("b-help").addEventListener("click", () => $("help").showModal());
$("b-reset").addEventListener("click", () => { for (const f of FACETS) S[f].clear(); S.hide.clear(); S.from = S.to = ""; change(); });
$("b-in").addEventListener("click", () => zoom(1.35));
$("b-out").addEventListener("click", () => zoom(1 / 1.35));
$("b-fit").addEventListener("click", fit);
$("b-more").addEventListener("click", () => { everything = true; change(); fit(); });
$("b-rows").addEventListener("click", moreRows);
$("b-csv").addEventListener("click", csv);
$("b-png").addEventListener("click", png);
$("skip-table").addEventListener("click", (e) => { e.preventDefault(); setTable(true); });
$("search").addEventListener("input", search);
$("search").addEventListener("focus", () => { if ($("search").value) search(); });
$("search").addEventListener("blur", () => showFound(false));
$("search").addEventListener("keydown", (e) => {
  if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    if (foundNow.length) { foundAt = (foundAt + (e.key === "ArrowDown" ? 1 : foundNow.length - 1)) % foundNow.length; showFound(true); }
  } else if (e.key === "Enter" && foundAt >= 0) { e.preventDefault(); take(foundNow[foundAt]); $("search").blur(); }
  else if (e.key === "Escape") { $("search").value = ""; foundNow = []; showFound(false); $("search").blur(); e.stopPropagation(); }
});
for (const d of ["help", "reader"]) $(d).addEventListener("click", (e) => { if (e.target === $(d)) $(d).close(); });
addEventListener("hashchange", () => { readHash(); change(); if (S.node >= 0) goTo(S.node); });
addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || document.querySelector("dialog[open]")) return;
  const keys = {
    "/": () => $("search").focus(), "?": () => $("help").showModal(), n: () => move(1), p: () => move(-1), t: () => setTable(!S.table), d: flip, 0: fit, "+": () => zoom(1.35), "=": () => zoom(1.35), "-": () => zoom(1 / 1.35),
    f: () => { if (S.node >= 0) { S.focus = (S.focus + 1) % 3; change(); fit(); } }, a: openAll, Escape: closePanel,
  };
  if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
});
})();
