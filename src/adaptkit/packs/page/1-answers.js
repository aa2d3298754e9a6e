// One review pack: what the reviewer has said of its passages.
const UNITS = PACK.units;
const FORMAT = "adaptkit review answers 1";
const FIRST = 30, MORE = 60;
const VERDICTS = ["approved", "objection"];
// What is answered about; the others are there for what stands around it.
const READ = UNITS.filter((u) => !u.aside);
const PLACE = new Map(UNITS.map((u, n) => [u.id, n]));

// What stands in files, as people read it.
const called = (word) => w(PACK.said[word] || word);

// -- what the reviewer has said ------------------------------------------------------------------

let mine = { by: PACK.reviewer, role: PACK.role, answers: none() };

// Whatever was read back, from the browser or a file: only what this pack knows, and only texts.
function understood(data) {
  if (!data || typeof data !== "object" || Array.isArray(data)) return null;
  const found = { by: text(data.by).slice(0, 200), role: PACK.roles.includes(data.role) ? data.role : "", answers: none() };
  const list = Array.isArray(data.answers) ? data.answers : [];
  for (const one of list.slice(0, 2 * UNITS.length)) {
    if (!one || typeof one !== "object" || !PLACE.has(one.unit)) continue;
    const unit = UNITS[PLACE.get(one.unit)];
    if (one.source !== unit.sh || one.target !== unit.wh) continue;
    const verdict = VERDICTS.includes(one.verdict) && signable(unit) ? one.verdict : "";
    const answer = {
      verdict, note: text(one.note), comment: text(one.comment), suggestion: text(one.suggestion),
      on: isDay(one.on) ? one.on : today(),
    };
    if (said(answer)) found.answers[unit.id] = answer;
  }
  return found;
}

const signable = (unit) => Boolean(unit.ask && !unit.aside);
const said = (answer) => Boolean(answer && (answer.verdict || answer.comment.trim() || answer.suggestion.trim()));
const open = (answer) => answer && answer.verdict === "objection" && !answer.note.trim();

function file() {
  const answers = READ.filter((unit) => said(mine.answers[unit.id])).map((unit) => {
    const { verdict, note, comment, suggestion, on } = mine.answers[unit.id];
    const one = { unit: unit.id, source: unit.sh, target: unit.wh, on };
    if (verdict) one.verdict = verdict;
    if (verdict === "objection") one.note = note.trim();
    if (comment.trim()) one.comment = comment.trim();
    if (suggestion.trim()) one.suggestion = suggestion.trim();
    return one;
  });
  return { format: FORMAT, edition: PACK.edition, pack: PACK.hash, by: mine.by, role: mine.role, saved: today(), answers };
}

function takeIn(found) {
  mine = { by: known(found.by) ? found.by : mine.by, role: found.role || mine.role, answers: Object.assign(none(), mine.answers, found.answers) };
}

function set(unit, change) {
  const before = mine.answers[unit.id] || { verdict: "", note: "", comment: "", suggestion: "", on: "" };
  const texts = ["note", "comment", "suggestion"].filter((name) => name in change);
  for (const name of texts) change[name] = clean(change[name]);
  const after = { ...before, ...change, on: today() };
  if (said(after) || after.note) mine.answers[unit.id] = after;
  else delete mine.answers[unit.id];
  keep();
}
