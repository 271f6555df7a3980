/* ---- what was read ---- */
const [ID, SENT, SUBJ, OBJ, REL, STATUS, NEG, SPEAKER, TOPIC, RULE, SPAN, TRIG, WORDS, REASON, NOTE] = Array(15).keys();
const facts = D.facts, nodes = D.nodes, lines = D.edges;
const nameOf = (i) => typeof i === "number" ? nodes[i].name || nodes[i].label : i;
const relOf = (f) => D.relations[f[REL]][0];
const famOf = (f) => D.relations[f[REL]][1];
const docOf = (f) => D.docs[D.sentences[f[SENT]][0]] || ["", "", "", "", "", "", [], ""];
const sentence = (f) => { const s = D.sentences[f[SENT]]; return s.length === 4 ? s[3] : D.docs[s[0]][7].slice(s[1], s[2]); };
const statusOf = (f) => f[STATUS] < 0 ? "" : D.statuses[f[STATUS]];
const LADDER = ["discussed", "explored", "intended", "committed", "agreed", "underway", "completed"];
const factAt = new Map(facts.map((f, i) => [f[ID], i]));
const nodeAt = new Map(nodes.map((n, i) => [n.key, i]));
const linesOf = nodes.map(() => []);
lines.forEach((l, i) => { l.b = l.b || []; l.all = l.f.concat(l.b.filter((x) => !l.f.includes(x))); linesOf[l.from].push(i); linesOf[l.to].push(i); });
const folded = nodes.map((n) => [n.name || n.label, ...(n.aka || []), n.iso || ""].map(fold));
const topicKey = D.topics.map((t) => t[0]);

const KINDS = {
  country: ["Countries", "dot"], organization: ["Organizations", "square"], group: ["Groups", "hexagon"], "armed-group": ["Armed groups", "triangleDown"],
  office: ["Offices", "triangle", true], person: ["Persons", "triangle"], topic: ["Topics", "diamond"], instrument: ["Instruments", "square", true],
  event: ["Events", "star"], place: ["Places", "triangleDown", true], date: ["Dates", "diamond", true], matter: ["Matters", "dot", true],
};
const kindOf = (n) => KINDS[n.group] ? n.group : "matter";
const ACTORS = new Set(["country", "organization", "group", "armed-group"]);
const DASH = [false, [9, 4], [2, 4], [12, 4, 2, 4], [5, 5], [16, 5], [4, 3, 1, 3], [1, 3]];
const familyName = (i) => D.families[i] || "Other";
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink = {};
function readColors() {
  ink = { paper: css("--paper"), ink: css("--ink"), soft: css("--soft"), no: css("--no"), accent: css("--accent"), fresh: css("--fresh"), f: [], k: {} };
  for (let i = 0; i < 8; i++) ink.f.push(css(`--f${i}`));
  for (const k of Object.keys(KINDS)) ink.k[k] = css(`--k-${k}`);
}
