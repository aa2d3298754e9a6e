// Searches the text of one edition, which stands in the page as data. Nothing is asked of anybody: what is
// looked for stays in this page. All that is shown is put in as text, never as HTML.
const FIRST = 8;
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
  parts.map(([anchor, title, said, language]) => {
    // In several languages it stands in pieces.
    const pieces = typeof said === "string" ? [[language, said]] : said;
    const text = pieces.map((piece) => piece[1]).join("");
    return {
      href: anchor ? `${href}#${encodeURIComponent(anchor)}` : href,
      chapter, lang, language, title, text, pieces, foldedTitle: fold(title), folded: fold(text),
    };
  }));

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

// 0 where it holds fewer than ``least`` of the words.
function scored(section, words, least) {
  let sum = 0, held = 0;
  for (const word of words) {
    const title = worth(section.foldedTitle, word);
    const text = worth(section.folded, word);
    if (title || text) held += 1;
    sum += 5 * title + text;
  }
  return held < least ? 0 : sum;
}

function among(words, least = words.length) {
  return sections
    .map((section) => ({ section, words, score: scored(section, words, least) }))
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
  if (exact.length) return exact;
  const loose = [...new Set(words.flatMap(looser))];
  return among(loose, loose.some((word) => UNSPACED.test(word)) ? Math.ceil(loose.length / 2) : loose.length);
}

// The places of the words in a text as it was before it was folded: [from, to) each, in order. ``whole``: it
// folded. No further than ``most`` characters behind the first.
function places(text, whole, words, most = Infinity) {
  const hits = [];
  for (const word of words) {
    for (let from = whole.indexOf(word); from >= 0; from = whole.indexOf(word, from + word.length)) hits.push([from, from + word.length]);
  }
  hits.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const last = hits.length ? hits[0][0] + most : 0;
  const wanted = hits.filter(([from]) => from <= last);
  // Where each character of the folded text stood, as far as anybody asks.
  const ends = Math.max(0, ...wanted.map(([, to]) => to));
  const stood = [];
  let at = 0;
  for (const one of text) {
    const made = folded(one).length;
    // Marks that were left out belong to the letter before them.
    if (stood.length >= ends && made) break;
    for (let n = 0; n < made; n += 1) stood.push(at);
    at += one.length;
  }
  stood.push(at);
  return wanted.map(([from, to]) => {
    // A letter that becomes two is marked whole.
    while (to < stood.length - 1 && stood[to] === stood[to - 1]) to += 1;
    return [stood[from], stood[to]];
  });
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

// So that it is read aloud by the right voice, and runs the right way.
function spoken(element, language) {
  if (language) Object.assign(element, { lang: language, dir: "auto" });
  return element;
}

// Each piece in its own language. What is found in none of them alone is not marked.
function markedPieces(into, { pieces }, found, from, to) {
  let at = 0;
  for (const [language, said] of pieces) {
    const [start, end] = [Math.max(from, at), Math.min(to, at + said.length)];
    if (start < end) {
      const piece = spoken(document.createElement("span"), language);
      marked(piece, said, found.map(([one, other]) => [one - at, other - at]), start - at, end - at);
      into.append(...(language ? [piece] : piece.childNodes));
    }
    at += said.length;
  }
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
  const head = spoken(document.createElement("span"), section.language);
  head.className = "result-title";
  marked(head, section.title, places(section.title, section.foldedTitle, words));
  link.append(head);
  if (section.title !== section.chapter) {
    const chapter = document.createElement("span");
    chapter.className = "result-chapter";
    chapter.append(spoken(Object.assign(document.createElement("span"), { textContent: section.chapter }), section.lang));
    link.append(" ", chapter);
  }
  item.append(link);
  const { text } = section;
  if (text) {
    const found = places(text, section.folded, words, 3 * AROUND);
    const first = found[0]?.[0] ?? 0;
    const from = first > AROUND ? cut(text, first - AROUND, 1) : 0;
    const to = cut(text, Math.min(text.length, first + 2 * AROUND), -1);
    const piece = document.createElement("p");
    if (from > 0) piece.append("\u2026\u00a0");
    markedPieces(piece, section, found, from, Math.max(to, from));
    if (to < text.length) piece.append("\u00a0\u2026");
    item.append(piece);
  }
  return item;
}

let told, more, tell = () => {};
function answer() {
  const query = field.value.trim();
  const found = query ? find(query) : [];
  list.replaceChildren(...found.slice(0, FIRST).map(shown));
  // What nobody sees yet can wait until the first are there.
  clearTimeout(more);
  if (found.length > FIRST) more = setTimeout(() => list.append(...found.slice(FIRST, MOST).map(shown)));
  box.classList.toggle("asked", Boolean(query));
  const said = !query ? "" : found.length ? state.dataset.some.replace("{n}", found.length) : state.dataset.none;
  clearTimeout(told);
  tell = () => kept(said, query);
  told = setTimeout(tell, query ? 250 : 0);
}

// When somebody has stopped typing: what is heard, and the address to come back to.
function kept(said, query) {
  if (state.textContent !== said) state.textContent = said;
  // A page from disk may refuse this: then the way back begins with an empty field.
  try { history.replaceState(null, "", query ? `#q=${encodeURIComponent(query)}` : location.pathname); } catch { /* as it is */ }
}

box.hidden = false;
field.addEventListener("input", answer);
list.addEventListener("click", () => tell());
field.addEventListener("keydown", (pressed) => { if (pressed.key === "Enter") list.querySelector("a")?.focus(); });
const asked = /^#q=(.*)$/.exec(location.hash);
if (asked) {
  try { field.value = decodeURIComponent(asked[1]); } catch { /* somebody else's address */ }
  answer();
}
addEventListener("pageshow", () => { if (field.value) answer(); });
field.focus({ preventScroll: true });
// The first answer shall be there at once: the ways that it takes are gone once before.
find(sections[0]?.title ?? "").slice(0, 2).map(shown);
