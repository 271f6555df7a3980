/* ---- state: what the fragment holds, and the way back ---- */
const FACETS = ["family", "rel", "status", "topic", "doc", "speaker"];
const S = { node: -1, line: -1, fact: -1, focus: 0, from: "", to: "", path: -1, before: "", after: "", table: "", gone: new Set(), pin: new Set(), hide: new Set() };
for (const facet of FACETS) S[facet] = new Set();
const opened = new Set();
let everything = false;
const values = {
  family: (f) => [familyName(famOf(f))], rel: (f) => [relOf(f)], status: (f) => [f[NEG] ? "negated" : statusOf(f) || "none"],
  topic: (f) => f[TOPIC].map((t) => topicKey[t]), doc: (f) => [docOf(f)[0]], speaker: (f) => f[SPEAKER].map((s) => D.names[s]),
};
const cached = {};
for (const facet of FACETS) cached[facet] = facts.map(values[facet]);
const dates = facts.map((f) => docOf(f)[2]);
const isDate = (text) => /^\d{4}(-\d\d){0,2}$/.test(text || "");

function findNode(text) {
  if (!text) return -1;
  if (nodeAt.has(text)) return nodeAt.get(text);
  const f = fold(text), exact = folded.findIndex((names) => names[0] === f || names[0].replace(/ /g, "-") === f);
  return exact >= 0 ? exact : folded.findIndex((names) => names.includes(f));
}
/* A side of a comparison is a document's id, or a date: everything up to it, or from it on. */
const side = (text) => isDate(text) || D.docs.some((d) => d[0] === text) ? text : "";

function readHash(text) {
  const q = new URLSearchParams(text);
  for (const facet of FACETS) S[facet] = new Set(q.getAll(facet).filter(Boolean));
  S.hide = new Set(q.getAll("hide").filter((k) => Object.hasOwn(KINDS, k)));
  S.gone = new Set(q.getAll("gone").map(findNode).filter((i) => i >= 0));
  S.pin = new Set(q.getAll("pin").map(findNode).filter((i) => i >= 0));
  S.from = isDate(q.get("from")) ? q.get("from") : "";
  S.to = isDate(q.get("to")) ? q.get("to") : "";
  S.before = side(q.get("before") || "");
  S.after = side(q.get("after") || "");
  if (!S.before || !S.after) S.before = S.after = "";
  S.focus = Math.min(2, Math.max(0, Number(q.get("focus")) | 0));
  S.table = ["table", "names"].includes(q.get("view")) ? q.get("view") : "";
  S.node = findNode(q.get("node"));
  S.path = S.node >= 0 ? findNode(q.get("path")) : -1;
  if (S.path === S.node) S.path = -1;
  S.fact = factAt.has(q.get("fact")) ? factAt.get(q.get("fact")) : -1;
  const pair = (q.get("line") || "").split("~").map((k) => nodeAt.get(k));
  S.line = pair.length === 2 ? lines.findIndex((l) => l.from === pair[0] && l.to === pair[1]) : -1;
}
function hashText() {
  const q = new URLSearchParams();
  if (S.node >= 0) q.set("node", nodes[S.node].key);
  if (S.path >= 0) q.set("path", nodes[S.path].key);
  if (S.line >= 0) q.set("line", `${nodes[lines[S.line].from].key}~${nodes[lines[S.line].to].key}`);
  if (S.fact >= 0) q.set("fact", facts[S.fact][ID]);
  for (const facet of FACETS) for (const v of S[facet]) q.append(facet, v);
  for (const k of S.hide) q.append("hide", k);
  for (const i of S.gone) q.append("gone", nodes[i].key);
  for (const i of S.pin) q.append("pin", nodes[i].key);
  for (const k of ["from", "to", "before", "after"]) if (S[k]) q.set(k, S[k]);
  if (S.focus && S.node >= 0) q.set("focus", S.focus);
  if (S.table) q.set("view", S.table);
  return q.toString();
}
/* Steps back: the fragment before each change, what had been opened, and where a dragged point was. */
const past = [];
let written = null;
function remember(moved) {
  past.push({ text: written || "", opened: new Set(opened), everything, moved: moved || [] });
  if (past.length > 200) past.shift();
  $("b-undo").disabled = false;
}
let openedBefore = 0, everythingBefore = false;
function writeHash(silent) {
  const text = hashText();
  if (!silent && written !== null && (text !== written || everything !== everythingBefore || opened.size !== openedBefore)) remember();
  written = text; everythingBefore = everything; openedBefore = opened.size;
  try { history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search); } catch { /* a frame without an address of its own */ }
}
function undo() {
  const step = past.pop();
  $("b-undo").disabled = past.length === 0;
  if (!step) return note("Nothing to undo");
  for (const [i, x, y] of step.moved) { nodes[i].x = x; nodes[i].y = y; if (heldNodes.has(i)) nodeSet.update({ id: i, x, y }); }
  opened.clear();
  for (const i of step.opened) opened.add(i);
  everything = step.everything;
  readHash(step.text);
  change(true);
}
