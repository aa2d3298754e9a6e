// Takes pictures of pages in Chromium, from file://.
// Usage: node pictures.mjs PLAN.json   (ADAPTKIT_NODE_MODULES: where playwright-core is)
// The plan: [{page, picture, width, height, dark}]
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const { chromium } = createRequire(path.join(modules, "index.js"))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
for (const one of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  await page.setViewportSize({ width: one.width, height: one.height });
  await page.emulateMedia({ colorScheme: one.dark ? "dark" : "light" });
  await page.goto(pathToFileURL(one.page).href);
  await page.screenshot({ path: one.picture });
}
await browser.close();
