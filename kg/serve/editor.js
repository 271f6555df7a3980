// The SPARQL page: colours, names to choose from, an answer as a table. All text from the graph is set as text, never as HTML.
"use strict";
const one = (id) => document.getElementById(id);
const query = one("query"), colours = one("colours"), answer = one("answer"), note = one("note"), choices = one("choices");
const KEYWORDS = "SELECT ASK CONSTRUCT DESCRIBE WHERE OPTIONAL UNION MINUS FILTER BIND VALUES GRAPH ORDER GROUP HAVING LIMIT OFFSET DISTINCT REDUCED PREFIX BASE BY AS IN NOT EXISTS ASC DESC COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG REGEX CONTAINS STRSTARTS LCASE UCASE YEAR IF COALESCE BOUND CONCAT UNDEF TRUE FALSE A".split(" ");
const TOKEN = /(#[^\n]*)|("""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>\s"{}|^`\\]*>)|([?$]\w+)|([A-Za-z_][\w-]*:[\w./-]*|:[\w-]+)|([A-Za-z_]\w*)/g;
const MOST_ROWS = 5000;
const isKeyword = (word) => KEYWORDS.includes(word.toUpperCase());

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function colour() {
  const text = query.value, parts = [];
  let at = 0;
  if (text.length < 50000) {
    for (const found of text.matchAll(TOKEN)) {
      const [token, comment, string, iri, variable, name, word] = found;
      const kind = comment ? "c" : string || iri ? "s" : variable ? "v" : word && isKeyword(word) ? "k" : "";
      if (!kind) continue;
      parts.push(text.slice(at, found.index), element("span", token, kind));
      at = found.index + token.length;
    }
  }
  parts.push(text.slice(at) + "\n");
  colours.replaceChildren(...parts);
  colours.scrollTop = query.scrollTop;
}

// ---- names to choose from: prefixes of the page, classes and relations of the ontology

let names = [...document.querySelectorAll("[data-prefix]")].map((row) => row.dataset.prefix + ":");
fetch("/ontology").then((got) => got.text()).then((text) => {
  const found = new Set([...text.matchAll(/^(con:[A-Za-z][\w-]*)/gm)].map((match) => match[1]));
  names = names.concat([...found]).sort();
}).catch(() => {});

function begun() {
  const before = query.value.slice(0, query.selectionStart);
  const word = /(?:^|[\s({\[/^|;,.])([?]?[A-Za-z][\w:-]*)$/.exec(before);
  return word ? word[1] : "";
}

function offer() {
  const word = begun();
  choices.hidden = true;
  if (word.length < 2) return;
  const variables = [...new Set(query.value.match(/[?]\w+/g) || [])];
  const fits = (word[0] === "?" ? variables : names).filter((name) => name !== word && name.toLowerCase().startsWith(word.toLowerCase())).slice(0, 12);
  if (!fits.length) return;
  choices.replaceChildren(...fits.map((name, number) => {
    const line = element("li", name, number ? "" : "on");
    line.setAttribute("role", "option");
    line.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
    return line;
  }));
  const lines = query.value.slice(0, query.selectionStart).split("\n");
  choices.style.left = Math.min(query.clientWidth - 200, 12 + lines.at(-1).length * 8.1) + "px";
  choices.style.top = Math.min(query.clientHeight, 14 + lines.length * 20.25 - query.scrollTop) + "px";
  choices.hidden = false;
}

function take(name) {
  const end = query.selectionStart, start = end - begun().length;
  query.setRangeText(name, start, end, "end");
  choices.hidden = true;
  colour();
  query.focus();
}

function move(step) {
  const lines = [...choices.children], at = lines.findIndex((line) => line.className === "on");
  lines.forEach((line) => { line.className = ""; });
  const next = lines[(at + step + lines.length) % lines.length];
  next.className = "on";
  next.scrollIntoView({ block: "nearest" });
}

query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); return; }
  if (choices.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
  else if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(choices.querySelector(".on").textContent); }
  else if (event.key === "Escape") choices.hidden = true;
});
query.addEventListener("input", () => { colour(); offer(); });
query.addEventListener("scroll", () => { colours.scrollTop = query.scrollTop; });
query.addEventListener("blur", () => { choices.hidden = true; });
new ResizeObserver(colour).observe(query);

// ---- asking

// a document's id leads to its page, a sentence to its place there
function placeOf(name, row) {
  const wanted = new URLSearchParams(), sentence = name === "sentence" && row.sentence.value.length <= 2000;
  if (name !== "document" && !sentence) return "";
  if (row.document && row.document.type !== "uri") wanted.set("document", row.document.value);
  else if (name === "document") return "";
  if (sentence) wanted.set("sentence", row.sentence.value);
  return "/where?" + wanted;
}

