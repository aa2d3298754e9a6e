// The bar below a previewed page. All that is told comes as text, and is shown as text.
"use strict";
(() => {
  const { page, top } = document.currentScript.dataset;
  const TOGGLES = [
    ["source", "Source"],
    ["ids", "Ids"],
    ["from", "Where from"],
    ["findings", "Findings"],
    ["follow", "Follow saves"],
  ];
  const CHANGED = "adaptkit-preview-changed";
  let state = { version: -1, units: {}, problems: [], broken: [] };

  // Where a browser keeps nothing, the bar works all the same.
  const kept = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* see above */ } };
  const on = (name) => (kept(`adaptkit-preview-${name}`) ?? (name === "follow" || name === "findings" ? "1" : "")) === "1";

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const located = (one) => `${one.severity}: ${one.where ? `${one.where}: ` : ""}${one.message}${one.hint ? `\nhint: ${one.hint}` : ""} [${one.code}]`;

  const bar = make("div", "", { id: "preview-bar", role: "region", "aria-label": "Preview", lang: "en", dir: "ltr" });
  const said = make("span", "Preview", { role: "status" });
  const list = make("details");
  const summary = make("summary", "");
  list.append(summary);

  function notes(place, unit) {
    const lines = [];
    if (on("ids")) lines.push(["", `${unit.unit} (${unit.kind})`]);
    if (on("source")) lines.push(["", `source: ${unit.source}`]);
    if (on("from")) {
      lines.push(["", [
        unit.from && `from ${unit.from}`,
        ...(unit.overlays || []).map((one) => `changed by ${one}`),
        unit.answered ? `words from ${unit.answered}` : unit.answered === "" ? "nobody has translated it" : "",
        unit.state && `state: ${unit.state}`,
        unit.reviewed || "",
        unit.note,
      ].filter(Boolean).join("\n")]);
    }
    if (on("findings")) for (const one of unit.findings) lines.push([`preview-${one.severity}`, located(one)]);
    return lines.map(([kind, text]) => make("span", text, { class: `preview-note ${kind}`, lang: "en", dir: "auto" }));
  }

  function draw() {
    for (const old of document.querySelectorAll(".preview-note")) old.remove();
    for (const [place, unit] of Object.entries(state.units)) {
      const element = document.getElementById(place);
      if (element) element.append(...notes(place, unit));
    }
    const problems = state.broken.length ? state.broken : state.problems;
    summary.textContent = state.broken.length
      ? `These pages are older than your files, which cannot be shown: ${problems.length} to mend`
      : `Findings in this edition: ${problems.length}`;
    list.open = list.open || state.broken.length > 0;
    list.querySelectorAll("p").forEach((old) => old.remove());
    list.append(...problems.map((one) => make("p", located(one))));
    list.hidden = problems.length === 0;
  }

  async function read() {
    const answer = await fetch(`${top}_preview/state.json?page=${encodeURIComponent(page)}`);
    state = await answer.json();
    draw();
  }

  function mark() {
    const places = JSON.parse(kept(CHANGED) || "[]");
    keep(CHANGED, "[]");
    const elements = places.map((place) => document.getElementById(place)).filter(Boolean);
    for (const element of elements) element.classList.add("preview-changed");
    if (elements.length) {
      elements[0].scrollIntoView({ block: "center" });
      said.textContent = `Changed just now: ${elements.length}`;
    }
  }

  function changed(told) {
    const pages = Object.keys(told.changed);
    if (told.broken || pages.length === 0) { read(); return; }
    const here = pages.includes(page);
    if (!here && !on("follow")) {
      said.textContent = "Changed: ";
      said.append(make("a", pages[0], { href: `${top}${pages[0].split("/").map(encodeURIComponent).join("/")}` }));
      return;
    }
    const to = here ? page : pages[0];
    keep(CHANGED, JSON.stringify(told.changed[to]));
    if (here) location.reload();
    else location.href = `${top}${to.split("/").map(encodeURIComponent).join("/")}`;
  }

  function begin() {
    bar.append(said);
    for (const [name, label] of TOGGLES) {
      const box = make("input", "", { type: "checkbox" });
      box.checked = on(name);
      box.addEventListener("change", () => { keep(`adaptkit-preview-${name}`, box.checked ? "1" : "0"); draw(); });
      const labelled = make("label");
      labelled.append(box, label);
      bar.append(labelled);
    }
    bar.append(list);
    document.body.append(bar);
    read().then(mark);
    const events = new EventSource(`${top}_preview/events`);
    events.onmessage = (event) => changed(JSON.parse(event.data));
    events.onerror = () => { said.textContent = "The preview has stopped: start it again in the terminal"; };
    events.onopen = () => { if (said.textContent.startsWith("The preview")) location.reload(); };
  }
  begin();
})();
