/* ---- all together ---- */
function change(silent) {
  const counts = filter();
  draw();
  showCounts(counts);
  showCompare();
  showPanel();
  showTable();
  showMore();
  writeHash(silent === true);
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
function setTable(which) { S.table = which; showTable(); writeHash(true); if (which) $("table").focus(); }
const flipTable = () => setTable(S.table ? "" : "table");
const flip = () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");

setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (e) => setTheme(e.matches ? "dark" : "light"));
$("subtitle").textContent = [many(facts.length, "fact"), D.docs.length > 1 ? many(D.docs.length, "document") : "", D.from ? (D.from === D.to ? D.from : `${D.from} – ${D.to}`) : ""].filter(Boolean).join(" · ");
setFilters(!narrow());
buildFacets();
buildCompare();
readHash(location.hash.length > 1 ? location.hash.slice(1) : D.start);
if (S.node >= 0) opened.add(S.node);
if (S.line >= 0) { opened.add(lines[S.line].from); opened.add(lines[S.line].to); }
change(true);
network.setSize("100%", "100%"); network.redraw();  // panel and table have taken their room
if (S.focus && S.node >= 0) fit(); else if (way.nodes.length) fitTo(way.nodes, { animation: false, maxZoomLevel: 1.2 }); else if (S.node >= 0) goTo(S.node);
network.once("afterDrawing", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });

$("b-filters").addEventListener("click", () => setFilters($("filters").hidden));
$("b-table").addEventListener("click", flipTable);
$("b-theme").addEventListener("click", flip);
$("b-help").addEventListener("click", () => $("help").showModal());
$("b-reset").addEventListener("click", () => { for (const f of FACETS) S[f].clear(); S.hide.clear(); S.gone.clear(); S.from = S.to = S.before = S.after = ""; change(); });
$("b-in").addEventListener("click", () => zoom(1.35));
$("b-out").addEventListener("click", () => zoom(1 / 1.35));
$("b-fit").addEventListener("click", fit);
$("b-more").addEventListener("click", () => { everything = true; change(); fit(); });
$("b-rows").addEventListener("click", moreRows);
$("b-undo").addEventListener("click", undo);
$("b-move").addEventListener("click", () => setMoving(!moving));
$("b-names").addEventListener("click", () => setTable("names"));
$("b-facts").addEventListener("click", () => setTable("table"));
$("b-save").addEventListener("click", () => { $("saves").hidden ? openSaves() : closeSaves(); });
for (const [id, f] of Object.entries(SAVES)) $(`b-${id}`).addEventListener("click", () => { closeSaves(); f(); });
$("skip-table").addEventListener("click", (e) => { e.preventDefault(); setTable("table"); });
$("search").addEventListener("input", search);
$("search").addEventListener("focus", () => { if ($("search").value) search(); });
$("search").addEventListener("blur", () => { showFound(false); endAsking(); });
$("search").addEventListener("keydown", (e) => {
  if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    if (foundNow.length) { foundAt = (foundAt + (e.key === "ArrowDown" ? 1 : foundNow.length - 1)) % foundNow.length; showFound(true); }
  } else if (e.key === "Enter" && foundAt >= 0) { e.preventDefault(); take(foundNow[foundAt]); $("search").blur(); }
  else if (e.key === "Escape") { $("search").value = ""; foundNow = []; showFound(false); $("search").blur(); e.stopPropagation(); }
});
for (const d of ["help", "reader"]) $(d).addEventListener("click", (e) => { if (e.target === $(d)) $(d).close(); });
addEventListener("hashchange", () => { readHash(location.hash.slice(1)); change(); if (S.node >= 0) goTo(S.node); });
const KEYS = {
  "/": () => $("search").focus(), "?": () => $("help").showModal(), n: () => move(1), p: () => move(-1), t: flipTable, m: () => setTable("names"), l: () => setFilters($("filters").hidden),
  d: flip, 0: fit, "+": () => zoom(1.35), "=": () => zoom(1.35), "-": () => zoom(1 / 1.35), u: undo, x: () => takeAway(S.node), i: () => pin(S.node), w: askWay, s: () => openSaves(), g: () => setMoving(!moving),
  r: () => { if (list.length && docOf(facts[list[at]])[7]) read(list[at]); }, c: () => { if (list.length) copy(cite(list[at]), document.activeElement); },
  f: () => { if (S.node >= 0) { S.focus = (S.focus + 1) % 3; change(); fit(); } }, a: openAll, Escape: () => { if ($("saves").hidden) closePanel(); else closeSaves(); },
};
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
addEventListener("keydown", (e) => {
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || document.querySelector("dialog[open]")) return;
  if ((e.ctrlKey || e.metaKey) && e.key === "z" && !e.shiftKey) { e.preventDefault(); return undo(); }
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.target === $("canvas") && ARROWS[e.key]) { e.preventDefault(); return step(...ARROWS[e.key]); }
  if (e.target === $("canvas") && e.key === "Enter" && !$("panel").hidden) { e.preventDefault(); return $("panel").focus(); }
  if (Object.hasOwn(KEYS, e.key)) { e.preventDefault(); KEYS[e.key](); }
});
addEventListener("click", (e) => { if (!$("saves").hidden && !e.target.closest(".save")) closeSaves(); });
addEventListener("beforeprint", () => document.documentElement.classList.add("printing"));
addEventListener("afterprint", () => document.documentElement.classList.remove("printing"));
/* For whoever embeds the page, and for its tests. */
globalThis.concord = Object.freeze({ onScreen, scale: () => network.getScale(), shown: () => ({ nodes: drawnNodes.size, lines: drawnLines.size, facts: shownFacts().length }) });
