// Searches editions in Chromium, from file://.
// Usage: node search.mjs PLAN.json   (ADAPTKIT_NODE_MODULES: where playwright-core and axe-core are)
// The plan: {pages: [{page, queries: [text]}], index: page, wanted: text, reading: page}
// Prints one line of JSON with what was seen; exits 1 when anything was loaded, or went wrong in a page.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const require = createRequire(path.join(modules, "index.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const seen = { wrong: [], pages: [] };
const told = (what) => seen.wrong.push(what);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function opened(context, file) {
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error") told(m.text()); });
  page.on("pageerror", (fault) => told(fault.message));
  page.on("dialog", (dialog) => { told(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (r) => { if (!/^(file|data):/.test(r.url())) told(r.url()); });
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function violations(page, where) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
  for (const one of found) told(`${where}: ${one.id}: ${one.nodes[0].html}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) told(`${where}: ${wide} px too wide`);
}

// Every word that stands in a section finds it, as it is and folded.
const everyWord = () => {
  const lost = [];
  let count = 0;
  for (const section of sections) {
    for (const word of new Set(wordsOf(`${section.title} ${section.text}`))) {
      for (const query of [word, fold(word), word.toUpperCase()]) {
        count += 1;
        if (!find(query).some((one) => one.section === section)) lost.push([query, section.title]);
      }
    }
  }
  return { count, lost: lost.slice(0, 5) };
};

for (const colorScheme of ["light", "dark"]) {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 }, colorScheme, reducedMotion: "reduce" });
  // In the dark there is nothing to see but the colours, which two directions show.
  for (const { page: file, queries } of colorScheme === "dark" ? plan.pages.slice(0, 2) : plan.pages) {
    const page = await opened(context, file);
    const own = { page: file, answers: {} };
    own.focused = await page.evaluate(() => document.activeElement.id);
    for (const query of queries) {
      await page.fill("#words", "");
      await page.keyboard.type(query);
      await page.waitForTimeout(300);
      own.answers[query] = {
        said: await page.textContent("#found"),
        titles: await page.locator(".result-title").allTextContents(),
        marks: await page.locator("#results mark").allTextContents(),
        spoken: await page.locator("#results p [lang]").evaluateAll((all) => all.map((e) => [e.lang, e.dir, e.textContent.trim()])),
        elements: await page.evaluate(() => [...new Set([...document.querySelectorAll("#results *")].map((e) => e.localName))].sort()),
      };
      if (query === queries[0]) await violations(page, `${file} ${colorScheme}`);
    }
    own.words = await page.evaluate(everyWord);
    own.milliseconds = await page.evaluate((query) => { field.value = query; const start = performance.now(); answer(); return performance.now() - start; }, queries[0]);
    // With keys alone, to the place and back.
    await page.fill("#words", queries[0]);
    await page.keyboard.press("Enter");
    const to = await page.evaluate(() => document.activeElement.href);
    await Promise.all([page.waitForURL(to), page.keyboard.press("Enter")]);
    own.arrived = await page.evaluate(() => Boolean(document.querySelector(":target")) || !location.hash);
    await page.goBack();
    own.back = await page.inputValue("#words");
    seen.pages.push(own);
    await page.close();
  }
  await context.close();
}

const plain = await browser.newContext({ javaScriptEnabled: false });
const still = await opened(plain, plan.pages[0].page);
seen.without = {
  field: await still.isVisible("#words"),
  links: await still.locator(".sections a").count(),
};
// Beside the text: the section that is read; Escape closes the menus.
const wide = await browser.newContext({ viewport: { width: 1280, height: 700 }, reducedMotion: "reduce" });
const reading = await opened(wide, plan.reading);
const current = async () => (await reading.locator(".here [aria-current]").allTextContents()).join();
seen.reading = { at: [await current()] };
for (const name of ["Second", "Third"]) {
  await reading.click(`.here a:text-is("${name}")`);
  await reading.waitForFunction((wanted) => document.querySelector(".here [aria-current]")?.textContent === wanted, name, { timeout: 5000 }).catch(() => {});
  seen.reading.at.push(await current());
}
const open = () => reading.locator(".tools details[open]").count();
await reading.focus(".contents-menu summary");
await reading.keyboard.press("Enter");
const [before] = [await open()];
await reading.keyboard.press("Tab");
await reading.keyboard.press("Escape");
seen.reading.menus = [before, await open(), await reading.evaluate(() => document.activeElement.localName)];
await violations(reading, "reading");
await wide.close();
const all = await opened(await browser.newContext(), plan.index);
const shown = async () => all.locator(".editions > ul > li:visible h3").allTextContents();
seen.all = await shown();
await all.fill("#words", plan.wanted);
seen.filtered = await shown();
await all.waitForTimeout(300);
seen.said = await all.textContent("#found");
await violations(all, "all editions");
await browser.close();
console.log(JSON.stringify(seen));
process.exit(seen.wrong.length ? 1 : 0);
