/* ---- panel ---- */
const SIDES = ["", "before only", "new", "on both sides"];
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
      nameButton(row[OBJ]), status ? el("span", { class: "pill" + (LADDER.indexOf(status) >= 4 ? " firm" : "") }, status) : null,
      sides.length ? el("span", { class: `pill side${sides[f]}` }, SIDES[sides[f]]) : null),
    el("blockquote", { dir: "auto" }, ...marked(text, row[SPAN], row[TRIG])),
    el("p", { class: "from" }, el("bdi", {}, doc[1]), doc[2] ? ` · ${doc[2]}` : "", by.length ? " · said by " : "", by.length ? el("bdi", {}, by.join(", ")) : "",
      row[RULE] >= 0 && D.rules[row[RULE]] ? " · rule " : "", D.rules[row[RULE]] ? el("bdi", {}, D.rules[row[RULE]]) : ""),
    row[NOTE] ? el("p", { class: "note", dir: "auto" }, row[NOTE]) : null,
    row[REASON] && row[REASON] !== `'${nameOf(row[SUBJ][0])}' names ${nameOf(row[SUBJ][0])}` ? el("p", { class: "from", dir: "auto" }, `Subject: ${row[REASON]}`) : null,
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
  note(done ? "Copied" : "The browser did not allow copying");
}
let noteTimer = 0;
function note(text) { $("note").textContent = text; $("note").hidden = false; clearTimeout(noteTimer); noteTimer = setTimeout(() => { $("note").hidden = true; }, 2200); }

function panelHead() {
  const close = el("button", { class: "close", "aria-label": "Close evidence", on: { click: closePanel } }, "×");
  if (S.path >= 0) {
    const said = way.nodes.length ? `${many(way.lines.length, "step")} over facts that pass the filters` : "No way over facts that pass the filters";
    return [el("div", { class: "head" }, el("h2", {}, el("bdi", {}, nameOf(S.node)), " → ", el("bdi", {}, nameOf(S.path))), close), el("p", { class: "about" }, said),
      way.nodes.length ? el("ol", { class: "way" }, ...way.nodes.map((i) => el("li", {}, shapeSwatch(kindOf(nodes[i])), nameButton(i)))) : null,
      el("div", { class: "acts" }, el("button", { on: { click: () => { S.path = -1; change(); } } }, "End path"))].filter(Boolean);
  }
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
        el("button", { id: "b-path", on: { click: askWay } }, "Path to …"),
        el("button", { id: "b-pin", "aria-pressed": String(S.pin.has(S.node)), on: { click: () => pin(S.node) } }, S.pin.has(S.node) ? "Pinned" : "Pin"),
        el("button", { id: "b-hide", on: { click: () => takeAway(S.node) } }, "Hide"),
        hidden.length ? el("button", { id: "b-all", on: { click: openAll } }, `Show all (${num(hidden.length)} more)`) : null)];
  }
  return [el("div", { class: "head" }, el("h2", {}, "Fact"), close)];
}
const hiddenNear = (i) => [...new Set(linesOf[i].filter((l) => liveFacts[l]).flatMap((l) => [lines[l].from, lines[l].to]))].filter((m) => !drawnNodes.has(m) && !S.hide.has(kindOf(nodes[m])) && !S.gone.has(m));
function openAll() {
  if (S.node < 0) return;
  const near = hiddenNear(S.node), home = nodes[S.node];
  near.forEach((m, k) => {
    opened.add(m);
    if (!nodes[m].on && linesOf[m].length === 1) { const r = 80 + 24 * Math.sqrt(k), t = k * 2.39996; nodes[m].x = Math.round(home.x + r * Math.cos(t)); nodes[m].y = Math.round(home.y + r * Math.sin(t)); }
  });
  change();
  fitTo([S.node, ...near].filter((m) => drawnNodes.has(m)));
}
function showPanel() {
  const p = $("panel");
  if (S.node < 0 && S.line < 0 && S.fact < 0) { p.hidden = true; p.replaceChildren(); list = []; return; }
  list = S.path >= 0 ? way.lines.flatMap((l) => passing(lines[l].all)) : S.line >= 0 ? passing(lines[S.line].all) : S.node >= 0 ? factsOf(S.node) : [S.fact];
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
  if (listed >= list.length) addStruck(cards);
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
  mark(true); writeHash(true); markRow();
}
function chooseNode(i, travel) {
  S.gone.delete(i);
  S.node = i; S.line = S.path = -1; S.fact = -1;
  if (!S.focus) opened.add(i);
  change();
  if (travel) goTo(i);
}
function chooseLine(i) { S.line = i; S.node = S.path = -1; S.fact = -1; S.focus = 0; change(); }
function chooseFact(f) {
  const row = facts[f], s = row[SUBJ][0], o = row[OBJ];
  S.fact = f; S.focus = 0; S.line = S.node = S.path = -1;
  const line = typeof s === "number" && typeof o === "number" ? lines.findIndex((l) => (l.from === s && l.to === o) || (l.from === o && l.to === s)) : -1;
  if (line >= 0) { S.line = line; opened.add(s); opened.add(o); } else if (typeof s === "number") S.node = s;
  change();
  if (line >= 0) fitTo([s, o].filter((m) => drawnNodes.has(m)), { maxZoomLevel: 1.2 });
}
function closePanel() {
  const had = S.node >= 0 || S.line >= 0 || S.fact >= 0;
  S.node = S.line = S.fact = S.path = -1; S.focus = 0;
  if (had) change();
}
