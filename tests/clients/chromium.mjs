// What the scripts of this folder share: Chromium, and axe-core to put into its pages.
// ADAPTKIT_NODE_MODULES names the folder with playwright-core and axe-core, CHROMIUM the program.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
export const require = createRequire(path.join(modules, "index.js"));
export const { chromium } = require("playwright-core");

// It asks nobody for anything by itself, so that what is asked for comes of the pages.
export const options = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
};

export const launch = () => chromium.launch(options);

let source;
// What axe-core finds in a page as it is shown now: [{id, impact, help, nodes}].
export async function violations(page) {
  source ??= readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const { violations: found } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
  return found;
}

// Does the work for each of the given things, two at a time: as many as a small machine has cores.
// A new page costs a process, which is more than all that is asked in it, so each worker keeps its own.
export async function each(browser, things, settings, work) {
  const waiting = [...things];
  await Promise.all([0, 1].map(async () => {
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    for (let thing; (thing = waiting.shift()) !== undefined;) await work(page, thing);
    await context.close();
  }));
}
