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

/* ---- two sides, compared ---- */
function sideSwatch(side) {
  const s = svg("svg", { class: "sw", viewBox: "0 0 20 16", "aria-hidden": "true" }), p = svg("path", { d: "M0 8h20" });
  p.style.stroke = "currentColor"; p.style.strokeWidth = "2.5";
  if (SIDE_DASH[side]) p.style.strokeDasharray = SIDE_DASH[side].join(" ");
  s.append(p);
  return s;
}
function buildCompare() {
  if (D.docs.length < 2) return;
  const pick = (which, label) => {
    const years = [...new Set(D.docs.map((d) => d[2].slice(0, 4)).filter(isDate))].sort();
    const s = el("select", { id: `side-${which}`, "aria-label": label, on: { change: () => { S[which] = s.value; if (S.before && S.after) change(); else if (!s.value && (sides.length)) { S.before = S.after = ""; change(); } } } },
      el("option", { value: "" }, "–"));
    const group = (name, list) => { if (list.length) s.append(el("optgroup", { label: name }, ...list.map(([v, text]) => el("option", { value: v }, text)))); };
    group("Documents", D.docs.map((d) => [d[0], (d[2] ? `${d[2]} ` : "") + d[1]]));
    group(which === "before" ? "Up to" : "From", years.map((y) => [y, which === "before" ? `up to ${y}` : `from ${y}`]));
    return el("label", {}, el("span", {}, label), s);
  };
  $("facets").firstElementChild.after(el("details", { class: "sides", id: "compare" }, el("summary", {}, "Compare"), pick("before", "Before"), pick("after", "After")));
}
function showCompare() {
  if (!$("compare")) return;
  for (const which of ["before", "after"]) {
    const s = $(`side-${which}`);
    if (S[which] && ![...s.options].some((o) => o.value === S[which])) s.append(el("option", { value: S[which] }, S[which]));
    if (S.before || !sides.length) s.value = S[which];
  }
  if (S.before) $("compare").open = true;
  const n = [0, new Set(), new Set(), new Set()];
  sides.forEach((x, i) => { if (x && passes[i]) n[x].add(alike[i]); });
  $("tally").hidden = !S.before;
  const sideName = (text, word) => isDate(text) ? `${word} ${text}` : text;
  $("tally").replaceChildren(...(S.before ? [el("bdi", {}, sideName(S.before, "up to")), " → ", el("bdi", {}, sideName(S.after, "from")), el("br"),
    ...[1, 2, 3].map((x) => el("span", { class: `pill side${x}` }, sideSwatch(x), `${num(n[x].size)} ${SIDES[x]}`))] : []));
}