function shown(value, name, row) {
  if (!value) return element("td", "");
  const cell = element("td"), base = query.dataset.base, place = value.type === "uri" ? "" : placeOf(name, row);
  if (place) {
    const link = element("a", value.value);
    link.href = place;
    link.dir = "auto";
    cell.append(link);
    return cell;
  }
  if (value.type !== "uri") { cell.append(element("bdi", value.value)); return cell; }
  const link = element("a", value.value.startsWith(base) ? value.value.slice(base.length) : value.value.replace(/^.*[#/](?=.)/, ""));
  if (value.value.startsWith(base)) link.href = "/id/" + value.value.slice(base.length).split("/").map(encodeURIComponent).join("/");
  else link.href = "/node?iri=" + encodeURIComponent(value.value);
  link.title = value.value;
  cell.append(link);
  return cell;
}

function table(data) {
  if ("boolean" in data) return element("p", data.boolean ? "yes" : "no");
  const made = element("table", undefined, "rows"), head = element("tr"), body = element("tbody"), wide = element("div", undefined, "wide");
  data.head.vars.forEach((name) => head.append(element("th", name)));
  for (const row of data.results.bindings.slice(0, MOST_ROWS)) {
    const line = element("tr");
    data.head.vars.forEach((name) => line.append(shown(row[name], name, row)));
    body.append(line);
  }
  const top = element("thead");
  top.append(head);
  made.append(top, body);
  wide.append(made);
  return wide;
}

let turn = 0;
async function run() {
  const mine = ++turn, style = one("format").value, begin = performance.now();
  const form = new URLSearchParams({ query: query.value });
  if (style) form.set("format", style);
  note.textContent = "asking ...";
  try {
    const got = await fetch("/sparql", { method: "POST", body: form, headers: { Accept: "application/sparql-results+json, text/turtle;q=0.9" } });
    const text = await got.text();
    if (mine !== turn) return;
    if (got.ok && query.value.length < 20000) keep(query.value);
    const took = Math.round(performance.now() - begin) + " ms";
    if (!got.ok) {
      note.textContent = "";
      const wrong = element("p", text.trim(), "error");
      wrong.setAttribute("role", "alert");
      answer.replaceChildren(wrong);
    } else if (!style && (got.headers.get("content-type") || "").includes("sparql-results+json")) {
      const data = JSON.parse(text), rows = data.results ? data.results.bindings.length : 1;
      answer.replaceChildren(table(data));
      note.textContent = `${rows} ${rows === 1 ? "answer" : "answers"}${rows > MOST_ROWS ? `, the first ${MOST_ROWS} shown` : ""}, ${took}`;
    } else {
      answer.replaceChildren(element("pre", text.slice(0, 500000)));
      note.textContent = took;
    }
  } catch (error) {
    if (mine === turn) note.textContent = "the server does not answer";
  }
}

one("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
for (const button of document.querySelectorAll("[data-query]")) {
  button.addEventListener("click", () => { query.value = button.dataset.query; colour(); run(); });
}
one("link").addEventListener("click", () => {
  location.hash = new URLSearchParams({ query: query.value }).toString();
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(() => { note.textContent = "copied"; }, () => {});
});

one("save").addEventListener("click", async () => {
  const style = one("format").value || "csv";
  try {
    const got = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query: query.value, format: style }) });
    if (!got.ok) { run(); return; }
    const link = element("a");
    link.href = URL.createObjectURL(await got.blob());
    link.download = "answer." + ({ turtle: "ttl", ntriples: "nt", rdfxml: "rdf" }[style] || style);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  } catch (error) { note.textContent = "the server does not answer"; }
});

// ---- earlier queries, kept in this browser alone
const KEPT = "concord-queries", MOST_KEPT = 30;
function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT)) || []; } catch (error) { return []; }
}
function keep(text) {
  try { localStorage.setItem(KEPT, JSON.stringify([text, ...kept().filter((one) => one !== text)].slice(0, MOST_KEPT))); } catch (error) { return; }
  showKept();
}
function showKept() {
  one("earlier").hidden = !kept().length;
  one("kept").replaceChildren(...kept().map((text) => {
    const line = element("li"), button = element("button", text.replace(/\s+/g, " ").slice(0, 90));
    button.type = "button";
    button.title = text;
    button.addEventListener("click", () => { query.value = text; colour(); run(); });
    line.append(button);
    return line;
  }));
}
one("forget").addEventListener("click", () => { try { localStorage.removeItem(KEPT); } catch (error) { return; } showKept(); });
showKept();

const asked = new URLSearchParams(location.search).get("query") || new URLSearchParams(location.hash.slice(1)).get("query");
if (asked) { query.value = asked; run(); }
colour();
