// Opens a review pack in Chromium and measures what a reviewer waits for.
// Usage: node pack.mjs PACK RUNS   (ADAPTKIT_NODE_MODULES: where playwright-core is)
// Prints JSON: milliseconds until painted, and from each filter, word looked for and answer to the frame that shows it.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const { chromium } = createRequire(path.join(modules, "index.js"))("playwright-core");
const [pack, runs] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const painted = [], filtered = [], searched = [], answered = [];
for (let run = 0; run < Number(runs); run += 1) {
  const context = await browser.newContext({ viewport: { width: 400, height: 800 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.resolve(pack)).href);
  painted.push(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))));
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    const timed = async (act) => {
      await frame();
      const begun = performance.now();
      act();
      await frame();
      return performance.now() - begun;
    };
    const filter = document.getElementById("filter"), search = document.getElementById("search");
    const found = { filtered: [], searched: [], answered: [] };
    for (const name of [...filter.options].map((one) => one.value).flatMap((one) => [one, "All passages"])) {
      found.filtered.push(await timed(() => { filter.value = name; filter.dispatchEvent(new Event("change")); }));
    }
    for (const words of ["e", "el", "el equipo", "MÉDICO", "medico", ""]) {
      found.searched.push(await timed(() => { search.value = words; search.dispatchEvent(new Event("input")); }));
    }
    for (const button of [...document.querySelectorAll('[data-do="approved"]')].slice(0, 8)) {
      found.answered.push(await timed(() => button.click()));
    }
    return found;
  });
  filtered.push(...times.filtered);
  searched.push(...times.searched);
  answered.push(...times.answered);
  await context.close();
}
await browser.close();
console.log(JSON.stringify({ painted, filtered, searched, answered }));
