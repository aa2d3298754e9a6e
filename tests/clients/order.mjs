// Reads from where Chromium draws each character of a page in which order they stand.
// Usage: node order.mjs PAGE…   (ADAPTKIT_NODE_MODULES: where playwright-core is)
// What is marked to run from left to right (bdi, or with data-was-bdi) is looked at. Prints one line of JSON:
// {page: [{text, drawn, before, after, turned}]}: drawn is its characters by place, from left to right; turned, whether what
// stands before or after it in the text stands on the wrong side of it.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const modules = path.resolve(process.env.ADAPTKIT_NODE_MODULES ?? "node_modules");
const { chromium } = createRequire(path.join(modules, "index.js"))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const drawn = () => {
  const rtl = document.documentElement.dir === "rtl";
  // Every character that is drawn, in the order of the text.
  const characters = (block) => {
    const out = [];
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (let at = 0; at < node.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const [box] = range.getClientRects();
        if (box && box.width > 0) out.push({ sign: node.data[at], node, x: (box.left + box.right) / 2, line: Math.round(box.bottom / 12) });
      }
    }
    return out;
  };
  const found = [];
  for (const block of document.querySelectorAll("main p, main li")) {
    const all = characters(block);
    for (const isolate of block.querySelectorAll("bdi[dir=ltr], [data-was-bdi]")) {
      const own = all.filter((one) => isolate.contains(one.node));
      if (!own.length) continue;
      const letter = (one) => /[\p{L}]/u.test(one.sign);
      const before = all.slice(0, all.indexOf(own[0])).filter(letter).at(-1);
      const after = all.slice(all.indexOf(own.at(-1)) + 1).find(letter);
      const left = Math.min(...own.map((one) => one.x));
      const right = Math.max(...own.map((one) => one.x));
      const onLine = (one) => one && one.line === own[0].line;
      const [first, last] = rtl ? [(one) => one.x > right, (one) => one.x < left] : [(one) => one.x < left, (one) => one.x > right];
      found.push({
        text: own.map((one) => one.sign).join(""),
        drawn: [...own].sort((one, other) => one.x - other.x).map((one) => one.sign).join(""),
        neighbours: [before, after].filter(onLine).length,
        turned: Boolean((onLine(before) && !first(before)) || (onLine(after) && !last(after))),
      });
    }
  }
  return found;
};

const seen = {};
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
for (const file of process.argv.slice(2)) {
  await page.goto(pathToFileURL(file).href);
  seen[file] = await page.evaluate(drawn);
}
await browser.close();
console.log(JSON.stringify(seen));
