// Reads editions in Chromium with the keyboard alone, and without scripts.
// Usage: node reading.mjs PLAN.json   (see chromium.mjs for the environment)
// The plan: {pages: [file], searches: [file]}
// Prints one line of JSON: {wrong: [what], pages: [{page, stops: [what Tab came by]}]}; exits 1 when anything is wrong.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { each, launch } from "./chromium.mjs";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const seen = { wrong: [], pages: [], searches: [] };
const browser = await launch();

// Of what has the focus: what it is, and whether somebody who looks at the page sees that.
const focused = () => {
  const at = document.activeElement;
  if (at === document.body || at === document.documentElement) return null;
  // A link that goes on in the next line is looked for where it begins; one that was moved there whole
  // leaves nothing behind.
  const box = [...at.getClientRects()].find((part) => part.width > 0) ?? at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const x = Math.min(Math.max(box.left + Math.min(box.width, 20) / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 20) / 2, 0), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  const all = [...document.querySelectorAll("*")];
  return {
    place: all.indexOf(at),
    what: at.matches(".skip") ? "skip" : at.matches(".search") ? "search" : at.matches(".contents-menu summary") ? "contents" : at.matches(".switcher summary") ? "languages"
      : at.matches(".here summary") ? "sections" : at.matches(".steps .next") ? "next" : at.matches("main *") ? "text" : at.matches("footer *") ? "footer" : at.localName,
    says: (at.textContent || at.getAttribute("aria-label") || "").trim().slice(0, 40),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    there: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    hidden: !(over && (at.contains(over) || over.contains(at))),
  };
};

const listened = new WeakMap();
async function open(page, file) {
  if (!listened.has(page)) {
    page.on("pageerror", (fault) => seen.wrong.push(`${listened.get(page)}: ${fault.message}`));
    page.on("request", (r) => { if (!/^(file|data):/.test(r.url())) seen.wrong.push(`${listened.get(page)}: asks for ${r.url()}`); });
  }
  listened.set(page, file);
  await page.goto(pathToFileURL(file).href);
}

// Tab through all of the page: each stop is seen, none is come by twice, and the end is reached.
async function withKeys(page, file, width) {
  await open(page, file);
  const told = (what) => seen.wrong.push(`${file} (${width} px): ${what}`);
  const stops = [];
  const been = new Set();
  let first;
  for (let at = 0; ; at += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop) break;
    // From the last place a browser without a window goes to the first one at once, or by its own bars.
    if (stop.place === first && at > 1) break;
    if (been.has(stop.place) || at > 1500) { told(`Tab comes back to "${stop.says}" and goes no further`); break; }
    first ??= stop.place;
    been.add(stop.place);
    if (!stop.ring) told(`nobody sees that "${stop.says}" has the focus`);
    if (!stop.there || stop.hidden) told(`"${stop.says}" has the focus and cannot be seen`);
    stops.push(stop.what);
  }
  const reachable = await page.evaluate(() => [...document.querySelectorAll("a[href], summary, input:not([disabled]), [tabindex='0']")]
    .filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length);
  if (stops.length !== reachable) told(`Tab comes by ${stops.length} of ${reachable} places`);
  // Back to the start: over the menus into the text.
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.goto(pathToFileURL(file).href);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const after = await page.evaluate(focused);
  if (after && !["text", "next", "footer"].includes(after.what)) told(`the way to the text leads to "${after.says}"`);
  // Each menu opens, is gone through and closes, and the focus is where it was.
  for (const menu of [".contents-menu", ".switcher"]) {
    const summary = page.locator(`.tools ${menu} summary`);
    if (!(await summary.count())) continue;
    await summary.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const inside = await page.evaluate((where) => document.activeElement.matches(`${where} a`), menu);
    const stop = await page.evaluate(focused);
    if (!inside) told(`Tab does not lead into the menu ${menu}`);
    else if (!stop.ring || !stop.there || stop.hidden) told(`the focus in the menu ${menu} cannot be seen`);
    await page.keyboard.press("Escape");
    const closed = await page.evaluate((where) => !document.querySelector(`${where} details`).open && document.activeElement.matches(`${where} summary`), menu);
    if (!closed) told(`Escape does not close the menu ${menu}, or loses the focus`);
  }
  return stops;
}

const words = () => document.querySelector("main").innerText.replace(/\s+/g, " ");

// Without scripts all can be read, and all menus open.
async function withoutScripts(page, file, text) {
  const told = (what) => seen.wrong.push(`${file} (no scripts): ${what}`);
  await open(page, file);
  if (await page.evaluate(words) !== text) told("the text is another one");
  for (const summary of await page.locator("summary").all()) {
    await summary.click();
    if (!(await summary.evaluate((one) => one.parentElement.open && one.nextElementSibling.checkVisibility()))) {
      told(`"${await summary.textContent()}" does not open`);
    }
    await summary.click();
  }
}

for (const width of [360, 1280]) {
  await each(browser, plan.pages, { viewport: { width, height: 800 }, reducedMotion: "reduce" }, async (page, file) => {
    seen.pages.push({ page: file, width, stops: await withKeys(page, file, width) });
  });
}
const viewport = { width: 800, height: 800 };
const texts = new Map();
await each(browser, plan.pages, { viewport, reducedMotion: "reduce" }, async (page, file) => {
  await open(page, file);
  texts.set(file, await page.evaluate(words));
});
await each(browser, plan.pages, { viewport, javaScriptEnabled: false }, (page, file) => withoutScripts(page, file, texts.get(file)));
await each(browser, plan.searches, { viewport, javaScriptEnabled: false }, async (page, file) => {
  await open(page, file);
  seen.searches.push({
    page: file,
    field: await page.isVisible("#words"),
    says: await page.locator("noscript").innerText(),
    sections: await page.locator(".sections a:visible").count(),
  });
});
await browser.close();
console.log(JSON.stringify(seen));
process.exit(seen.wrong.length ? 1 : 0);
