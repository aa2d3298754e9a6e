// Plays a reviewer with a pack in Chromium, from file://, and saves the answers.
// Usage: node review.mjs PLAN.json   (ADAPTKIT_NODE_MODULES: where playwright-core is)
// The plan: {pack, answers, width, keyboard, by, role, approve, object, reason, suggest, words, comment, search}
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
  const told = (what) => seen.wrong.push(what);
  page.on("console", (m) => { if (m.type() === "error") told(m.text()); });
  page.on("pageerror", (fault) => told(fault.message));
  page.on("request", (r) => { if (!/^(file|data|blob):/.test(r.url())) told(r.url()); });
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(pathToFileURL(plan.pack).href);
  await connected(page);
  return page;
}

// The row of a passage; rows further down are drawn first.
async function row(page, unit) {
  const number = await page.evaluate((id) => PACK.units.findIndex((one) => one.id === id), unit);
  for (let tries = 0; tries < 200 && !(await page.locator(`#u${number}`).count()); tries += 1) await page.click("#more");
  return page.locator(`#u${number}`);
}

async function byHand(page) {
  await page.selectOption("#by", plan.by);
  await page.selectOption("#role", plan.role);
  await page.selectOption("#filter", "Waiting for your word");
  seen.waiting = await page.locator("article").count();
  await page.selectOption("#filter", "Safety passages");
  seen.safety = await page.locator("article").count();
  await (await row(page, plan.approve)).locator("[data-do=approved]").click();
  await page.selectOption("#filter", "All passages");
  await page.fill("#search", plan.search);
  seen.found = await page.locator("article").count();
  await page.fill("#search", "");
  const objected = await row(page, plan.object);
  await objected.locator("[data-do=objection]").click();
  await objected.locator("[data-box=note]").fill(plan.reason);
  const suggested = await row(page, plan.suggest);
  await suggested.locator("[data-do=suggestion]").click();
  await suggested.locator("[data-box=suggestion]").fill(plan.words);
  await suggested.locator("[data-do=comment]").click();
  await suggested.locator("[data-box=comment]").fill(plan.comment);
}

// With no mouse: Tab until the focus is where it is wanted.
async function tab(page, wanted, back = false) {
  for (let step = 0; step < 600; step += 1) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    if (await page.evaluate((query) => document.activeElement.matches(query), wanted)) return;
  }
  throw new Error(`the focus never came to ${wanted}`);
}

async function choose(page, value) {
  for (let step = 0; step < 20; step += 1) {
    if (await page.evaluate((v) => document.activeElement.value === v, value)) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`no choice ${value}`);
}

async function byKeys(page) {
  await tab(page, "#by");
  await choose(page, plan.by);
  await tab(page, "#role");
  await choose(page, plan.role);
  for (const [unit, keys] of [[plan.approve, ["a"]], [plan.object, ["o", plan.reason]], [plan.suggest, ["s", plan.words]], [plan.suggest, ["c", plan.comment]]]) {
    await tab(page, "#search", !(await page.evaluate(() => document.activeElement.closest("#head"))));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(unit);
    await tab(page, "article [data-do]");
    await page.keyboard.press(keys[0]);
    if (keys.length > 1) {
      await page.keyboard.press("Control+A");
      await page.keyboard.type(keys[1]);
      await page.keyboard.press("Escape");
      seen.out = await page.evaluate(() => document.activeElement.tagName);
    }
  }
}

let page = await opened();
seen.direction = await page.evaluate(() => document.documentElement.dir);
await (plan.keyboard ? byKeys : byHand)(page);
seen.wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
seen.before = await page.textContent("#done");
await page.close();

page = await opened();
seen.after = await page.textContent("#done");
seen.pressed = await (await row(page, plan.approve)).locator("[data-do=approved]").getAttribute("aria-pressed");
const coming = page.waitForEvent("download");
if (plan.keyboard) {
  await tab(page, "#finish");
  await page.keyboard.press("Enter");
} else await page.click("#finish");
const download = await coming.catch(async (fault) => {
  const said = await page.evaluate(() => ({ say: $("say").textContent, by: mine.by, role: mine.role, at: document.activeElement.id }));
  throw new Error(`${fault.message}\n${JSON.stringify({ ...seen, ...said })}`);
});
seen.name = download.suggestedFilename();
await download.saveAs(plan.answers);
await browser.close();
console.log(JSON.stringify(seen));
process.exit(seen.wrong.length ? 1 : 0);
