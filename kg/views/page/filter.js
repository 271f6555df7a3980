/* ---- filters: which facts pass, which points are drawn, the way between two of them, two sides compared ---- */
let passes = [];  // fact -> does it pass all filters
let sides = [];  // fact -> 1 before, 2 after, 3 both sides, 0 neither; empty where nothing is compared
function within(date, from, to) {
  if (!from && !to) return true;
  if (!date) return false;
  return (!from || date.slice(0, from.length) >= from || date > from) && (!to || date.slice(0, to.length) <= to);
}
const hits = (facet, i) => S[facet].size === 0 || cached[facet][i].some((v) => S[facet].has(v));
/* What a fact says, whoever's document says it: kept, new and gone are counted on this. */
const gist = (f) => JSON.stringify([[...f[SUBJ]].sort(), f[OBJ], f[REL], f[NEG]]);
const alike = facts.map(gist);
function compare() {
  sides = [];
  if (!S.before) return;
  const before = (i) => isDate(S.before) ? within(dates[i], "", S.before) : docOf(facts[i])[0] === S.before;
  const after = (i) => isDate(S.after) ? !before(i) && within(dates[i], S.after, "") : docOf(facts[i])[0] === S.after;
  const seen = [new Set(), new Set()];
  const raw = facts.map((_, i) => [before(i), after(i)]);
  raw.forEach(([a, b], i) => { if (a) seen[0].add(alike[i]); if (b) seen[1].add(alike[i]); });
  sides = raw.map(([a, b], i) => a || b ? (seen[0].has(alike[i]) ? 1 : 0) + (seen[1].has(alike[i]) ? 2 : 0) : 0);
}
function filter() {
  compare();
  const counts = Object.fromEntries(FACETS.map((f) => [f, new Map()]));
  passes = facts.map((f, i) => {
    if (!within(dates[i], S.from, S.to) || (S.before && !sides[i])) return false;
    let missed = "", n = 0;
    for (const facet of FACETS) if (!hits(facet, i)) { n++; missed = facet; if (n > 1) return false; }
    for (const facet of n ? [missed] : FACETS) for (const v of cached[facet][i]) counts[facet].set(v, (counts[facet].get(v) || 0) + 1);
    return n === 0;
  });
  lines.forEach((l, i) => { let n = 0; for (const f of l.all) if (passes[f]) n++; liveFacts[i] = n; });
  findWay();
  return counts;
}
const filtered = () => FACETS.some((f) => S[f].size) || S.from || S.to || S.hide.size || S.gone.size || S.before;
const liveFacts = lines.map((l) => l.all.length);

/* The shortest way between two points over facts that pass; among equals the one best attested. Points taken away are no way. */
let way = { nodes: [], lines: [] };
function findWay() {
  way = { nodes: [], lines: [] };
  if (S.path < 0 || S.node < 0) return;
  const from = new Map([[S.node, { steps: 0, weight: 0, by: -1, at: -1 }]]);
  let ring = [S.node];
  while (ring.length && !from.has(S.path)) {
    const next = new Set();
    for (const a of ring) for (const i of linesOf[a]) {
      const b = lines[i].from === a ? lines[i].to : lines[i].from;
      if (!liveFacts[i] || (b !== S.path && (S.gone.has(b) || S.hide.has(kindOf(nodes[b]))))) continue;
      const here = from.get(a), weight = here.weight + Math.log1p(liveFacts[i]) + (ACTORS.has(kindOf(nodes[b])) ? .5 : 0), known = from.get(b);
      if (known && (known.steps <= here.steps || known.weight >= weight)) continue;
      from.set(b, { steps: here.steps + 1, weight, by: i, at: a });
      next.add(b);
    }
    ring = [...next].sort((x, y) => x - y);
  }
  if (!from.has(S.path)) return;
  for (let i = S.path; i !== -1; i = from.get(i).at) {
    way.nodes.unshift(i);
    if (from.get(i).by >= 0) way.lines.unshift(from.get(i).by);
  }
}
function visible() {
  const must = new Set(way.nodes);
  if (S.node >= 0) must.add(S.node);
  if (S.line >= 0) { must.add(lines[S.line].from); must.add(lines[S.line].to); }
  const may = (i) => must.has(i) || ((everything || nodes[i].on || opened.has(i)) && !S.hide.has(kindOf(nodes[i])) && !S.gone.has(i));
  const show = new Set();
  lines.forEach((l, i) => { if (liveFacts[i] && may(l.from) && may(l.to)) { show.add(l.from); show.add(l.to); } });
  for (const i of must) show.add(i);
  if (!S.focus || S.node < 0) return show;
  let ring = new Set([S.node]);
  for (let step = 0; step < S.focus; step++) {
    const next = new Set(ring);
    for (const n of ring) for (const l of linesOf[n]) if (liveFacts[l]) for (const m of [lines[l].from, lines[l].to]) if (show.has(m)) next.add(m);
    ring = next;
  }
  return ring;
}
/* What can be seen: the lines drawn, and the facts that they and the points stand for. */
const shownLines = () => [...drawnLines].sort((a, b) => a - b);
function shownFacts() {
  const found = new Set();
  for (const i of drawnLines) for (const f of lines[i].all) if (passes[f]) found.add(f);
  if (S.line >= 0 || S.fact >= 0) for (const f of list) if (passes[f]) found.add(f);
  return [...found].sort((a, b) => a - b);
}
