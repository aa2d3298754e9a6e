// -- which passages are shown --------------------------------------------------------------------

const byMe = (one) => !mine.by || one.by === mine.by;
const asMe = (one) => !mine.role || one.role === mine.role;
const stands = (unit) => (unit.earlier || []).some((one) => one.stands && one.verdict === "approved" && asMe(one));
// Whether the same person has said something of the passage as it is now.
const since = (unit, before) => (unit.earlier || []).some((one) => one.stands && one.by === before.by && one.role === before.role);
// Whether the edition asks for a word of whoever reads in this role: of everybody, where several have to
// read it or nobody has said who reads.
const asksMe = (unit) => {
  const { required, core, people } = PACK.demand;
  return people > 1 || ![...required, ...core].includes(mine.role) || required.includes(mine.role) || unit.core;
};
const FILTERS = {
  "All passages": () => true,
  "Waiting for your word": (u) => signable(u) && asksMe(u) && !said(mine.answers[u.id]) && !(u.earlier || []).some((one) => one.stands && byMe(one) && asMe(one)),
  "Not reviewed yet": (u) => signable(u) && !stands(u),
  "Changed since you signed or objected": (u) => (u.earlier || []).some((one) => !one.stands && byMe(one) && !since(u, one)),
  "Safety passages": (u) => u.core,
  "Adapted for this country": (u) => u.adapted || ["removed", "decision", "contact"].includes(u.state) || (u.state === "own" && u.ask),
  "What the checks found": (u) => u.findings,
  "Not translated": (u) => u.state === "untranslated",
  "Translation to be looked at again": (u) => u.state === "fuzzy",
  "Yours": (u) => said(mine.answers[u.id]) || (mine.by && (u.earlier || []).some((one) => one.by === mine.by)),
};
// What stands in no chapter has a name of ours.
const OTHER = "Title, terms, values, decisions";
const titleOf = (n) => (PACK.chapters[n] === OTHER ? w("Title, terms, values, decisions") : PACK.chapters[n]);
let filter = "All passages", chapter = "", wanted = "";

// The letters without their marks, capitals or small ones: of scripts in which marks are optional.
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const folded = (words) => words.normalize("NFKD").replace(MARKS, "").replace(/\u0649/g, "\u064a").toLowerCase().replace(/\s+/g, " ");
let hay = null;
function haystack() {
  hay = hay || UNITS.map((u) => folded(`${u.source}\n${u.words || ""}\n${u.id}\n${u.path || ""}`));
  return hay;
}

function matches() {
  const fits = FILTERS[filter], words = folded(wanted).trim(), all = words ? haystack() : null, found = [];
  for (let n = 0; n < UNITS.length; n += 1) {
    if (UNITS[n].aside) continue;
    if (chapter !== "" && UNITS[n].chapter !== Number(chapter)) continue;
    if (!fits(UNITS[n]) || (all && !all[n].includes(words))) continue;
    found.push(n);
  }
  return found;
}

let current = [], drawn = 0;
function show() {
  current = matches();
  drawn = 0;
  $("rows").replaceChildren();
  more(FIRST);
  if (!current.length) $("rows").append(h("p", {}, w("Nothing here fits. Choose “All passages”, and leave the search empty.")));
  $("count").textContent = w("{n} of {all} passages", { n: current.length, all: READ.length });
}

function more(many) {
  const end = Math.min(drawn + many, current.length), rows = document.createDocumentFragment();
  for (; drawn < end; drawn += 1) {
    const unit = UNITS[current[drawn]];
    if (!drawn || UNITS[current[drawn - 1]].chapter !== unit.chapter) rows.append(h("h2", { dir: "auto" }, titleOf(unit.chapter)));
    rows.append(row(current[drawn]));
  }
  $("rows").append(rows);
  $("more").hidden = drawn >= current.length;
}
