// Opens every page in Chromium and asks axe-core what is wrong with it.
// Usage: node axe.mjs FOLDER PAGE… [--pairs PAGE…] [--light PAGE…]   (see chromium.mjs for the environment)
// In which ways axe-core looks at a page: in all eight, and on paper; where any two of width, colours and menus
// meet, and on paper; or once, in the light, as it opens. What is faster asked is asked of every page in all ways:
// whether it is wider than the window, and pale on paper.
// Prints one line of JSON per finding; exits 1 when there is any.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { each, launch, violations } from "./chromium.mjs";

const [folder, ...given] = process.argv.slice(2);
const screens = (width) => [false, true].flatMap((opened) => ["light", "dark"].map((colorScheme) => ({ width, opened, colorScheme })));
const PAPER = { width: 1280, opened: true, colorScheme: "light", media: "print" };
const ALL = [...screens(1280), PAPER, ...screens(320)];
const wide = (way) => way.width === 1280;
const dark = (way) => way.colorScheme === "dark";
// Four ways have every two of the three, and the other four as well: pages take turns.
const pairs = [0, 1].map((turn) => ALL.filter((way) => way === PAPER || (wide(way) + dark(way) + way.opened) % 2 === turn));
const light = ALL.filter((way) => !dark(way) && !way.opened);
// Colours make nothing wider.
const looked = (way, ways) => ways.includes(way) || !dark(way);

let found = 0;
const report = (finding) => { found += 1; console.log(JSON.stringify(finding)); };

function planned(names) {
  const plan = [];
  let how = "whole";
  for (const name of names) {
    if (name.startsWith("--")) how = name.slice(2);
    else {
      const turn = plan.length % 2;
      plan.push({ name, ways: { whole: ALL, pairs: pairs[turn], light: [light[turn]] }[how] });
    }
  }
  return plan;
}

// All that folds is opened, or is as it was when the page was.
const folds = (opened) => document.querySelectorAll("details").forEach((one) => {
  window.atFirst ??= new Map();
  if (!window.atFirst.has(one)) window.atFirst.set(one, one.open);
  // The list of sections is open where there is room beside the text.
  one.open = opened || (one.closest(".here") ? matchMedia("(min-width: 75rem)").matches : window.atFirst.get(one));
});

// Browsers print no grounds unless they are told to: what is light is not seen.
const pale = () => [...document.querySelectorAll("body *")]
  .filter((one) => [...one.childNodes].some((text) => text.nodeType === Node.TEXT_NODE && text.data.trim()) && one.checkVisibility())
  .filter((one) => getComputedStyle(one).color.match(/\d+/g).slice(0, 3).every((part) => Number(part) > 160))
  .map((one) => one.outerHTML.slice(0, 160));

async function look(page, name, way, asked) {
  const where = { page: name, ...way };
  await page.setViewportSize({ width: way.width, height: 900 });
  await page.emulateMedia({ colorScheme: way.colorScheme, media: way.media ?? "screen", reducedMotion: "reduce" });
  await page.evaluate(folds, way.opened);
  if (asked) {
    for (const v of await violations(page)) {
      report({ ...where, rule: v.id, impact: v.impact, said: v.help, at: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)) });
    }
  }
  if (way === PAPER) {
    const seen = await page.evaluate(pale);
    if (seen.length) report({ ...where, rule: "pale", said: "light letters, where no ground is printed", at: seen.slice(0, 3) });
  } else {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) report({ ...where, rule: "sideways", said: `${over} px too wide` });
    const out = await page.evaluate(() => [...document.querySelectorAll("summary")].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 160)));
    if (out.length) report({ ...where, rule: "out of its button", said: "what opens a menu stands over its edge", at: out.slice(0, 3) });
  }
}

const browser = await launch();
const listened = new WeakMap();
await each(browser, planned(given), { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" }, async (page, { name, ways }) => {
  if (!listened.has(page)) {
    page.on("console", (m) => { if (m.type() === "error") report({ page: listened.get(page), rule: "console", said: m.text() }); });
    page.on("request", (r) => { if (!/^(file|data):/.test(r.url())) report({ page: listened.get(page), rule: "request", said: r.url() }); });
  }
  listened.set(page, name);
  await page.goto(pathToFileURL(path.join(folder, name)).href);
  // Colours, widths and menus of the review pages are for screens: what is printed is another file.
  for (const way of ALL.filter((one) => looked(one, ways))) {
    if (way !== PAPER || !/-html\.html$/.test(name)) await look(page, name, way, ways.includes(way));
  }
});
await browser.close();
process.exit(found ? 1 : 0);
