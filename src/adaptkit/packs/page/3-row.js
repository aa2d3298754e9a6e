// -- one passage ---------------------------------------------------------------------------------

// As an image element runs nothing, whatever a drawing holds. What it shows is said beside it.
const pictures = (paths) => (paths || []).map((path) => (PACK.pictures[path]
  ? h("p", { class: "picture" }, h("img", { src: PACK.pictures[path], alt: "" }))
  : h("p", { class: "soft" }, w("The picture {name} is too large to be shown here.", { name: path }))));
function side(label, language, html, plain, verbatim, paths) {
  const inner = verbatim ? h("pre", {}, plain) : shownText(html, plain);
  return h("div", { class: "side" }, h("h3", {}, label), pictures(paths), h("div", { class: "said", ...marked(language) }, inner));
}

function sides(unit) {
  const verbatim = unit.kind === "code" || unit.kind === "html";
  const source = side(w("Source"), PACK.languages[unit.sl || 0], unit.shtml, unit.source, verbatim, unit.instead);
  const words = side(w("Translation"), PACK.languages[unit.wl || 0], unit.whtml, unit.words || "—", verbatim, unit.instead && unit.pictures);
  if (unit.state === "own") return h("div", { class: "sides" }, side(w("Text of this edition"), PACK.languages[unit.wl || 0], unit.whtml, unit.source, verbatim), before(unit));
  if (unit.state === "contact") return h("div", { class: "sides" }, h("div", { class: "side" }, h("pre", { dir: "auto" }, unit.source)));
  if (unit.state === "decision") return h("div", { class: "sides" }, side(w("The guide says"), PACK.languages[0], null, unit.source || "—", false), side(w("This edition says"), PACK.languages[unit.wl || 0], null, unit.words === unit.adapted[0].name ? called(unit.words) : unit.words, false));
  return h("div", { class: "sides" }, source, unit.state === "removed" || unit.state === "untranslated" ? h("p", { class: "soft" }, w(PACK.states[unit.state])) : words);
}

function before(unit) {
  const texts = (unit.adapted || []).flatMap((one) => one.said || []);
  if (!texts.length) return null;
  return h("div", { class: "side" }, h("h3", {}, w("It stands in place of")), texts.map((one) => h("p", marked(PACK.languages[unit.sl || 0]), one)));
}

function badges(unit) {
  const found = [];
  const add = (words, kind) => found.push(h("li", { class: kind || null }, words));
  if (unit.core) add(w("Safety passage"), "core");
  if (unit.state === "own" && !unit.ask) add(w("The guide’s own text: its owner answers for it"));
  else if (PACK.states[unit.state]) add(w(PACK.states[unit.state]), unit.state === "own" ? null : "alert");
  if (unit.adapted) add(w("Adapted for this country"));
  if (unit.local) add(w("About one country only"));
  if (unit.findings) add(w("Checks found: {n}", { n: unit.findings.length }), "alert");
  for (const one of unit.earlier || []) if (!one.stands && !since(unit, one)) add(w("Changed since {name} read it", { name: one.name || one.by }), "alert");
  return found.length ? h("ul", { class: "badges" }, found) : null;
}

// What few open is made only then: there are thousands of passages.
function later(summary, fill) {
  const node = h("details", { class: "more" }, h("summary", {}, summary));
  node.addEventListener("toggle", () => { if (node.open && node.childElementCount === 1) fill(node); });
  return node;
}

function written(unit) {
  const where = [unit.id, unit.path && `${unit.path}:${unit.line}`, unit.catalogue && `${unit.catalogue}:${unit.cline}`].filter(Boolean);
  return h("dl", { dir: "ltr" },
    h("dt", {}, w("Source")), h("dd", {}, h("pre", { lang: PACK.languages[unit.sl || 0][0] }, unit.source)),
    unit.words && unit.state !== "own" ? [h("dt", {}, w("Translation")), h("dd", {}, h("pre", { lang: PACK.languages[unit.wl || 0][0] }, unit.words))] : null,
    h("dt", {}, w("Where")), where.map((one) => h("dd", {}, one)), unit.note ? h("dd", {}, unit.note) : null);
}

