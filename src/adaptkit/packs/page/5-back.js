// A pack for somebody who translates back: what the words say, and nothing of their source.
const FORMAT = "adaptkit back-translation 1";
const UNITS = PACK.passages;
const READ = UNITS.filter((one) => one.ask);
const PLACE = new Map(UNITS.map((one, n) => [one.id, n]));
const CHAPTERS = [...new Set(UNITS.map((one) => one.chapter))];

let mine = { by: PACK.by, answers: none() }, chapter = CHAPTERS[0];

const said = (answer) => Boolean(answer && (answer.unclear || answer.words.trim()));

// Whatever was read back, from the browser or a file: only what this pack knows, and only texts.
function understood(data) {
  if (!data || typeof data !== "object" || Array.isArray(data)) return null;
  const found = { by: text(data.by).slice(0, 64), answers: none() };
  for (const one of (Array.isArray(data.answers) ? data.answers : []).slice(0, 2 * UNITS.length)) {
    const unit = one && typeof one === "object" ? UNITS[PLACE.get(one.passage)] : null;
    if (!unit || !unit.ask || one.target !== unit.wh) continue;
    const answer = { words: text(one.words), unclear: one.unclear === true, on: isDay(one.on) ? one.on : today() };
    if (said(answer)) found.answers[unit.id] = answer;
  }
  return found;
}

function file() {
  const answers = READ.filter((unit) => said(mine.answers[unit.id])).map((unit) => {
    const { words, unclear, on } = mine.answers[unit.id];
    return { passage: unit.id, target: unit.wh, on, ...(unclear ? { unclear } : { words: words.trim() }) };
  });
  return { format: FORMAT, edition: PACK.edition, pack: PACK.hash, by: mine.by, saved: today(), answers };
}

function takeIn(found) {
  mine = { by: found.by || mine.by, answers: Object.assign(none(), mine.answers, found.answers) };
}

function set(unit, change) {
  const after = { words: "", unclear: false, ...mine.answers[unit.id], ...change, on: today() };
  if (said(after)) mine.answers[unit.id] = after;
  else delete mine.answers[unit.id];
  keep();
}

function tell() {
  const done = READ.filter((unit) => said(mine.answers[unit.id])).length;
  $("bar").max = Math.max(READ.length, 1);
  $("bar").value = done;
  $("done").textContent = w("You have answered {n} of {all} passages.", { n: done, all: READ.length });
  tellKept();
}

const fileName = (what) => [what, PACK.edition, "back-translation", plain(mine.by), today()].filter(Boolean).join("-") + ".json";

function finish() {
  const missing = [];
  if (!mine.by) missing.push(w("Choose who you are."));
  if (!Object.keys(mine.answers).length) missing.push(w("You have not answered anything yet."));
  say(missing);
  if (missing.length) { (mine.by ? $("finish") : $("by")).focus(); return; }
  const name = fileName("answers");
  download(name, JSON.stringify(file(), null, 1));
  say([w("Saved as {name}. Send that file back by e-mail: that is all.", { name })]);
}

function load(event) {
  loaded(event, (data) => {
    const found = understood(data);
    if (!found) { say([w("This is not a file that was saved here.")]); return; }
    const taken = Object.keys(found.answers).length;
    mine = { by: mine.by || found.by, answers: Object.assign(none(), mine.answers, found.answers) };
    keep(); start();
    say([w("Loaded: {n} answers.", { n: taken })]);
  });
}

function words(unit) {
  const inner = unit.kind === "code" || unit.kind === "html" ? h("pre", {}, unit.words) : shownText(unit.html, unit.words);
  return h("div", { class: "side" }, h("div", { class: "said", ...marked(PACK.language) }, inner));
}

