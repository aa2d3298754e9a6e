// A page of a busy Chromium that has no connection to the browser's store: what it keeps it keeps for
// itself alone, and it finds nothing of what others have kept (about once in a hundred, where six
// browsers share two processors). Opened once more, it has one. No page can tell; another one can.
export async function connected(page) {
  for (let tries = 1; tries <= 20; tries += 1) {
    await page.evaluate((mark) => localStorage.setItem("connected", mark), String(tries));
    const other = await page.context().newPage();
    await other.goto(page.url());
    const found = await other.evaluate(() => localStorage.getItem("connected"));
    await other.close();
    if (found === String(tries)) {
      await page.evaluate(() => localStorage.removeItem("connected"));
      return;
    }
    await page.reload();
  }
  throw new Error("no page finds what another one has kept");
}
