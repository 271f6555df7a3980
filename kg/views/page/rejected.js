/* ---- facts that a reader rejected: struck out, with the reason ---- */
const struckName = (n) => typeof n === "number" ? nameOf(n) : n;
const struckNode = (row, i) => row[1].includes(i) || row[2] === i;
function struckWords(row) {
  return [row[1].map(struckName).join(", "), (row[4] ? "not " : "") + say(row[3]), struckName(row[2])];
}
function addStruck(cards) {
  const ends = S.path >= 0 ? [] : S.line >= 0 ? [lines[S.line].from, lines[S.line].to] : S.node >= 0 ? [S.node] : [];
  for (const old of cards.querySelectorAll(".struck")) old.remove();
  for (const row of ends.length ? D.rejected : []) if (ends.every((i) => struckNode(row, i))) {
    const doc = D.docs[row[0]] || ["", "", ""];
    cards.append(el("article", { class: "card struck" },
      el("p", { class: "says" }, el("del", { dir: "auto" }, struckWords(row).join(" "))), el("p", { class: "note", dir: "auto" }, row[6]),
      el("blockquote", { dir: "auto" }, row[5]), el("p", { class: "from" }, el("bdi", {}, doc[1]), doc[2] ? ` · ${doc[2]}` : "")));
  }
}
function struckRows() {
  return (S.node >= 0 && S.focus ? D.rejected.filter((row) => struckNode(row, S.node)) : D.rejected).map((row) => {
    const doc = D.docs[row[0]] || ["", "", ""], [who, verb, what] = struckWords(row);
    return el("tr", { class: "struck" }, ...[doc[2] || "–", el("del", {}, who), el("del", {}, verb), el("span", {}, el("del", {}, what), el("p", { class: "note" }, row[6])),
      "–", "–", doc[1]].map((cell) => el("td", { dir: "auto" }, cell)));
  });
}
