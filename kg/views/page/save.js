/* ---- taking away: what can be seen, as pictures and as data ---- */
function save(blob, name) {
  const url = URL.createObjectURL(blob), a = el("a", { href: url, download: name });
  document.body.append(a); a.click(); a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
}
const cell = (v) => { let s = String(v).replace(/[\u0000-\u001f\u2028\u2029]+/g, " "); if (/^[\s\u00a0\u3000\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(s)) s = `'${s}`; return /[",;]/.test(s) ? `"${s.replace(/"/g, '""')}"` : s; };
function csv() {
  const head = ["id", "doc", "date", "subject", "relation", "object", "status", "negated", "speaker", "topics", "rule", "quote", "source"];
  const rows = shownFacts().map((i) => facts[i]).map((f) => [f[ID], docOf(f)[0], docOf(f)[2], f[SUBJ].map(nameOf).join("; "), relOf(f), f[WORDS], statusOf(f), Boolean(f[NEG]),
    f[SPEAKER].map((s) => D.names[s]).join("; "), f[TOPIC].map((t) => topicKey[t]).join("; "), D.rules[f[RULE]] || "", sentence(f), docOf(f)[3]]);
  save(new Blob(["\ufeff" + [head, ...rows].map((r) => r.map(cell).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" }), "facts.csv");
}

/* Turtle of the facts that can be seen, with the IRIs of graph.trig; each with its sentence, so that it stands alone. */
const iri = (text) => `<${Array.from(text.toWellFormed(), (c) => /[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]/.test(c) ? c : [...new TextEncoder().encode(c)].map((b) => `%${b.toString(16).toUpperCase().padStart(2, "0")}`).join("")).join("").replace(/%(?![0-9A-Fa-f]{2})/g, "%25").replace(/(?<=#.*)#/g, "%23")}>`;
const text = (s) => `"${String(s).toWellFormed().replace(/[\\"\u0000-\u001f\u007f]/g, (c) => c === "\\" || c === '"' ? `\\${c}` : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
const typed = (day) => isDate(day) ? `${text(day)}^^xsd:${["gYear", "gYearMonth", "date"][day.split("-").length - 1]}` : text(day);
const safe = (word) => /^[A-Za-z][A-Za-z0-9]*$/.test(word) ? `con:${word}` : iri(`${D.ontology}${word}`);
function thing(i) {
  if (typeof i !== "number") return text(i);
  const key = nodes[i].key;
  if (key.startsWith("topic:")) return iri(D.scheme + key.slice(6));
  return key.startsWith("date/") ? typed(key.slice(5)) : iri(D.base + key);
}
function turtle() {
  const out = [`@prefix con: <${D.ontology}> .`, "@prefix dcterms: <http://purl.org/dc/terms/> .", "@prefix oa: <http://www.w3.org/ns/oa#> .", "@prefix prov: <http://www.w3.org/ns/prov#> .",
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", ""];
  const named = new Set(), documents = new Set();
  for (const n of shownFacts()) {
    const f = facts[n], d = D.sentences[f[SENT]][0], parts = ["a con:Fact"];
    for (const s of f[SUBJ]) { parts.push(`con:subject ${thing(s)}`); if (typeof s === "number") named.add(s); }
    parts.push(`con:relation ${safe(relOf(f))}`, `con:object ${thing(f[OBJ])}`, `con:objectText ${text(f[WORDS])}`, `con:negated ${Boolean(f[NEG])}`);
    if (typeof f[OBJ] === "number") named.add(f[OBJ]);
    if (statusOf(f)) parts.push(`con:status ${safe(statusOf(f))}`);
    for (const t of f[TOPIC]) parts.push(`con:topic ${iri(D.scheme + topicKey[t])}`);
    if (D.rules[f[RULE]]) parts.push(`con:rule ${text(D.rules[f[RULE]])}`);
    if (D.docs[d]) { documents.add(d); parts.push(`prov:wasQuotedFrom ${iri(`${D.base}doc/${D.docs[d][8]}`)}`); }
    parts.push(`con:evidence [ a con:Evidence ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ${text(sentence(f))} ] ]`);
    out.push(`${iri(`${D.base}fact/${f[ID]}`)} ${parts.join(" ;\n  ")} .`);
  }
  for (const d of [...documents].sort((a, b) => a - b)) {
    const [id, title, day, source, , , , , slug] = D.docs[d];
    out.push(`${iri(`${D.base}doc/${slug}`)} a con:Document ; dcterms:identifier ${text(id)} ; dcterms:title ${text(title)}${day ? ` ; dcterms:issued ${typed(day)}` : ""}${source ? ` ; dcterms:source ${iri(source)}` : ""} .`);
  }
  for (const i of [...named].sort((a, b) => a - b)) if (!nodes[i].key.startsWith("date/")) out.push(`${thing(i)} rdfs:label ${text(nameOf(i))} .`);
  save(new Blob([out.join("\n") + "\n"], { type: "text/turtle" }), "facts.ttl");
}

/* The view as SVG: elements are made one by one, so that a name can be nothing but text. */
const SHAPES = {
  square: (r) => [[-r, -r], [r, -r], [r, r], [-r, r]], diamond: (r) => [[0, -r], [r, 0], [0, r], [-r, 0]],
  triangle: (r) => [[0, -1.15 * r], [r, .58 * r], [-r, .58 * r]], triangleDown: (r) => [[0, 1.15 * r], [r, -.58 * r], [-r, -.58 * r]],
  hexagon: (r) => [0, 1, 2, 3, 4, 5].map((k) => [r * Math.cos(k * Math.PI / 3), r * Math.sin(k * Math.PI / 3)]),
  star: (r) => [...Array(10).keys()].map((k) => [(k % 2 ? .5 : 1.3) * r * Math.sin(k * Math.PI / 5), -(k % 2 ? .5 : 1.3) * r * Math.cos(k * Math.PI / 5)]),
};
function picture() {
  const { names, scale, W, H, at } = namesWithRoom(), round = (x) => Math.round(x * 10) / 10;
  const place = (i) => { const p = spot(i); return [(p.x - at.x) * scale + W / 2, (p.y - at.y) * scale + H / 2]; };
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: W, height: H, viewBox: `0 0 ${W} ${H}`, "font-family": "system-ui, sans-serif", role: "img" });
  const title = svg("title", {}); title.textContent = D.title; root.append(title, svg("rect", { width: W, height: H, fill: ink.paper }));
  for (const i of shownLines()) {
    const e = lineStyle(i, faintLine(i)), [x1, y1] = place(e.from), [x2, y2] = place(e.to), width = Math.max(.5, e.width * scale), length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const g = svg("g", { stroke: e.color.color, fill: e.color.color, opacity: round(e.color.opacity * 100) / 100 });
    const d = svg("line", { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), "stroke-width": round(width) });
    if (e.dashes) d.setAttribute("stroke-dasharray", e.dashes.map((x) => round(x * scale)).join(" "));
    const names = [...new Set(lines[i].all.filter((f) => passes[f]).map((f) => say(relOf(facts[f]))))];
    const t = svg("title", {}); t.textContent = `${nameOf(e.from)} – ${nameOf(e.to)}: ${names.join(", ")}`; d.append(t);
    g.append(d);
    const head = (x, y, sign, r) => {
      const ux = sign * (x2 - x1) / length, uy = sign * (y2 - y1) / length, s = 3 + 2.2 * width, bx = x - ux * r, by = y - uy * r;
      g.append(svg("path", { stroke: "none", d: `M${round(bx)} ${round(by)}L${round(bx - ux * s - uy * s * .4)} ${round(by - uy * s + ux * s * .4)}L${round(bx - ux * s + uy * s * .4)} ${round(by - uy * s - ux * s * .4)}z` }));
    };
    if (e.arrows.to.enabled) head(x2, y2, 1, nodes[e.to].size * scale);
    if (e.arrows.from.enabled) head(x1, y1, -1, nodes[e.from].size * scale);
    if (e.arrows.middle.enabled) {
      const mx = (x1 + x2) / 2, my = (y1 + y2) / 2, ux = (x2 - x1) / length * 5, uy = (y2 - y1) / length * 5;
      g.append(svg("line", { x1: round(mx - uy), y1: round(my + ux), x2: round(mx + uy), y2: round(my - ux), "stroke-width": 2 }));
    }
    root.append(g);
  }
  for (const i of [...drawnNodes].sort((a, b) => a - b)) {
    const n = nodeStyle(i, faintNode(i)), [x, y] = place(i), r = n.size * scale;
    const of = { fill: n.color.background, stroke: n.color.border, "stroke-width": n.borderWidth * Math.min(1, scale), opacity: n.opacity };
    const p = n.shape === "dot" ? svg("circle", { cx: round(x), cy: round(y), r: round(r), ...of }) : svg("polygon", { points: SHAPES[n.shape](r).map(([a, b]) => `${round(x + a)},${round(y + b)}`).join(" "), ...of });
    const t = svg("title", {}); t.textContent = nameOf(i); p.append(t);
    root.append(p);
  }
  for (const [i, x, top, px, strong] of names) {
    const t = svg("text", { x: round(x), y: round(top + px * .88), "font-size": px, "font-weight": strong ? 600 : 400, "text-anchor": "middle", fill: strong ? ink.ink : ink.soft, stroke: ink.paper, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" });
    t.textContent = nodes[i].label;
    root.append(t);
  }
  return root;
}
const svgFile = () => save(new Blob([new XMLSerializer().serializeToString(picture()).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").toWellFormed()], { type: "image/svg+xml" }), "graph.svg");
function png() {
  const from = $("canvas").querySelector("canvas"), to = document.createElement("canvas"), c = to.getContext("2d");
  to.width = from.width; to.height = from.height;
  c.fillStyle = ink.paper; c.fillRect(0, 0, to.width, to.height); c.drawImage(from, 0, 0);
  to.toBlob((b) => save(b, "graph.png"), "image/png");
}
const SAVES = { png, svg: svgFile, csv, ttl: turtle, print: () => print() };
function openSaves() { $("saves").hidden = false; $("b-save").setAttribute("aria-expanded", "true"); $("b-png").focus(); }
function closeSaves() { const within = $("saves").contains(document.activeElement); $("saves").hidden = true; $("b-save").setAttribute("aria-expanded", "false"); if (within) $("b-save").focus(); }
