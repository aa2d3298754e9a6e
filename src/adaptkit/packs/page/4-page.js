// -- the head of the page ------------------------------------------------------------------------

function tell() {
  const readable = READ.filter(signable), done = READ.filter((u) => said(mine.answers[u.id])).length;
  const unfinished = READ.filter((u) => open(mine.answers[u.id])).length;
  const bar = $("bar");
  bar.max = Math.max(readable.length, 1);
  bar.value = readable.filter((u) => said(mine.answers[u.id])).length;
  $("done").textContent = w("You have answered {n} of {all} passages.", { n: done, all: READ.length }) + (unfinished ? ` ${w("Objections that still lack a reason: {n}.", { n: unfinished })}` : "");
  $("kept").hidden = kept;
  $("safe").hidden = !kept;
  if (!kept) $("kept").textContent = w("This browser does not keep what you do here. Before you close this page, press “Save my progress”.");
}

function download(name, data) {
  const address = URL.createObjectURL(new Blob([data], { type: "application/json" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

const plain = (words) => words.normalize("NFKD").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
const fileName = (what) => [what, PACK.edition, plain(mine.by), mine.role, today()].filter(Boolean).join("-") + ".json";

function finish() {
  const missing = [], unfinished = READ.filter((u) => open(mine.answers[u.id]));
  if (!mine.by) missing.push(w("Choose who you are."));
  if (!mine.role) missing.push(w("Choose what you read it as."));
  if (unfinished.length) missing.push(w("Objections that still lack a reason: {n}.", { n: unfinished.length }));
  if (!Object.keys(mine.answers).length) missing.push(w("You have not answered anything yet."));
  say(missing);
  if (missing.length) {
    (!mine.by ? $("by") : !mine.role ? $("role") : $("finish")).focus();
    if (mine.by && mine.role && unfinished.length) {
      filter = "All passages"; chapter = ""; wanted = "";
      head(); say(missing); show();
      const n = PLACE.get(unfinished[0].id);
      while (drawn < current.length && !$(`u${n}`)) more(MORE);
      focusBox(unfinished[0], "note");
    }
    return;
  }
  const name = fileName("answers");
  download(name, JSON.stringify(file(), null, 1));
  say([w("Saved as {name}. Send that file back by e-mail: that is all.", { name })]);
}

function say(lines) {
  $("say").hidden = !lines.length;
  $("say").replaceChildren(...lines.map((one) => h("p", {}, one)));
}

function load(event) {
  const chosen = event.target.files[0];
  event.target.value = "";
  if (!chosen) return;
  if (chosen.size > 50000000) { say([w("This is not a file that was saved here.")]); return; }
  const reader = new FileReader();
  reader.onload = () => {
    let data = null;
    try { data = JSON.parse(reader.result); } catch { data = null; }
    const found = data && data.format === FORMAT && data.edition === PACK.edition ? understood(data) : null;
    if (!found) { say([w("This is not a file that was saved here.")]); return; }
    const all = Array.isArray(data.answers) ? data.answers.length : 0, taken = Object.keys(found.answers).length;
    mine = { by: known(found.by) ? found.by : mine.by, role: found.role || mine.role, answers: Object.assign(none(), mine.answers, found.answers) };
    keep(); start();
    say([w("Loaded: {n} answers.", { n: taken }), ...(taken < all ? [w("Left out, because the text is another one now: {n}.", { n: all - taken })] : [])]);
  };
  reader.readAsText(chosen);
}

function choice(id, label, options, value, change) {
  const node = h("select", { id, onchange: () => change(node.value) }, options.map(([key, words]) => h("option", { value: key, selected: key === value }, words)));
  return h("div", {}, h("label", { for: id }, label), node);
}

function roles() {
  const person = PACK.people.find((one) => one.key === mine.by);
  return (person ? person.roles : PACK.roles).map((one) => [one, called(one)]);
}

function head() {
  document.documentElement.lang = spoken;
  document.documentElement.dir = PACK.directions[spoken] || "ltr";
  document.title = w("Review: {name}", { name: PACK.label });
  const people = [["", w("Choose…")], ...PACK.people.map((one) => [one.key, one.name])];
  const counted = Object.keys(FILTERS).map((name) => [name, `${w(name)} (${READ.filter(FILTERS[name]).length})`]);
  const other = Object.keys(PACK.words).find((one) => one !== spoken);
  const allowed = roles();
  if (mine.role && !allowed.some(([key]) => key === mine.role)) mine.role = "";
  const cut = PACK.cut;
  $("head").replaceChildren(...[
    h("h1", { dir: "auto" }, w("Review: {name}", { name: PACK.label })),
    h("p", { class: "soft" }, h("bdi", {}, PACK.title), " · ", h("bdi", { dir: "ltr" }, PACK.made)),
    other ? h("p", {}, h("button", { type: "button", id: "spoken", lang: other, onclick: () => { spoken = other; start(); $("spoken").focus(); } }, PACK.names[other])) : null,
    cut ? h("div", { class: "fine" }, h("p", {}, w("Cut for {n} minutes of reading, what matters most first: {shown} of {all} passages.", { n: cut.minutes, shown: READ.length, all: PACK.whole })),
      h("p", {}, w("Left out: {what}.", { what: cut.left.map(([reason, n]) => `${called(reason)} ${n}`).join(" · ") || "0" }))) : null,
    h("details", { class: "fine" }, h("summary", {}, w("How this works")), h("ul", {}, [
      w("Read each passage beside its source. Press Approve where it is right, Object where it would harm or mislead, and say why."),
      w("Comment says something to the translators. Suggest a text puts your words before them."),
      w("You can stop at any time: what you do is kept in this browser, on this device. Nothing is sent anywhere."),
      w("With a keyboard: Tab to a passage, then A approve, O object, C comment, S suggest, N next, P previous, Esc out of a text."),
      w("When you have finished, press “Save my answers” and send the file back."),
    ].map((one) => h("li", {}, one)))),
    h("div", { class: "who" },
      PACK.people.length ? choice("by", w("Who you are"), people, mine.by, (value) => { mine.by = value; keep(); head(); show(); $("by").focus(); }) : h("div", {}, h("label", { for: "by" }, w("Who you are")), h("input", { id: "by", value: mine.by, maxlength: 64, autocomplete: "off", onchange: (event) => { mine.by = event.target.value.trim(); keep(); } })),
      choice("role", w("What you read it as"), [["", w("Choose…")], ...allowed], mine.role, (value) => { mine.role = value; keep(); head(); show(); $("role").focus(); })),
    h("p", { id: "done", role: "status" }), h("progress", { id: "bar", "aria-label": w("How far you are") }),
    h("p", { id: "kept", class: "told", role: "alert", hidden: true }), h("p", { id: "safe", class: "soft" }, w("What you do is kept in this browser.")),
    h("div", { class: "files" },
      h("button", { type: "button", class: "main", id: "finish", onclick: finish }, w("Save my answers")),
      h("button", { type: "button", id: "save", onclick: () => download(fileName("progress"), JSON.stringify(file(), null, 1)) }, w("Save my progress")),
      h("span", { class: "file" }, h("span", { "aria-hidden": "true" }, w("Load a saved file")), h("input", { type: "file", id: "load", accept: ".json,application/json", "aria-label": w("Load a saved file"), onchange: load })),
      h("button", { type: "button", id: "print", onclick: () => window.print() }, w("Print everything"))),
    h("div", { id: "say", class: "fine", role: "status", hidden: true }),
  ].filter(Boolean));
  $("main").replaceChildren(
    h("div", { class: "find", role: "search", "aria-label": w("Which passages are shown") },
      choice("filter", w("Show"), counted, filter, (value) => { filter = value; show(); }),
      choice("chapter", w("Chapter"), [["", w("All chapters")], ...PACK.chapters.map((name, n) => [String(n), name])], chapter, (value) => { chapter = value; show(); }),
      h("div", {}, h("label", { for: "search" }, w("Search")), h("input", { id: "search", type: "search", dir: "auto", value: wanted, maxlength: 200, oninput: (event) => { wanted = event.target.value; show(); } })),
      h("p", { id: "count", role: "status" })),
    h("div", { id: "rows" }), h("p", { class: "end" }, h("button", { type: "button", id: "more", onclick: () => more(MORE) }, w("Show more"))));
  below.disconnect();
  below.observe($("more"));
  tell();
}

// -- on paper ------------------------------------------------------------------------------------

function paper() {
  if ($("paper").childElementCount) return;
  const line = () => h("span", { class: "line" });
  const answered = (unit) => {
    const one = mine.answers[unit.id];
    return one ? [one.note, one.comment, one.suggestion].filter(Boolean).map((words) => h("p", { dir: "auto" }, words)) : [];
  };
  const tick = (unit, kind) => ((mine.answers[unit.id] || {}).verdict === kind ? "☑" : "☐");
  $("paper").replaceChildren(h("h1", {}, w("Review: {name}", { name: PACK.label })), h("table", {},
    h("thead", {}, h("tr", {}, h("th", { class: "at", scope: "col" }, w("Where")), h("th", { scope: "col" }, w("Source")), h("th", { scope: "col" }, w("Translation")), h("th", { class: "tick", scope: "col" }, w("Your word")))),
    h("tbody", {}, READ.map((unit, n) => h("tr", {},
      h("td", { class: "at" }, `${n + 1} `, h("bdi", {}, unit.id)),
      h("td", marked(PACK.languages[unit.sl || 0]), shownText(unit.shtml, unit.source)),
      h("td", marked(PACK.languages[unit.wl || 0]), shownText(unit.whtml, unit.words || "—")),
      h("td", { class: "tick" }, signable(unit) ? [`${tick(unit, "approved")} ${w("Approve")}`, h("br"), `${tick(unit, "objection")} ${w("Object")}`] : null, answered(unit), line()))))));
}
window.addEventListener("beforeprint", paper);
window.addEventListener("afterprint", () => $("paper").replaceChildren());

const below = new IntersectionObserver((seen) => {
  if (seen[0].isIntersecting && drawn < current.length) more(MORE);
}, { rootMargin: "600px" });

function start() {
  head();
  show();
}
recall();
start();
window.addEventListener("beforeunload", (event) => {
  if (!kept && Object.keys(mine.answers).length) event.preventDefault();
});
window.addEventListener("storage", (event) => {
  if (event.key === KEY) say([w("This pack is open in another window too. Close one of the two.")]);
});
