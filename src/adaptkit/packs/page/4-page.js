// -- the head of the page ------------------------------------------------------------------------

function tell() {
  const readable = READ.filter(signable), done = READ.filter((u) => said(mine.answers[u.id])).length;
  const unfinished = READ.filter((u) => open(mine.answers[u.id])).length;
  const bar = $("bar");
  bar.max = Math.max(readable.length, 1);
  bar.value = readable.filter((u) => said(mine.answers[u.id])).length;
  $("done").textContent = w("You have answered {n} of {all} passages.", { n: done, all: READ.length }) + (unfinished ? ` ${w("Objections that still lack a reason: {n}.", { n: unfinished })}` : "");
  tellKept();
}

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

function load(event) {
  loaded(event, (data) => {
    const found = understood(data);
    if (!found) { say([w("This is not a file that was saved here.")]); return; }
    const all = Array.isArray(data.answers) ? data.answers.length : 0, taken = Object.keys(found.answers).length;
    takeIn(found);
    keep(); start();
    say([w("Loaded: {n} answers.", { n: taken }), ...(taken < all ? [w("Left out, because the text is another one now: {n}.", { n: all - taken })] : [])]);
  });
}

function roles() {
  const person = PACK.people.find((one) => one.key === mine.by);
  return (person ? person.roles : PACK.roles).map((one) => [one, called(one)]);
}

function head() {
  titled(w("Review: {name}", { name: PACK.label }));
  const counted = Object.keys(FILTERS).map((name) => [name, `${w(name)} (${READ.filter(FILTERS[name]).length})`]);
  const allowed = roles();
  if (mine.role && !allowed.some(([key]) => key === mine.role)) mine.role = "";
  const cut = PACK.cut;
  $("head").replaceChildren(...[
    h("h1", { dir: "auto" }, w("Review: {name}", { name: PACK.label })),
    h("p", { class: "soft" }, h("bdi", {}, PACK.title), " · ", h("bdi", { dir: "ltr" }, PACK.made)),
    language(),
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
      who(() => { head(); show(); $("by").focus(); }),
      choice("role", w("What you read it as"), [["", w("Choose…")], ...allowed], mine.role, (value) => { mine.role = value; keep(); head(); show(); $("role").focus(); })),
    h("p", { id: "done", role: "status" }), h("progress", { id: "bar", "aria-label": w("How far you are") }),
    ...saving(),
    h("div", { id: "say", class: "fine", role: "status", hidden: true }),
  ].filter(Boolean));
  $("main").replaceChildren(
    h("div", { class: "find", role: "search", "aria-label": w("Which passages are shown") },
      choice("filter", w("Show"), counted, filter, (value) => { filter = value; show(); }),
      choice("chapter", w("Chapter"), [["", w("All chapters")], ...PACK.chapters.map((_, n) => [String(n), titleOf(n)])], chapter, (value) => { chapter = value; show(); }),
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
      h("td", marked(PACK.languages[unit.sl || 0]), shownText(unit.shtml, unit.source), pictures(unit.instead)),
      h("td", marked(PACK.languages[unit.wl || 0]), shownText(unit.whtml, unit.words || "—"), pictures(unit.pictures)),
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