function about(unit) {
  const parts = [];
  if (unit.findings) {
    parts.push(h("ul", { class: "findings" }, unit.findings.map((one) => h("li", { dir: "auto" }, one.message, one.hint ? h("span", { class: "soft" }, ` – ${one.hint}`) : null))));
  }
  if (unit.previous) {
    const change = unit.previous.map(([sign, words]) => (sign === "+" ? h("ins", {}, words) : sign === "-" ? h("del", {}, words) : words));
    parts.push(h("details", { class: "more", open: true }, h("summary", {}, w("What changed in the source since it was translated")), h("p", marked(PACK.languages[unit.sl || 0]), change)));
  }
  if (unit.adapted) {
    parts.push(h("details", { class: "more" }, h("summary", {}, w("What this country changed, and why")), unit.adapted.map((one) => [
      h("p", {}, h("bdi", {}, `${one.overlay}/${one.operation}`), ` (${called(one.name)})`),
      one.reason ? h("p", { dir: "auto" }, one.reason) : null,
      one.decided ? h("p", { dir: "auto" }, w("Decided by: {who}", { who: one.decided })) : null,
      unit.state === "own" ? null : (one.said || []).map((words) => h("p", { class: "near", ...marked(PACK.languages[unit.sl || 0]) }, words)),
    ])));
  }
  if (unit.terms) {
    parts.push(h("details", { class: "more" }, h("summary", {}, w("Words of the glossary: {n}", { n: unit.terms.length })), h("dl", {}, unit.terms.map((one) => [
      h("dt", { dir: "auto" }, one.words ? `${one.name} = ${one.words}` : one.name), h("dd", { dir: "auto" }, one.definition || "—"),
    ]))));
  }
  if (unit.earlier) {
    parts.push(h("details", { class: "more" }, h("summary", {}, w("What was said before: {n}", { n: unit.earlier.length })), h("ul", {}, unit.earlier.map((one) => h("li", { dir: "auto" },
      `${one.name || one.by} (${called(one.role)}), ${one.on}: ${called(one.verdict)}${one.note ? ` – ${one.note}` : ""}${one.stands ? "" : ` (${w("of an earlier text")})`}`)))));
  }
  parts.push(later(w("As it is written, and where"), (node) => node.append(written(unit))));
  return parts;
}

function around(n, holder) {
  const near = [n - 2, n - 1, n + 1, n + 2].filter((k) => UNITS[k] && UNITS[k].chapter === UNITS[n].chapter);
  const node = h("div", {}, near.map((k) => h("div", { class: `near ${CLASSES[UNITS[k].kind] || ""}` }, h("p", { class: "soft" }, k < n ? w("Before it") : w("After it")), UNITS[k].instead ? null : pictures(UNITS[k].pictures), sides(UNITS[k]))));
  holder.append(node);
}

function row(n) {
  const unit = UNITS[n], name = `u${n}`;
  const where = [`${n + 1}`, called(unit.kind), ...(unit.headings || []).slice(-2)].join(" · ");
  const context = later(w("What stands around it"), (holder) => around(n, holder));
  const node = h("article", { id: name, tabindex: "-1", "aria-labelledby": `${name}t`, class: CLASSES[unit.kind] || null },
    h("h3", { id: `${name}t`, dir: "auto" }, where), badges(unit), unit.instead ? null : pictures(unit.pictures), sides(unit), about(unit), context);
  node.append(verdicts(unit, name), boxes(unit, name), unit.kind === "heading" ? section(n) : "");
  node.addEventListener("keydown", (event) => shortcut(event, n, node));
  return node;
}

function verdicts(unit, name) {
  const can = signable(unit), answer = mine.answers[unit.id];
  const press = (kind) => () => {
    const now = mine.answers[unit.id], on = now && now.verdict === kind;
    set(unit, { verdict: on ? "" : kind });
    redraw(unit);
    if (kind === "objection" && !on) focusBox(unit, "note");
  };
  const box = (kind) => () => focusBox(unit, kind);
  const pressed = (kind) => String(Boolean(answer && answer.verdict === kind));
  const holds = (kind) => String(Boolean(answer && answer[kind]));
  return h("div", { class: "verdicts", role: "group", "aria-label": w("Your word") },
    can ? h("button", { type: "button", class: "yes", "data-do": "approved", "aria-pressed": pressed("approved"), onclick: press("approved") }, w("Approve")) : null,
    can ? h("button", { type: "button", class: "no", "data-do": "objection", "aria-pressed": pressed("objection"), onclick: press("objection") }, w("Object")) : null,
    h("button", { type: "button", "data-do": "comment", "aria-pressed": holds("comment"), onclick: box("comment") }, w("Comment")),
    ["removed", "decision", "contact"].includes(unit.state) || unit.kind === "picture" ? null : h("button", { type: "button", "data-do": "suggestion", "aria-pressed": holds("suggestion"), onclick: box("suggestion") }, w("Suggest a text")));
}

