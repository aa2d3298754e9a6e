// What a pack makes of a browser's store that somebody else has written into, or that keeps nothing.
// Usage: node review_store.mjs PACK   (ADAPTKIT_NODE_MODULES: where playwright-core is)
// Prints one line of JSON: what the page says in each case; and what it prints.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { connected } from "./connected.mjs";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const { chromium } = createRequire(path.join(modules, "index.js"))("playwright-core");
const address = pathToFileURL(path.resolve(process.argv[2])).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const seen = {};

async function opened(prepare) {
  const context = await browser.newContext({ viewport: { width: 400, height: 800 } });
  const page = await context.newPage();
  page.on("pageerror", (fault) => { throw fault; });
  await page.goto(address);
  await connected(page);
  const stored = await page.evaluate(() => ({ key: KEY, unit: UNITS.find(signable) }));
  if (prepare) await prepare(page, stored);
  return page;
}
const state = (page) => page.evaluate(() => ({
  done: document.getElementById("done").textContent,
  told: !document.getElementById("kept").hidden,
  answers: Object.keys(mine.answers).length,
  acted: Boolean(window.acted),
  rows: document.querySelectorAll("article").length,
}));

const evil = "<img src=x onerror='window.acted=1'><script>window.acted=1</script>";
const stores = {
  garbage: () => "{not json",
  list: () => "[1,2,3]",
  deep: () => "[".repeat(5000) + "]".repeat(5000),
  types: ({ unit }) => JSON.stringify({ by: { a: 1 }, role: 7, answers: [null, 3, { unit: 5 }, { unit: unit.id, source: unit.sh, target: unit.wh, verdict: { x: 1 }, note: [], comment: 9 }] }),
  unknown: () => JSON.stringify({ answers: [{ unit: "__proto__", source: "a", target: "b", verdict: "approved" }, { unit: "constructor", verdict: "approved" }] }),
  otherText: ({ unit }) => JSON.stringify({ answers: [{ unit: unit.id, source: "0000000000000000", target: unit.wh, verdict: "approved" }] }),
  hostile: ({ unit }) => JSON.stringify({ by: evil, role: evil, answers: [{ unit: unit.id, source: unit.sh, target: unit.wh, verdict: "objection", note: evil, comment: evil, suggestion: evil, on: evil }] }),
};
for (const [name, made] of Object.entries(stores)) {
  const page = await opened(async (one, stored) => {
    await one.evaluate(([key, value]) => localStorage.setItem(key, value), [stored.key, made(stored)]);
    await one.reload();
    await connected(one);
  });
  seen[name] = await state(page);
  await page.context().close();
}

// Two windows, and a browser that does not show what it has kept: nothing of either is lost.
{
  const context = await browser.newContext();
  const two = [await context.newPage(), await context.newPage()];
  for (const page of two) {
    await page.goto(address);
    await connected(page);
  }
  await two[0].locator("[data-do=approved]").nth(0).click();
  await two[1].locator("[data-do=approved]").nth(1).click();
  const blind = await context.newPage();
  await blind.addInitScript(() => { Object.keys = new Proxy(Object.keys, { apply: (keys, self, [of]) => (of === localStorage ? [] : keys(of)) }); });
  await blind.goto(address);
  await connected(blind);
  await blind.locator("[data-do=approved]").nth(2).click();
  const windows = { warned: await two[0].isVisible("#say"), blind: (await state(blind)).answers };
  for (const page of [...two, blind]) await page.close();
  const after = await context.newPage();
  await after.goto(address);
  await connected(after);
  windows.after = (await state(after)).answers;
  await after.locator("[data-do=approved]").nth(3).click();
  await after.locator("[data-do=approved]").nth(0).click();
  windows.places = await after.evaluate(() => Object.keys(localStorage).filter(isPlace).length);
  await after.reload();
  await connected(after);
  windows.last = (await state(after)).answers;
  seen.windows = windows;
  await context.close();
}

// A file that is none for this page, or somebody else's: it says which, and nothing is loaded.
const first = ({ unit }, more) => ({ format: "adaptkit review answers 1", edition: "es_MX", by: "ben", role: "clinical", answers: [{ unit: unit.id, source: unit.sh, target: unit.wh, verdict: "approved", on: "2026-11-29" }], ...more });
seen.loads = {};
for (const [name, change] of Object.entries({ answers: {}, progress: { progress: true }, page: null, kind: { format: "adaptkit readers 1" }, edition: { edition: "ar_LB" }, foreign: { format: "x" } })) {
  const page = await opened();
  const stored = await page.evaluate(() => ({ unit: UNITS.find(signable) }));
  const buffer = Buffer.from(change ? JSON.stringify(first(stored, change)) : "<!DOCTYPE html>");
  await page.setInputFiles("#load", { name: "a.json", mimeType: "application/json", buffer });
  await page.waitForSelector("#say:not([hidden])");
  seen.loads[name] = { answers: (await state(page)).answers, said: await page.textContent("#say") };
  if (name === "answers") {
    // Ana's, where Ben has answered already.
    const other = Buffer.from(JSON.stringify(first(stored, { by: "ana", answers: [] })));
    await page.setInputFiles("#load", { name: "b.json", mimeType: "application/json", buffer: other });
    await page.waitForFunction((before) => document.getElementById("say").textContent !== before, seen.loads[name].said);
    seen.loads.other = { answers: (await state(page)).answers, by: await page.evaluate(() => mine.by), said: await page.textContent("#say") };
  }
  await page.context().close();
}

// A browser that keeps nothing says so as soon as there is something to lose.
const context = await browser.newContext();
await context.addInitScript(() => { Storage.prototype.setItem = () => { throw new Error("full"); }; });
const page = await context.newPage();
await page.goto(address);
await page.locator("[data-do=approved]").first().click();
seen.full = await state(page);
await context.close();

// On paper stands every passage, whatever is shown.
const printed = await opened();
await printed.fill("#search", "no such words");
await printed.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
await printed.emulateMedia({ media: "print" });
seen.printed = await printed.evaluate(() => ({ rows: document.querySelectorAll("#paper tbody tr").length, all: READ.length, shown: getComputedStyle(document.getElementById("paper")).display, others: getComputedStyle(document.getElementById("main")).display }));
await browser.close();
console.log(JSON.stringify(seen));
