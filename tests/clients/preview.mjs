// Looks at a running preview in Chromium while somebody saves a catalogue.
// Usage: node preview.mjs ADDRESS CATALOGUE FROM TO   (see axe.mjs for the environment)
// Prints one object of JSON: what was seen.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const require = createRequire(path.join(modules, "index.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, catalogue, from, to] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 320, height: 700 }, reducedMotion: "reduce" });
const seen = { errors: [], elsewhere: [] };
page.on("pageerror", (error) => seen.errors.push(error.message));
page.on("request", (request) => { if (!request.url().startsWith(address)) seen.elsewhere.push(request.url()); });

// Another chapter than the one that will change: the preview goes there.
await page.goto(`${address}01-plan.html`);
const bar = page.getByRole("region", { name: "Preview" });
await bar.waitFor();
// By keyboard alone.
for (const label of ["Source", "Ids", "Where from"]) {
  await bar.getByLabel(label).focus();
  await page.keyboard.press("Space");
}
seen.notes = await page.locator(".preview-note").allTextContents();
const saved = Date.now();
writeFileSync(catalogue, readFileSync(catalogue, "utf8").replace(from, to));
await page.locator(".preview-changed").first().waitFor();
seen.milliseconds = Date.now() - saved;
seen.page = new URL(page.url()).pathname;
seen.changed = await page.locator(".preview-changed").allTextContents();
seen.inSight = await page.locator(".preview-changed").first().evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
});
seen.stillChosen = await bar.getByLabel("Source").isChecked();
await page.evaluate(axe);
const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
seen.axe = violations.map((one) => [one.id, one.nodes.slice(0, 2).map((node) => node.html.slice(0, 120))]);
seen.sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
await browser.close();
console.log(JSON.stringify(seen));
