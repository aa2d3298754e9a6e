"use strict";
// What every pack's page has. Nothing is loaded or sent: all there is stands in this page, and what
// somebody answers is kept in this browser and in the files that they save. Texts become nodes, never
// markup; what comes as HTML was made safe by the writer of the edition's pages.
const PACK = JSON.parse(document.getElementById("pack").textContent);
const KEY = `adaptkit-review/${PACK.edition}/${PACK.hash}`;
const MOST = 20000;
const $ = (id) => document.getElementById(id);

let spoken = PACK.spoken;
const w = (english, values) => {
  let text = (PACK.words[spoken] || {})[english] || english;
  for (const name in values || {}) text = text.split(`{${name}}`).join(String(values[name]));
  return text;
};

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((one) => one != null && one !== false));
  return node;
}

// What the writer of the edition's pages has made.
function markup(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

// Without what every object answers to, whatever a unit is called.
const none = () => Object.create(null);
let kept = true;

const text = (value) => (typeof value === "string" ? value.slice(0, MOST) : "");
const isDay = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};

// What word processors leave behind and no text can hold.
const clean = (words) => words.replace(/\r\n?|[\u000b\u000c]/g, "\n").replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, "");

const fresh = () => [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("");

// Each window keeps what is done in it at a place of its own, takes in what stands at others, and
// clears those only when it has kept that itself. So nothing is written over that this window has not
// read: not another window's, and not what a browser that has just begun did not show (seen in Chromium).
const PLACE_OF_ITS_OWN = `${KEY}/${fresh()}`;
const isPlace = (name) => name === KEY || (typeof name === "string" && name.startsWith(`${KEY}/`));
const others = new Map();

function keep() {
  const data = JSON.stringify({ ...file(), at: Date.now() });
  try {
    localStorage.setItem(PLACE_OF_ITS_OWN, data);
    kept = localStorage.getItem(PLACE_OF_ITS_OWN) === data;
    if (kept) {
      for (const [place, before] of others) if (localStorage.getItem(place) === before) localStorage.removeItem(place);
      others.clear();
    }
  } catch {
    kept = false;
  }
  tell();
}

// What was kept last is taken in last.
function recall() {
  const all = [];
  try {
    for (const place of Object.keys(localStorage).filter(isPlace)) all.push([place, localStorage.getItem(place)]);
  } catch {
    kept = false;
  }
  const read = all.map(([place, data]) => {
    try {
      const content = JSON.parse(data);
      return { place, data, at: Number(content.at) || 0, answers: understood(content) };
    } catch {
      return { answers: null };
    }
  });
  for (const { place, data, answers } of read.filter((one) => one.answers).sort((a, b) => a.at - b.at)) {
    takeIn(answers);
    others.set(place, data);
  }
}

const known = (by) => PACK.people.some((one) => one.key === by);

function download(name, data) {
  const address = URL.createObjectURL(new Blob([data], { type: "application/json" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

const plain = (words) => words.normalize("NFKD").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);

function say(lines) {
  $("say").hidden = !lines.length;
  $("say").replaceChildren(...lines.map((one) => h("p", {}, one)));
}

// Why what was read is nothing for this page, or null.
function unfit(data) {
  if (!data || typeof data !== "object" || typeof data.format !== "string") return w("This is not a file that was saved here.");
  if (data.format !== FORMAT) return data.format.startsWith("adaptkit ") ? w("This file was saved in another kind of page.") : w("This is not a file that was saved here.");
  if (data.edition !== PACK.edition) return w("This file is of another edition: {name}.", { name: text(data.edition).slice(0, 60) });
  // One person's answers never become another's.
  const by = text(data.by).slice(0, 200), person = PACK.people && PACK.people.find((one) => one.key === by);
  if (by && mine.by && by !== mine.by && (PACK.reviewer || PACK.by || Object.keys(mine.answers).length)) return w("These are the answers of {name}, and not yours: nothing was loaded.", { name: person ? person.name : by });
  return null;
}

// The file that somebody has chosen, if it is one for this page.
function loaded(event, then) {
  const chosen = event.target.files[0];
  event.target.value = "";
  if (!chosen) return;
  if (chosen.size > 50000000) { say([unfit(null)]); return; }
  const reader = new FileReader();
  reader.onload = () => {
    let data = null;
    try { data = JSON.parse(reader.result); } catch { data = null; }
    const wrong = unfit(data);
    if (wrong) say([wrong]);
    else then(data);
  };
  reader.readAsText(chosen);
}

function choice(id, label, options, value, change) {
  const node = h("select", { id, onchange: () => change(node.value) }, options.map(([key, words]) => h("option", { value: key, selected: key === value }, words)));
  return h("div", {}, h("label", { for: id }, label), node);
}

// Who answers: chosen where people are known, else typed.
function who(changed) {
  const people = [["", w("Choose…")], ...PACK.people.map((one) => [one.key, one.name])];
  if (PACK.people.length) return choice("by", w("Who you are"), people, mine.by, (value) => { mine.by = value; keep(); changed(); });
  return h("div", {}, h("label", { for: "by" }, w("Who you are")), h("input", { id: "by", value: mine.by, maxlength: 64, autocomplete: "off", onchange: (event) => { mine.by = event.target.value.trim(); keep(); } }));
}

function titled(title) {
  document.documentElement.lang = spoken;
  document.documentElement.dir = PACK.directions[spoken] || "ltr";
  document.title = title;
}

// The page's words in the other language that it has.
function language() {
  const other = Object.keys(PACK.words).find((one) => one !== spoken);
  return other ? h("p", {}, h("button", { type: "button", id: "spoken", lang: other, onclick: () => { spoken = other; start(); $("spoken").focus(); } }, PACK.names[other])) : null;
}

// What is kept where, and how it leaves this page.
function saving() {
  return [
    h("p", { id: "kept", class: "told", role: "alert", hidden: true }), h("p", { id: "safe", class: "soft" }, w("What you do is kept in this browser.")),
    h("div", { class: "files" },
      h("button", { type: "button", class: "main", id: "finish", onclick: finish }, w("Save my answers")),
      h("button", { type: "button", id: "save", onclick: () => download(fileName("progress"), JSON.stringify({ ...file(), progress: true }, null, 1)) }, w("Save my progress")),
      h("span", { class: "file" }, h("span", { "aria-hidden": "true" }, w("Load a saved file")), h("input", { type: "file", id: "load", accept: ".json,application/json", "aria-label": w("Load a saved file"), onchange: load })),
      h("button", { type: "button", id: "print", onclick: () => window.print() }, w("Print everything"))),
  ];
}

function tellKept() {
  $("kept").hidden = kept;
  $("safe").hidden = !kept;
  if (!kept) $("kept").textContent = w("This browser does not keep what you do here. Before you close this page, press “Save my progress”.");
}

window.addEventListener("beforeunload", (event) => {
  if (!kept && Object.keys(mine.answers).length) event.preventDefault();
});
window.addEventListener("storage", (event) => {
  if (isPlace(event.key)) say([w("This pack is open in another window too. Close one of the two.")]);
});

const marked = (language) => ({ lang: language[0], dir: language[1] });
const shownText = (html, plain) => (html != null ? markup(html) : plain);
const CLASSES = { heading: "heading", "list item": "item", "table cell": "cell" };
