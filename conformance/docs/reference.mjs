// The page that searches a catalog (`errcat/reference.html.j2`), in Chromium: what it finds, its addresses, its keys.
//
//     node reference.mjs PAGE [SCREENSHOTS]
//
// It prints how long the page takes to answer a key, which is not asserted.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, screenshots] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--force-color-profile=srgb"] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"] });
  await context.route("http*://**", () => assert.fail("the page needs no network"));
  const tab = await context.newPage();
  const errors = [];
  tab.on("pageerror", (error) => errors.push(String(error)));
  tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await tab.goto(pathToFileURL(page).href);
  const codes = await tab.evaluate(() => JSON.parse(document.getElementById("data").textContent));
  const count = () => tab.locator("#count").textContent();
  const first = () => tab.locator("#list li").first().locator("code").textContent();
  // What a new address shows is there a moment later.
  const shows = (code) => tab.waitForFunction((code) => document.querySelector("article h2")?.textContent === code, code);
  const search = async (text) => { await tab.fill("#search", text); };
  assert.equal(await count(), `${codes.length} codes`);
  assert.notEqual(await tab.title(), "1", "no text of the catalog is run");

  // By code, by number, by words of the description; nothing is found by nonsense.
  const wanted = codes[Math.floor(codes.length / 2)];
  await search(wanted.code);
  assert.equal(await first(), wanted.code);
  if (wanted.number !== null) {
    await search(String(wanted.number));
    assert.equal(await first(), wanted.code);
  }
  await search(wanted.summary.split(" ").reverse().join(" "));
  assert.notEqual(await count(), `0 of ${codes.length} codes`);
  await search("no such thing as zzzz");
  assert.equal(await tab.locator("#list .none").textContent(), "No code matches.");
  await search("");

  // Filters.
  for (const [id, of] of [["type", (code) => [code.type]], ["status", (code) => code.statuses], ["tag", (code) => code.tags]]) {
    const value = of(wanted)[0];
    if (value === null || value === undefined) continue;
    await tab.selectOption(`#${id}`, String(value));
    const expected = codes.filter((code) => of(code).includes(value)).length;
    assert.equal(await count(), expected === codes.length ? `${expected} codes` : `${expected} of ${codes.length} codes`);
    await tab.selectOption(`#${id}`, "");
  }

  // The whole list, by scrolling.
  const rows = () => tab.locator("#list li").count();
  for (let before = await rows(); before < codes.length; before = await rows()) {
    await tab.locator("#list").evaluate((list) => { list.scrollTop = list.scrollHeight; });
    await tab.waitForFunction((before) => document.querySelectorAll("#list li").length > before, before);
  }
  assert.equal(await rows(), codes.length);

  // Keys: `/` goes to the search, arrows go from code to code, Enter opens the first, Escape clears.
  await tab.evaluate(() => document.activeElement.blur());
  await tab.keyboard.press("/");
  await tab.keyboard.type(wanted.code);
  await tab.keyboard.press("Enter");
  await shows(wanted.code);
  assert.equal(decodeURIComponent(new URL(tab.url()).hash), `#${wanted.code}`);
  await tab.keyboard.press("Escape");
  assert.equal(await tab.inputValue("#search"), "");
  await tab.keyboard.press("ArrowDown");
  const next = codes[codes.findIndex((code) => code.code === wanted.code) + 1];
  if (next) await shows(next.code);

  // An address of its own, the JSON to copy, and a code that is none.
  await tab.goto(`${pathToFileURL(page).href}#${encodeURIComponent(wanted.code)}`);
  await tab.reload();
  await shows(wanted.code);
  assert.equal(await tab.locator("#list [aria-current] code").textContent(), wanted.code);
  await tab.locator("article .json button").first().click();
  await tab.waitForFunction(() => document.querySelector("article .json button").textContent !== "Copy");
  assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), wanted.json[0]);
  if (screenshots) await tab.screenshot({ path: `${screenshots}/reference-wide.png` });
  await tab.click("#theme");
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), "dark");
  if (screenshots) await tab.screenshot({ path: `${screenshots}/reference-dark.png` });
  await tab.evaluate(() => { location.hash = "#no%such"; });
  await tab.waitForFunction(() => document.querySelector("article") === null);

  // How long it takes from a key to the answer, as the median and the worst of a word and its deletion.
  await tab.locator("#search").focus();
  const times = await tab.evaluate(async (word) => {
    const times = [];
    const input = document.getElementById("search");
    const values = [...word].map((_, at) => word.slice(0, at + 1));
    for (const value of [...values, ...values.toReversed(), ""]) {
      input.value = value;
      const start = performance.now();
      input.dispatchEvent(new Event("input"));
      document.body.getBoundingClientRect();
      document.getElementById("list").offsetHeight;
      times.push(performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
    return times.sort((a, b) => a - b);
  }, wanted.code);
  console.log(`reference: ${codes.length} codes, a key is answered in ${times[times.length >> 1].toFixed(1)} ms, at worst ${times.at(-1).toFixed(1)} ms`);

  // Print: every code that was found.
  await search(wanted.code);
  await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.ok((await tab.locator("article").count()) >= 1);
  await tab.evaluate(() => dispatchEvent(new Event("afterprint")));

  // Narrow: the list or the code, and nothing wider than the window.
  await tab.setViewportSize({ width: 390, height: 844 });
  for (const hash of ["", `#${encodeURIComponent(wanted.code)}`]) {
    await tab.goto("about:blank");
    await tab.goto(pathToFileURL(page).href + hash);
    const width = await tab.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${width} px wide`);
    assert.equal(await tab.locator("#list").isVisible(), hash === "");
    if (screenshots) await tab.screenshot({ path: `${screenshots}/reference-narrow${hash ? "-code" : ""}.png` });
  }
  await tab.locator("#back").click();
  await tab.locator("#list").waitFor({ state: "visible" });
  assert.notEqual(await tab.title(), "1", "no text of the catalog is run");
  assert.deepEqual(errors, []);
} finally {
  await browser.close();
}
