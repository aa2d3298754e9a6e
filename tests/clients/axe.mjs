// Opens every page in Chromium and asks axe-core what is wrong with it.
// Usage: node axe.mjs FOLDER PAGE…   (ADAPTKIT_NODE_MODULES: where playwright-core and axe-core are)
// Prints one line of JSON per finding; exits 1 when there is any.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const require = createRequire(path.join(modules, "index.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [folder, ...pages] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
let found = 0;
const report = (finding) => { found += 1; console.log(JSON.stringify(finding)); };

for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    for (const name of pages) {
      const where = { page: name, width, colorScheme };
      const page = await context.newPage();
      page.on("console", (m) => { if (m.type() === "error") report({ ...where, rule: "console", said: m.text() }); });
      page.on("request", (r) => { if (!/^(file|data):/.test(r.url())) report({ ...where, rule: "request", said: r.url() }); });
      await page.goto(pathToFileURL(path.join(folder, name)).href);
      // Once as it opens, once with every menu open.
      for (const opened of [false, true]) {
        if (opened) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
        for (const v of violations) {
          report({ ...where, opened, rule: v.id, impact: v.impact, said: v.help, at: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)) });
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) report({ ...where, opened, rule: "sideways", said: `${wide} px too wide` });
      }
      // On paper there is one width, and no dark.
      if (width === 1280 && colorScheme === "light" && !/-html\.html$/.test(name)) {
        await page.emulateMedia({ media: "print" });
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
        for (const v of violations) {
          report({ ...where, media: "print", rule: v.id, impact: v.impact, said: v.help, at: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)) });
        }
        // Browsers print no grounds unless they are told to: what is light is not seen.
        const pale = await page.evaluate(() => [...document.querySelectorAll("body *")]
          .filter((one) => [...one.childNodes].some((text) => text.nodeType === Node.TEXT_NODE && text.data.trim()) && one.checkVisibility())
          .filter((one) => getComputedStyle(one).color.match(/\d+/g).slice(0, 3).every((part) => Number(part) > 160))
          .map((one) => one.outerHTML.slice(0, 160)));
        if (pale.length) report({ ...where, media: "print", rule: "pale", said: "light letters, where no ground is printed", at: pale.slice(0, 3) });
      }
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
process.exit(found ? 1 : 0);
