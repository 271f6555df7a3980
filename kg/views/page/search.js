/* ---- search ---- */
let foundAt = -1, foundNow = [];
function search() {
  const q = fold($("search").value.trim());
  foundNow = [];
  if (q) {
    const scored = [];
    folded.forEach((names, i) => {
      let best = 9;
      for (const name of names) {
        if (!name) continue;
        const p = name.indexOf(q);
        if (p < 0) continue;
        best = Math.min(best, name === q ? 0 : p === 0 ? 1 : /[\s(-]/.test(name[p - 1]) ? 2 : 3);
      }
      if (best < 9) scored.push([best, -nodes[i].n, i]);
    });
    foundNow = scored.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12).map((s) => s[2]);
  }
  foundAt = foundNow.length ? 0 : -1;
  showFound(Boolean(q));
}
function showFound(open) {
  const box = $("found"), input = $("search");
  box.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  box.replaceChildren(...(foundNow.length ? foundNow.map((i, k) => el("li", { role: "option", id: `found-${k}`, "aria-selected": String(k === foundAt), on: { mousedown: (e) => { e.preventDefault(); take(i); } } },
    shapeSwatch(kindOf(nodes[i])), el("bdi", {}, nameOf(i)), el("span", { class: "n" }, num(nodes[i].n)))) : [el("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, "No such name")]));
  if (open && foundAt >= 0) input.setAttribute("aria-activedescendant", `found-${foundAt}`); else input.removeAttribute("aria-activedescendant");
}
let seeking = -1;  // the point from which a way is asked for
function askWay() {
  if (S.node < 0) return;
  seeking = S.node;
  $("search").placeholder = "Path to whom?";
  $("search").focus();
}
function endAsking() { seeking = -1; $("search").placeholder = "Find a name"; }
function take(i) {
  $("search").value = "";
  foundNow = []; showFound(false);
  S.hide.delete(kindOf(nodes[i]));
  S.gone.delete(i);
  if (seeking >= 0 && seeking !== i) {
    S.node = seeking; S.path = i; S.line = S.fact = -1; S.focus = 0;
    endAsking();
    change();
    if (way.nodes.length) fitTo(way.nodes, { maxZoomLevel: 1.2 });
    return;
  }
  S.focus = 0;
  chooseNode(i, true);
}
