// Searches the text of one edition, which stands in the page as data. Nothing is asked of anybody: what is
// looked for stays in this page. All that is shown is put in as text, never as HTML.
const MOST = 40;
const AROUND = 80;
// Writing systems without blanks between words.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]/u;
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;
const box = document.getElementById("search");
const field = document.getElementById("words");
const state = document.getElementById("found");
const list = document.getElementById("results");

const sections = JSON.parse(document.getElementById("data").textContent).flatMap(([href, chapter, lang, parts]) =>
  parts.map(([anchor, title, text, language]) => ({
    href: anchor ? `${href}#${encodeURIComponent(anchor)}` : href,
    chapter, lang, language, title, text, foldedTitle: fold(title), folded: fold(text),
  })));

// How well a word is found: where one begins counts more than inside of another, a heading most.
function worth(text, word) {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0 && best < 3; at = text.indexOf(word, at + 1)) {
    const begins = at === 0 || !IN_WORD.test(text[at - 1]);
    const ends = begins && !IN_WORD.test(text[at + word.length] ?? " ");
    best = Math.max(best, ends ? 3 : begins ? 2 : 1);
  }
  return best;
}

function scored(section, words) {
  let sum = 0;
  for (const word of words) {
    const title = worth(section.foldedTitle, word);
    const text = worth(section.folded, word);
    if (!title && !text) return 0;
    sum += 5 * title + text;
  }
  return sum;
}

function among(words) {
  return sections
    .map((section) => ({ section, words, score: scored(section, words) }))
    .filter((one) => one.score > 0)
    .sort((one, other) => other.score - one.score);
}

// A word as it may stand in another form: pairs of signs where there are no blanks, else without its end
// and, in Arabic, its article.
function looser(word) {
  if (UNSPACED.test(word)) {
    const signs = [...word];
    return signs.length > 2 ? signs.slice(1).map((sign, at) => signs[at] + sign) : [word];
  }
  const bare = word.length > 4 ? word.replace(/^\u0627\u0644/, "") : word;
  return [bare.length > 5 ? bare.slice(0, -2) : bare.length > 4 ? bare.slice(0, -1) : bare];
}

function find(query) {
  const words = [...new Set(wordsOf(fold(query)))];
  if (!words.length) return [];
  const exact = among(words);
  return exact.length ? exact : among([...new Set(words.flatMap(looser))]);
}

// The places of the words in the text as it was before it was folded: [from, to) each, in order.
function places(text, words) {
  const starts = [];
  let whole = "", at = 0;
  for (const one of text) {
    const shown = fold(one);
    for (let n = 0; n < shown.length; n += 1) starts.push(at);
    whole += shown;
    at += one.length;
  }
  starts.push(at);
  const found = [];
  for (const word of words) {
    for (let from = whole.indexOf(word); from >= 0; from = whole.indexOf(word, from + word.length)) {
      let end = from + word.length;
      // Marks that were left out belong to the letter before them.
      while (end < starts.length - 1 && starts[end] === starts[end - 1]) end += 1;
      found.push([starts[from], starts[end]]);
    }
  }
  return found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
}

function marked(into, text, found, from = 0, to = text.length) {
  let at = from;
  for (const [start, end] of found) {
    if (start < at || end > to) continue;
    into.append(text.slice(at, start));
    into.append(Object.assign(document.createElement("mark"), { textContent: text.slice(start, end) }));
    at = end;
  }
  into.append(text.slice(at, to));
}

// Where a piece of a text may be cut: between words, or where there are no blanks between any two signs.
function cut(text, at, step) {
  for (let tries = 0; tries < 20 && at > 0 && at < text.length; tries += 1, at += step) {
    if (/\s/.test(text[step < 0 ? at - 1 : at])) return at;
  }
  while (at > 0 && at < text.length && /[\p{M}\udc00-\udfff]/u.test(text[at])) at += step;
  return Math.min(Math.max(at, 0), text.length);
}

function shown({ section, words }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = section.href;
  const head = document.createElement("span");
  head.className = "result-title";
  if (section.language) head.lang = section.language;
  marked(head, section.title, places(section.title, words));
  link.append(head);
  if (section.title !== section.chapter) {
    const chapter = document.createElement("span");
    chapter.className = "result-chapter";
    if (section.lang) chapter.lang = section.lang;
    chapter.textContent = section.chapter;
    link.append(" ", chapter);
  }
  item.append(link);
  const { text } = section;
  if (text) {
    const found = places(text, words);
    const first = found[0]?.[0] ?? 0;
    const from = first > AROUND ? cut(text, first - AROUND, 1) : 0;
    const to = cut(text, Math.min(text.length, first + 2 * AROUND), -1);
    const piece = document.createElement("p");
    if (section.language) piece.lang = section.language;
    if (from > 0) piece.append("\u2026\u00a0");
    marked(piece, text, found, from, Math.max(to, from));
    if (to < text.length) piece.append("\u00a0\u2026");
    item.append(piece);
  }
  return item;
}

let told;
function answer() {
  const query = field.value.trim();
  const found = query ? find(query) : [];
  list.replaceChildren(...found.slice(0, MOST).map(shown));
  box.classList.toggle("asked", Boolean(query));
  const said = !query ? "" : found.length ? state.dataset.some.replace("{n}", found.length) : state.dataset.none;
  // Who hears the page is told when they have stopped typing.
  clearTimeout(told);
  told = setTimeout(() => { if (state.textContent !== said) state.textContent = said; }, query ? 250 : 0);
  // A page from disk may refuse this: then the way back begins with an empty field.
  try { history.replaceState(null, "", query ? `#q=${encodeURIComponent(query)}` : location.pathname); } catch { /* as it is */ }
}

box.hidden = false;
field.addEventListener("input", answer);
field.addEventListener("keydown", (pressed) => { if (pressed.key === "Enter") list.querySelector("a")?.focus(); });
const asked = /^#q=(.*)$/.exec(location.hash);
if (asked) {
  try { field.value = decodeURIComponent(asked[1]); } catch { /* somebody else's address */ }
  answer();
}
addEventListener("pageshow", () => { if (field.value) answer(); });
field.focus({ preventScroll: true });
