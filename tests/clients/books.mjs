// Asks two judges of books about many in one go: @likecoin/epubcheck-ts, or DAISY's Ace in one Chromium.
// Usage: node books.mjs epubcheck BOOK…      node books.mjs ace FOLDER BOOK…      (see chromium.mjs for the environment)
// Prints one line of JSON: of each book what is told of it. Ace keeps its reports in FOLDER, by number.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { launch, require } from "./chromium.mjs";

async function epubcheck(books) {
  const { EpubCheck } = require("@likecoin/epubcheck-ts");
  const told = [];
  for (const book of books) {
    const { messages } = await EpubCheck.validate(await readFile(book));
    told.push({ found: messages.filter((one) => !["info", "usage"].includes(one.severity)) });
  }
  return told;
}

// Ace's own runner opens a page, which is a process, for each chapter. This one keeps what it has opened.
function runnerOf(browser) {
  const free = [];
  return {
    concurrency: 2,
    setTimeout() {},
    launch: async () => {},
    close: async () => {},
    async run(url, scripts, contents) {
      const page = free.pop() ?? await browser.newPage();
      await page.goto(url);
      for (const content of contents) await page.evaluate(content);
      for (const script of scripts) await page.evaluate(await readFile(script, "utf8"));
      const found = await page.evaluate(() => new Promise((done, failed) => {
        window.daisy.ace.run((fault, result) => { if (fault) failed(fault); else done(result); });
      }));
      free.push(page);
      return found;
    },
  };
}

async function ace(folder, books) {
  const check = require("@daisy/ace-core");
  const browser = await launch();
  const runner = runnerOf(browser);
  const told = [];
  for (const [number, book] of books.entries()) {
    const options = { cwd: process.cwd(), outdir: path.join(folder, String(number)), jobid: book, silent: true, lang: "en" };
    const [, report] = await check(book, options, runner);
    told.push({
      pages: report.assertions.length,
      outcome: report["earl:result"]["earl:outcome"],
      found: report.assertions.flatMap((page) => page.assertions.map((one) => [page["earl:testSubject"].url, one["earl:test"]["dct:title"]])),
    });
  }
  await browser.close();
  return told;
}

const [judge, ...given] = process.argv.slice(2);
const told = judge === "ace" ? await ace(given[0], given.slice(1)) : await epubcheck(given);
console.log(JSON.stringify(told));
process.exit(0);
