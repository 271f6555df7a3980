/* ---- the same as tables: facts, and names ---- */
const liveOf = (i) => { const found = new Set(); for (const l of linesOf[i]) if (liveFacts[l]) for (const f of lines[l].all) if (passes[f]) found.add(f); return found.size; };
const few = (names) => names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${num(names.length - 3)} others` : names.join(", ");
const joined = (i) => linesOf[i].reduce((n, l) => n + (liveFacts[l] > 0), 0);
const TABLES = {
  table: { key: (i) => facts[i][ID], rows: () => S.node >= 0 && S.focus ? factsOf(S.node) : facts.map((_, i) => i).filter((i) => passes[i]), open: chooseFact, button: 2, sort: [0, true], columns: [
    ["Date", (i) => docOf(facts[i])[2]], ["Subject", (i) => few(facts[i][SUBJ].map(nameOf))], ["Relation", (i) => (facts[i][NEG] ? "not " : "") + say(relOf(facts[i]))],
    ["Object", (i) => nameOf(facts[i][OBJ])], ["Status", (i) => statusOf(facts[i]), (i) => LADDER.indexOf(statusOf(facts[i]))], ["Speaker", (i) => facts[i][SPEAKER].map((s) => D.names[s]).join(", ")],
    ["Document", (i) => docOf(facts[i])[1]]] },
  names: { key: (i) => nodes[i].key, rows: () => nodes.map((_, i) => i).filter((i) => liveOf(i) && !S.gone.has(i) && !S.hide.has(kindOf(nodes[i]))), open: (i) => chooseNode(i, true), button: 0, sort: [2, true], columns: [
    ["Name", nameOf], ["Kind", (i) => KINDS[kindOf(nodes[i])][0]], ["Facts", (i) => num(liveOf(i)), liveOf], ["Joined to", (i) => num(joined(i)), joined], ["Also known as", (i) => [nodes[i].iso, ...(nodes[i].aka || [])].filter(Boolean).join(", ")]] },
};
let tableOf = "", tableRows = [], tableShown = 0;
function showTable() {
  $("table").hidden = !S.table;
  $("b-table").setAttribute("aria-expanded", String(Boolean(S.table)));
  if (!S.table) return;
  const T = TABLES[S.table], [by, down] = T.sort;
  for (const [id, which] of [["b-facts", "table"], ["b-names", "names"]]) $(id).setAttribute("aria-pressed", String(S.table === which));
  if (tableOf !== S.table) {
    tableOf = S.table;
    $("grid").className = S.table;
    $("heads").replaceChildren(...T.columns.map(([name], i) => el("th", { scope: "col" }, el("button", { on: { click: () => { T.sort = [i, T.sort[0] === i ? !T.sort[1] : false]; showTable(); } } }, name))));
  }
  [...$("heads").children].forEach((th, i) => i === by ? th.setAttribute("aria-sort", down ? "descending" : "ascending") : th.removeAttribute("aria-sort"));
  const [, text, value] = T.columns[by], keyed = T.rows().map((i) => [i, value ? value(i) : fold(text(i))]);
  keyed.sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) * (down ? -1 : 1) || a[0] - b[0]);
  tableRows = keyed.map((k) => k[0]);
  tableShown = 0;
  $("rows").replaceChildren();
  moreRows();
}
function moreRows() {
  const T = TABLES[S.table], part = document.createDocumentFragment(), until = Math.min(tableRows.length, tableShown + 100);
  for (; tableShown < until; tableShown++) {
    const i = tableRows[tableShown];
    const open = () => { T.open(i); if (narrow()) { S.table = ""; showTable(); writeHash(true); } };
    part.append(el("tr", { "data-key": T.key(i) }, ...T.columns.map(([, value], n) => {
      const text = value(i) || "–";
      return el("td", { dir: "auto" }, n === T.button ? el("button", { on: { click: open } }, S.table === "table" && facts[i][NEG] ? el("span", { class: "not" }, text) : text) : text,
        n === 3 && S.table === "table" && facts[i][NOTE] ? el("p", { class: "note" }, facts[i][NOTE]) : null);
    })));
  }
  $("rows").append(part);
  if (S.table === "table" && tableShown >= tableRows.length && passes.every(Boolean)) $("rows").append(...struckRows());
  $("b-rows").hidden = tableShown >= tableRows.length;
  $("b-rows").textContent = `${num(tableRows.length - tableShown)} more`;
  markRow();
}
function markRow() {
  for (const r of document.querySelectorAll("tbody tr.now")) r.classList.remove("now");
  const key = S.table === "names" ? S.node >= 0 && nodes[S.node].key : S.fact >= 0 && facts[S.fact][ID];
  for (const r of key ? $("rows").children : []) if (r.dataset.key === key) r.classList.add("now");
}
