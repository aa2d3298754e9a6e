// What a pack makes of a browser's store that somebody else has written into, or that keeps nothing.
// Usage: node review_store.mjs PACK   (ADAPTKIT_NODE_MODULES: where playwright-core is)
// Prints one line of JSON: what the page says in each case; and what it prints.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

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
  });
  seen[name] = await state(page);
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
