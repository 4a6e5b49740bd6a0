// Opens pages of built sites in Chromium, and says what a reader would find wrong. In: a JSON object of
// {sites: [{name, folder, admonition, pages: [{name, address, places, admonitions, fences, headings, pictures, sizes}]}], diagrams, screenshots}.
// Out: an object of findings, by `site/page` and by `diagram/name`.
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } };
const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".mjs": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

// The files of a folder over HTTP, as any host of static files has them.
async function serve(folder) {
  const server = createServer(async (request, response) => {
    let path = normalize(join(folder, decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
    if (!path.startsWith(folder)) return response.writeHead(404).end();
    if (await stat(path).then((of) => of.isDirectory(), () => false)) path = join(path, "index.html");
    await readFile(path).catch(() => readFile(`${path}.html`)).then(
      (body) => response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body),
      () => response.writeHead(404).end("not found"),
    );
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

// In the page: jumps to each place, and tells where each of them is not to be read.
async function places(fragments) {
  const root = document.scrollingElement;
  const settled = async () => {
    for (let before = NaN; before !== root.scrollTop; ) {
      before = root.scrollTop;
      await new Promise(requestAnimationFrame);
    }
  };
  const wrong = [];
  for (const fragment of fragments) {
    const id = decodeURIComponent(fragment);
    const target = document.getElementById(id);
    if (!target) {
      wrong.push(`no element #${id}`);
      continue;
    }
    // From the other end, so that only a jump gets there.
    const above = target.getBoundingClientRect().top + root.scrollTop < root.scrollHeight / 2;
    root.scrollTo({ top: above ? root.scrollHeight : 0, behavior: "instant" });
    const from = root.scrollTop;
    history.replaceState(null, "", "#");
    location.hash = fragment;
    await settled();
    if (root.scrollTop === from) wrong.push(`#${id}: the page does not scroll`);
    // The target is the heading, in the heading, or an empty element before it. Scripts may put others in their place.
    let heading, box;
    for (let tries = 0; !box && tries < 30; tries += 1) {
      const now = document.getElementById(id);
      const before = (of) => of.compareDocumentPosition(now) & (Node.DOCUMENT_POSITION_PRECEDING | Node.DOCUMENT_POSITION_CONTAINED_BY);
      heading = now?.closest("h1, h2, h3, h4, h5, h6") ?? (now && [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].find(before));
      const range = document.createRange();
      if (heading) range.selectNodeContents(heading);
      box = [...range.getClientRects()].find((of) => of.width > 0 && of.height > 0);
      if (!box) await settled();
    }
    if (!box) {
      wrong.push(`#${id}: no heading is shown`);
      continue;
    }
    const end = root.scrollTop + innerHeight >= root.scrollHeight - 1;
    if (box.top < -1 || box.bottom > innerHeight || (box.top > innerHeight / 2 && !end)) {
      wrong.push(`#${id}: its heading is at ${Math.round(box.top)} of ${innerHeight}`);
      continue;
    }
    const seen = document.elementFromPoint(box.left + Math.min(4, box.width / 2), box.top + box.height / 2);
    if (!heading.contains(seen) && !seen?.contains(heading)) {
      wrong.push(`#${id}: its heading, at ${Math.round(box.top)}, is behind <${seen?.tagName.toLowerCase()} class="${seen?.className}">`);
    }
  }
  return wrong;
}

// In the page: what is wrong with how it is laid out and what it shows.
function shown({ admonition, admonitions, fences, headings, narrow }) {
  const wrong = [];
  const root = document.scrollingElement;
  const scrolls = (of) => of && of !== document.body && (/auto|scroll/.test(getComputedStyle(of).overflowX) || scrolls(of.parentElement));
  // Text can be wider than its element.
  const right = (of) => {
    const range = document.createRange();
    range.selectNodeContents(of);
    return Math.max(of.getBoundingClientRect().right, range.getBoundingClientRect().right);
  };
  const widest = () => [...document.body.querySelectorAll("*")].filter((of) => right(of) > innerWidth + 1 && !scrolls(of)).slice(-1)[0]?.outerHTML.slice(0, 200);
  if (root.scrollWidth > root.clientWidth) wrong.push(`the page is ${root.scrollWidth} wide, in a window of ${root.clientWidth}: ${widest()}`);
  const content = document.querySelector("main, article, .markdown-body") ?? document.body;
  const cut = [...content.querySelectorAll("h1, h2, h3, p, li, td, pre, code")].filter((of) => of.getBoundingClientRect().right > innerWidth + 1 && of.checkVisibility() && !scrolls(of));
  if (narrow && cut.length) wrong.push(`${cut.length} elements are cut off, such as <${cut[0].tagName.toLowerCase()}> ${cut[0].textContent.slice(0, 60)}`);
  const visible = (selector) => [...content.querySelectorAll(selector)].filter((of) => of.checkVisibility() && of.getBoundingClientRect().height > 0);
  const found = visible(admonition).length;
  if (found !== admonitions) wrong.push(`${found} admonitions for ${admonitions}`);
  const code = visible("pre, .code-block").filter((of) => !of.parentElement.closest("pre, .code-block")).length;
  if (code !== fences) wrong.push(`${code} blocks of code for ${fences}`);
  const titles = visible("h1").length;
  if (titles !== headings) wrong.push(`${titles} headings of the first level for ${headings}`);
  const ids = [...document.querySelectorAll("[id]")].map((of) => of.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at && content.querySelector(`#${CSS.escape(id)}`));
  if (twice.length) wrong.push(`ids that are there twice: ${[...new Set(twice)].join(" ")}`);
  return wrong;
}

// In the page: its links within the site, as address and fragment.
function links() {
  const of = [...document.querySelectorAll("a[href]")].map((link) => new URL(link.href));
  return [...new Set(of.filter((link) => link.origin === location.origin).map((link) => link.pathname + link.hash))];
}

// One page: what is wrong with it at both widths.
async function look(browser, site, page, origin, screenshots) {
  const wrong = [];
  for (const [size, viewport] of Object.entries(SIZES)) {
    if (page.sizes && !page.sizes.includes(size)) continue;
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    // Nothing but the site itself is to be had.
    await context.route((url) => url.origin !== origin, (route) => route.abort());
    const tab = await context.newPage();
    const say = (text) => wrong.push(`${size}: ${text}`);
    tab.on("pageerror", (error) => say(`an error: ${error.message.slice(0, 200)}`));
    tab.on("console", (message) => {
      if (message.type() === "error" && message.location().url.startsWith(origin)) say(`in the console: ${message.text().slice(0, 200)}`);
    });
    tab.on("response", (response) => response.status() >= 400 && say(`${response.status()} for ${new URL(response.url()).pathname}`));
    // A load with a fragment first, as one comes from a `doc_url`; then jumps on the same page.
    const middle = page.places[Math.floor(page.places.length / 2)] ?? "";
    await tab.goto(`${origin}${page.address}#${middle}`, { waitUntil: "load" });
    if (middle) {
      const scrolled = tab.waitForFunction(() => document.scrollingElement.scrollTop > 0, null, { timeout: 2000 });
      if (!(await scrolled.catch(() => null))) say(`a load with #${middle} does not scroll`);
    }
    // The hostile page has many places, which are the same on both.
    const asked = page.places.filter((_, at) => !(page.sampled && size === "narrow") || at % 5 === 0);
    const picture = (what) => screenshots && page.pictures && tab.screenshot({ path: join(screenshots, `${site.name}-${page.name.replaceAll("/", "-")}-${what}-${size}.png`) });
    if (middle) await picture("code");
    wrong.push(...(await tab.evaluate(places, asked)).map((text) => `${size}: ${text}`));
    wrong.push(...(await tab.evaluate(shown, { ...page, admonition: site.admonition, narrow: size === "narrow" })).map((text) => `${size}: ${text}`));
    await tab.evaluate(() => document.scrollingElement.scrollTo({ top: 0, behavior: "instant" }));
    await picture("top");
    if (size === "wide") page.links = await tab.evaluate(links);
    page.ids ??= await tab.evaluate(() => [...document.querySelectorAll("[id]")].map((of) => of.id));
    await context.close();
  }
  return wrong;
}

// Links to pages and places of the site that are not there.
async function dead(pages, origin) {
  const ids = new Map(pages.map((page) => [page.address, new Set(page.ids)]));
  const found = new Map();
  const there = async (address) => {
    if (!found.has(address)) found.set(address, (await fetch(origin + address)).ok);
    return found.get(address);
  };
  const wrong = {};
  for (const page of pages) {
    wrong[page.name] = [];
    for (const link of page.links) {
      const [address, fragment] = [link.split("#")[0], decodeURIComponent(link.split("#")[1] ?? "")];
      const place = !fragment || fragment === "top" || !ids.has(address) || ids.get(address).has(fragment);
      if (!place || !(await there(address))) wrong[page.name].push(`a link to ${link}, which is not there`);
    }
  }
  return wrong;
}

// Diagrams, as the package `mermaid` parses and draws them.
async function drawn(browser, diagrams, screenshots) {
  const tab = await browser.newPage({ viewport: SIZES.wide });
  await tab.setContent("<!doctype html><body></body>");
  await tab.addScriptTag({ path: createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js") });
  const wrong = {};
  for (const [name, text] of Object.entries(diagrams)) {
    wrong[`diagram/${name}`] = await tab.evaluate(async (text) => {
      try {
        mermaid.initialize({ startOnLoad: false });
        await mermaid.parse(text);
        const { svg } = await mermaid.render("diagram", text);
        document.body.innerHTML = svg;
        const { width, height } = document.querySelector("svg").getBoundingClientRect();
        return width > 20 && height > 20 ? [] : [`a picture of ${width} by ${height}`];
      } catch (error) {
        return [String(error.message ?? error).slice(0, 300)];
      }
    }, text);
    if (screenshots && !wrong[`diagram/${name}`].length) await tab.screenshot({ path: join(screenshots, `diagram-${name}.png`) });
  }
  await tab.close();
  return wrong;
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
const { sites, diagrams, screenshots } = JSON.parse(input);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--force-color-profile=srgb"] });
const findings = {};
const open = async (site) => {
  const { server, origin } = await serve(site.folder);
  for (const page of site.pages) findings[`${site.name}/${page.name}`] = await look(browser, site, page, origin, screenshots);
  for (const [name, wrong] of Object.entries(await dead(site.pages, origin))) findings[`${site.name}/${name}`].push(...wrong);
  server.close();
  server.closeAllConnections();
};
// As many sites at a time as there are cores to draw them.
const waiting = [...sites];
const worker = async () => {
  while (waiting.length) await open(waiting.shift());
};
try {
  await Promise.all([worker(), worker()]);
  Object.assign(findings, await drawn(browser, diagrams ?? {}, screenshots));
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(findings));