function row(unit, n) {
  const answer = mine.answers[unit.id] || { words: "", unclear: false }, name = `u${n}`;
  if (!unit.ask) return h("article", { class: CLASSES[unit.kind] || null }, words(unit));
  const area = h("textarea", { id: `${name}words`, maxlength: MOST, ...marked(PACK.into), disabled: answer.unclear, oninput: () => set(unit, { words: clean(area.value) }) });
  area.value = answer.words;
  const tick = h("input", { id: `${name}unclear`, type: "checkbox", checked: answer.unclear, onchange: () => { set(unit, { unclear: tick.checked }); area.disabled = tick.checked; } });
  return h("article", { id: name, class: CLASSES[unit.kind] || null, "aria-label": String(n + 1) }, words(unit),
    h("label", { for: `${name}words` }, w("What it says")), area,
    h("label", { for: `${name}unclear`, class: "tickbox" }, tick, " ", w("I cannot tell")));
}

const chapterName = (number) => w("Chapter {n}", { n: number + 1 });

function show() {
  const rows = document.createDocumentFragment(), next = CHAPTERS[CHAPTERS.indexOf(chapter) + 1];
  rows.append(h("h2", { id: "chapter-name", tabindex: "-1" }, chapterName(chapter)));
  UNITS.forEach((unit, n) => { if (unit.chapter === chapter) rows.append(row(unit, n)); });
  if (next != null) rows.append(h("p", { class: "end" }, h("button", { type: "button", id: "next", onclick: () => { chapter = next; head(); show(); $("chapter-name").focus(); } }, w("Next chapter"))));
  $("rows").replaceChildren(rows);
}

function head() {
  titled(w("Back-translation: {name}", { name: PACK.label }));
  $("head").replaceChildren(...[
    h("h1", { dir: "auto" }, w("Back-translation: {name}", { name: PACK.label })),
    h("p", { class: "soft" }, h("bdi", { dir: "ltr" }, PACK.made)),
    language(),
    h("div", { class: "fine" }, h("ul", {}, [
      w("You see the translation alone. Write in {language} what each passage says, also where it seems wrong. Please do not look for the original.", { language: PACK.intoName }),
      w("You can stop at any time: what you do is kept in this browser, on this device. Nothing is sent anywhere."),
      w("When you have finished, press “Save my answers” and send the file back."),
    ].map((one) => h("li", {}, one)))),
    h("div", { class: "who" }, who(() => { head(); $("by").focus(); }),
      choice("chapter", w("Chapter"), CHAPTERS.map((number) => [String(number), chapterName(number)]), String(chapter), (value) => { chapter = Number(value); show(); })),
    h("p", { id: "done", role: "status" }), h("progress", { id: "bar", "aria-label": w("How far you are") }),
    ...saving(),
    h("div", { id: "say", class: "fine", role: "status", hidden: true }),
  ].filter(Boolean));
  tell();
}

function paper() {
  const line = () => h("span", { class: "line" });
  $("paper").replaceChildren(h("h1", {}, w("Back-translation: {name}", { name: PACK.label })), h("table", {},
    h("thead", {}, h("tr", {}, h("th", { class: "at", scope: "col" }, w("Where")), h("th", { scope: "col" }, w("Translation")), h("th", { scope: "col" }, w("What it says")))),
    h("tbody", {}, READ.map((unit) => {
      const answer = mine.answers[unit.id];
      return h("tr", {}, h("td", { class: "at" }, String(PLACE.get(unit.id) + 1)), h("td", marked(PACK.language), shownText(unit.html, unit.words)),
        h("td", marked(PACK.into), answer && answer.words ? answer.words : [line(), line()], h("br"), `${answer && answer.unclear ? "☑" : "☐"} `, h("span", { lang: spoken }, w("I cannot tell"))));
    }))));
}
window.addEventListener("beforeprint", paper);
window.addEventListener("afterprint", () => $("paper").replaceChildren());

function start() {
  if (!$("rows")) $("main").append(h("div", { id: "rows" }));
  head();
  show();
}
recall();
start();
