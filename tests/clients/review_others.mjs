// Plays somebody who translates back, or who counts with readers, in Chromium, from file://.
// Usage: node review_others.mjs PLAN.json   (ADAPTKIT_NODE_MODULES: where playwright-core is)
// The plan: {kind, pack, answers, width, by, words}
// Prints one line of JSON with what was seen; exits 1 when anything was loaded, or went wrong in the page.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { connected } from "./connected.mjs";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const { chromium } = createRequire(path.join(modules, "index.js"))("playwright-core");
const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const seen = { wrong: [] };

// One browser for both visits; that a whole browser is closed in between is tried with Firefox, in
// test_review_packs.py.
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ viewport: { width: plan.width, height: 800 }, acceptDownloads: true });

async function opened() {
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error") seen.wrong.push(m.text()); });
  page.on("pageerror", (fault) => seen.wrong.push(fault.message));
  page.on("request", (r) => { if (!/^(file|data|blob):/.test(r.url())) seen.wrong.push(r.url()); });
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(pathToFileURL(plan.pack).href);
  await connected(page);
  return page;
}

// With no mouse: Tab until the focus is where it is wanted.
async function tab(page, wanted) {
  for (let step = 0; step < 200; step += 1) {
    if (await page.evaluate((query) => document.activeElement.matches(query), wanted)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never came to ${wanted}`);
}

async function back(page) {
  await page.selectOption("#by", plan.by);
  await tab(page, "article textarea");
  await page.keyboard.type(plan.words);
  seen.first = await page.evaluate(() => document.activeElement.closest("article").querySelector(".said").textContent);
  // Past its box to the next passage, and there to the box.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  seen.shut = await page.evaluate(() => document.activeElement.closest("article").querySelector("textarea").disabled);
  await page.click("#next");
  seen.chapter = await page.evaluate(() => document.activeElement.id);
}

async function readers(page) {
  for (const [id, many] of [["c0n", "12"], ["c0q0", "11"], ["c0q1", "9"]]) {
    await tab(page, `#${id}`);
    await page.keyboard.type(many);
  }
  await page.click("article details summary");
  const place = await page.evaluate((words) => PACK.chapters[0].passages.findIndex((one) => one.text.includes(words)), plan.words);
  await page.fill(`#c0p${place}`, `${plan.words}; xyz`);
}

let page = await opened();
seen.direction = await page.evaluate(() => document.documentElement.dir);
await (plan.kind === "readers" ? readers : back)(page);
seen.wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
seen.before = await page.textContent("#done");
await page.close();

page = await opened();
seen.after = await page.textContent("#done");
await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
seen.printed = await page.evaluate(() => document.getElementById("paper").textContent.length);
const coming = page.waitForEvent("download");
await page.focus("#finish");
await page.keyboard.press("Enter");
const download = await coming.catch(async (fault) => {
  throw new Error(`${fault.message}\n${JSON.stringify({ ...seen, say: await page.textContent("#say") })}`);
});
seen.name = download.suggestedFilename();
await download.saveAs(plan.answers);
await browser.close();
console.log(JSON.stringify(seen));
process.exit(seen.wrong.length ? 1 : 0);
