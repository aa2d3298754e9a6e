// What somebody counts who sits with readers. No names: only how many.
const FORMAT = "adaptkit readers 1";
const MOST_READERS = 10000;
// One sitting: whoever saves twice is counted once.
let mine = { by: "", session: fresh(), answers: none() };

const whole = (value, most) => (/^\d{1,5}$/.test(String(value)) ? Math.min(Number(value), most) : null);
const isSession = (value) => typeof value === "string" && /^[0-9a-f]{16}$/.test(value);
const empty = (chapter) => ({ readers: null, on: today(), right: chapter.questions.map(() => null), over: {} });
const of = (chapter) => mine.answers[chapter.hash] || empty(chapter);
const finished = (chapter) => of(chapter).readers > 0 && of(chapter).right.every((one) => one != null);

// Whatever was read back, from the browser or a file: only what this pack knows.
function understood(data) {
  if (!data || typeof data !== "object" || !Array.isArray(data.answers)) return null;
  const found = { by: "", session: fresh(), answers: none() };
  for (const one of data.answers.slice(0, PACK.chapters.length)) {
    const chapter = one && typeof one === "object" ? PACK.chapters.find((c) => c.hash === one.text) : null;
    if (!chapter) continue;
    if (isSession(one.session)) found.session = one.session;
    const readers = whole(one.readers, MOST_READERS), right = Array.isArray(one.right) ? one.right : [], over = {};
    for (const each of (Array.isArray(one.stumbled) ? one.stumbled : []).slice(0, 1000)) {
      if (!each || !chapter.passages[each.passage]) continue;
      const words = text(each.words).slice(0, 200);
      over[each.passage] = over[each.passage] ? `${over[each.passage]}; ${words}` : words;
    }
    found.answers[chapter.hash] = { readers, on: isDay(one.on) ? one.on : today(), right: chapter.questions.map((_, n) => whole(right[n], MOST_READERS)), over };
  }
  return found;
}

function answer(chapter) {
  const { readers, on, right, over } = of(chapter);
  const stumbled = Object.entries(over).flatMap(([passage, words]) => words.split(/[;\n؛；]/).map((one) => one.trim()).filter(Boolean).map((one) => ({ passage: Number(passage), words: one.slice(0, 200), readers: 1 })));
  return { session: mine.session, chapter: chapter.name, text: chapter.hash, on, readers, right: right.map((one) => (one == null ? null : Math.min(one, readers))), ...(stumbled.length ? { stumbled } : {}) };
}

function file(all = true) {
  const answers = PACK.chapters.filter((one) => (all ? mine.answers[one.hash] : finished(one))).map(answer);
  return { format: FORMAT, edition: PACK.edition, pack: PACK.hash, saved: today(), answers };
}

function takeIn(found) {
  const counted = Object.keys(mine.answers).length;
  mine = { by: "", session: counted ? mine.session : found.session, answers: Object.assign(none(), mine.answers, found.answers) };
}

function set(chapter, change) {
  mine.answers[chapter.hash] = { ...of(chapter), ...change };
  keep();
}

function tell() {
  const done = PACK.chapters.filter(finished).length;
  $("bar").max = PACK.chapters.length;
  $("bar").value = done;
  $("done").textContent = w("Chapters counted: {n} of {all}.", { n: done, all: PACK.chapters.length });
  tellKept();
}

const fileName = (what) => [what, PACK.edition, "readers", today()].join("-") + ".json";

function finish() {
  if (!PACK.chapters.some(finished)) { say([w("You have not answered anything yet.")]); return; }
  const name = fileName("answers");
  download(name, JSON.stringify(file(false), null, 1));
  say([w("Saved as {name}. Send that file back by e-mail: that is all.", { name })]);
}

function load(event) {
  loaded(event, (data) => {
    const found = understood(data);
    if (!found) { say([w("This is not a file that was saved here.")]); return; }
    mine = found;
    keep(); start();
    say([w("Loaded: {n} answers.", { n: Object.keys(found.answers).length })]);
  });
}