const LABELS = { note: "Why do you object?", comment: "Your comment for the translators", suggestion: "The text that you suggest" };
function boxes(unit, name) {
  const answer = mine.answers[unit.id] || {};
  const holder = h("div", { class: "boxes" });
  for (const kind of ["note", "comment", "suggestion"]) {
    if (kind === "note" ? answer.verdict === "objection" : answer[kind]) holder.append(box(unit, name, kind, answer[kind] || ""));
  }
  return holder;
}

function box(unit, name, kind, value) {
  const language = kind === "suggestion" ? marked(PACK.languages[unit.wl || 0]) : { dir: "auto" };
  const area = h("textarea", { id: `${name}${kind}`, "data-box": kind, maxlength: MOST, ...language, oninput: () => {
    set(unit, { [kind]: area.value });
    const button = $(name).querySelector(`[data-do="${kind}"]`);
    if (button) button.setAttribute("aria-pressed", String(Boolean(area.value.trim())));
  } });
  area.value = value;
  return h("div", {}, h("label", { for: `${name}${kind}` }, w(LABELS[kind])), area);
}

function focusBox(unit, kind) {
  const name = `u${PLACE.get(unit.id)}`, article = $(name);
  let area = $(`${name}${kind}`);
  if (!area) {
    const start = kind === "suggestion" ? unit.words || "" : "";
    article.querySelector(".boxes").append(box(unit, name, kind, start));
    area = $(`${name}${kind}`);
  }
  area.focus();
}

function redraw(unit) {
  const n = PLACE.get(unit.id), old = $(`u${n}`);
  if (!old) return;
  const held = document.activeElement && old.contains(document.activeElement) ? document.activeElement.dataset.do : null;
  old.querySelector(".verdicts").replaceWith(verdicts(unit, `u${n}`));
  old.querySelector(".boxes").replaceWith(boxes(unit, `u${n}`));
  if (held) old.querySelector(`[data-do="${held}"]`).focus();
}

// A section is a heading with all below it, as far as the next one of its level.
function sectionOf(n) {
  const found = [n], head = UNITS[n];
  for (let k = n + 1; k < UNITS.length && UNITS[k].chapter === head.chapter; k += 1) {
    if (UNITS[k].kind === "heading" && UNITS[k].level <= head.level) break;
    found.push(k);
  }
  return found.map((k) => UNITS[k]).filter((unit) => signable(unit));
}

function section(n) {
  const units = sectionOf(n);
  if (units.length < 2) return "";
  const each = (change) => { for (const unit of units) if (!said(mine.answers[unit.id])) setQuietly(unit, change); keep(); units.forEach(redraw); };
  const reason = h("textarea", { id: `u${n}whole`, dir: "auto" });
  return h("details", { class: "more" }, h("summary", {}, w("For the whole section ({n} passages)", { n: units.length })),
    h("p", {}, w("What you have answered already stays as it is.")),
    h("p", {}, h("button", { type: "button", class: "yes", "data-do": "all", onclick: () => each({ verdict: "approved" }) }, w("Approve the rest of this section"))),
    h("label", { for: `u${n}whole` }, w("Why do you object?")), reason,
    h("p", {}, h("button", { type: "button", class: "no", onclick: () => { if (reason.value.trim()) each({ verdict: "objection", note: reason.value }); else reason.focus(); } }, w("Object to the rest of this section"))));
}

function setQuietly(unit, change) {
  mine.answers[unit.id] = { verdict: "", note: "", comment: "", suggestion: "", ...change, on: today() };
}

// -- keys: only while a passage has the focus, so that nothing is pressed by chance ---------------

const KEYS = { KeyA: "approved", KeyO: "objection", KeyC: "comment", KeyS: "suggestion" };
function shortcut(event, n, node) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = /^(TEXTAREA|INPUT|SELECT)$/.test(event.target.tagName);
  if (typing) {
    if (event.key === "Escape") node.focus();
    return;
  }
  const code = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  if (KEYS[code]) {
    const button = node.querySelector(`[data-do="${KEYS[code]}"]`);
    if (button) { event.preventDefault(); button.click(); }
  } else if (code === "KeyN" || code === "KeyP") {
    event.preventDefault();
    step(n, code === "KeyN" ? 1 : -1);
  }
}

function step(n, by) {
  const at = current.indexOf(n) + by;
  if (at >= drawn) more(MORE);
  const next = current[at] == null ? null : $(`u${current[at]}`);
  if (next) next.focus();
}
