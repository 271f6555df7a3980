/* ---- a document's own text: the proof-reader's copy where the page has one, else the text with its sentences underlined ---- */
const leave = (i) => { $("reader").close(); chooseFact(i); };
function readCopy(f, kept) {
  const part = kept.content.cloneNode(true);
  let target = null;
  for (const item of part.querySelectorAll(".facts > li")) {
    const i = factAt.get(item.id.slice(item.id.lastIndexOf("-") + 1));
    if (i === undefined) continue;
    item.append(" ", el("button", { class: "quiet", "aria-label": `Show in graph: ${item.querySelector("b").textContent}`, on: { click: () => leave(i) } }, "Show in graph"));
    if (i === f) { target = item.closest("ol > li"); target.classList.add("here"); }
  }
  for (const a of part.querySelectorAll("a")) a.target = "_blank";
  $("reader-title").textContent = docOf(facts[f])[1];
  $("reader-about").hidden = true;
  $("reader-text").replaceChildren(part);
  $("reader-text").classList.add("copy");
  $("reader").showModal();
  if (target) target.scrollIntoView({ block: "center" });
}
function read(f) {
  const kept = $(`copy-${D.sentences[facts[f][SENT]][0]}`);
  if (kept) return readCopy(f, kept);
  $("reader-about").hidden = false;
  $("reader-text").classList.remove("copy");
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
      click: () => leave(i), keydown: (k) => { if (k.key === "Enter") leave(i); } } }, text.slice(s[1], s[2]));
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