function number(id, label, value, change) {
  const node = h("input", { id, type: "number", inputmode: "numeric", min: 0, max: MOST_READERS, step: 1, value: value == null ? null : value, oninput: () => change(whole(node.value, MOST_READERS)) });
  return h("div", {}, h("label", { for: id }, label), node);
}

function section(chapter, n) {
  const id = `c${n}`, now = of(chapter);
  const day = h("input", { id: `${id}on`, type: "date", value: now.on, max: today(), onchange: () => { if (isDay(day.value)) set(chapter, { on: day.value }); } });
  const passages = h("details", { class: "more" }, h("summary", {}, w("Words that people stumbled over")), h("p", {}, w("Write the words beside their passage, exactly as they stand there; put a ; between two.")));
  passages.addEventListener("toggle", () => {
    if (passages.childElementCount > 2) return;
    chapter.passages.forEach((one, p) => {
      const area = h("input", { id: `${id}p${p}`, maxlength: 1000, lang: one.language, dir: one.direction, value: of(chapter).over[p] || "", "aria-label": w("Words that people stumbled over"), oninput: () => set(chapter, { over: { ...of(chapter).over, [p]: clean(area.value) } }) });
      passages.append(h("div", { class: `near ${CLASSES[one.kind] || ""}` }, h("div", { class: "said", lang: one.language, dir: one.direction }, one.html ? markup(one.html) : h("pre", {}, one.text)), area));
    });
  });
  return h("article", { id, "aria-labelledby": `${id}t` }, h("h2", { id: `${id}t`, ...marked(PACK.language) }, chapter.title),
    h("div", { class: "who" }, number(`${id}n`, w("How many people read this chapter"), now.readers, (readers) => set(chapter, { readers })), h("div", {}, h("label", { for: `${id}on` }, w("On which day")), day)),
    h("ol", { class: "asked" }, chapter.questions.map((one, q) => h("li", {}, h("p", marked(PACK.language), one), number(`${id}q${q}`, w("How many answered rightly"), now.right[q], (many) => { const right = [...of(chapter).right]; right[q] = many; set(chapter, { right }); })))),
    passages);
}

function start() {
  titled(w("With readers: {name}", { name: PACK.label }));
  $("head").replaceChildren(...[
    h("h1", { dir: "auto" }, w("With readers: {name}", { name: PACK.label })),
    h("p", { class: "soft" }, h("bdi", { dir: "ltr" }, PACK.made)),
    language(),
    h("div", { class: "fine" }, h("ul", {}, [
      w("Let each reader read the printed sheet and answer in their own words. Then count here. Write no names and nothing about any person."),
      w("When you have finished, press “Save my answers” and send the file back."),
    ].map((one) => h("li", {}, one)))),
    h("p", { id: "done", role: "status" }), h("progress", { id: "bar", "aria-label": w("How far you are") }),
    ...saving(),
    h("div", { id: "say", class: "fine", role: "status", hidden: true }),
  ].filter(Boolean));
  $("main").replaceChildren(...PACK.chapters.map(section));
  tell();
}

function paper() {
  $("paper").replaceChildren(h("h1", {}, w("With readers: {name}", { name: PACK.label })), ...PACK.chapters.map((chapter) => h("section", {}, h("h2", marked(PACK.language), chapter.title),
    h("p", {}, `${w("How many people read this chapter")}: ${of(chapter).readers || "____"} · ${of(chapter).on}`),
    h("ol", {}, chapter.questions.map((one, q) => h("li", {}, h("span", marked(PACK.language), one), " – ", `${w("How many answered rightly")}: ${of(chapter).right[q] ?? "____"}`))))));
}
window.addEventListener("beforeprint", paper);
window.addEventListener("afterprint", () => $("paper").replaceChildren());

recall();
start();
