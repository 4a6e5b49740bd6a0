// The form in Chromium, against the real server: the right words, the right field, and codes that only the server knows.
//
//     node browser.mjs PORT CLIENT OLDER_CLIENT
import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const [port, client, older] = process.argv.slice(2);
const folder = new URL(".", import.meta.url).pathname;

/** The form's program with a client. */
async function program(path) {
  const named = { name: "client", setup: (build) => build.onResolve({ filter: /generated\/reseller/ }, () => ({ path })) };
  const made = await build({ entryPoints: [`${folder}form.ts`], bundle: true, minify: true, write: false, format: "iife", plugins: [named] });
  return made.outputFiles[0].text;
}

const programs = { "/new.js": await program(client), "/old.js": await program(older) };
const page = (script, action) => `<!doctype html><html lang="en"><title>Account</title>
<form id="form" action="${action}" method="post"><label>Email <input name="email"></label><button>Create</button></form>
<p id="shown" role="alert"></p><script src="${script}"></script>`;

const server = createServer((asked, answer) => {
  const { pathname, searchParams } = new URL(asked.url, "http://localhost");
  if (pathname === "/") {
    answer.writeHead(200, { "content-type": "text/html" });
    answer.end(page(searchParams.get("script"), searchParams.get("action")));
  } else if (programs[pathname]) {
    answer.writeHead(200, { "content-type": "text/javascript" });
    answer.end(programs[pathname]);
  } else if (pathname === "/proxy") {
    answer.writeHead(502, { "content-type": "text/html" });
    answer.end("<html><h1>502 Bad Gateway</h1></html>");
  } else {
    const onward = request({ port, path: asked.url, method: asked.method, headers: asked.headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
    });
    asked.pipe(onward);
  }
});
await new Promise((listening) => server.listen(0, listening));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const tab = await browser.newPage();
  const failed = [];
  tab.on("pageerror", (error) => failed.push(String(error)));
  const sent = async (script, action, email) => {
    await tab.goto(`${origin}/?${new URLSearchParams({ script, action })}`);
    await tab.fill("input", email);
    await tab.click("button");
    await tab.waitForFunction(() => document.getElementById("shown").textContent !== "");
    return [await tab.textContent("#shown"), await tab.getAttribute("input", "aria-invalid")];
  };
  const accounts = "/v1/accounts";
  assert.deepEqual(await sent("new.js", accounts, "bob@example.com"), ["The account was created.", null]);
  const taken = ["There is an account with this address. Sign in, or use another one.", "true"];
  assert.deepEqual(await sent("new.js", accounts, "ada@example.com"), taken);
  // A code of tomorrow: the server's own words, the field all the same, and the ID for support.
  const [words, marked] = await sent("old.js", accounts, "ada@example.com");
  assert.match(words, /^An account with that email already exists \(request [\w-]{8,}\)$/);
  assert.equal(marked, "true");
  // A proxy.
  assert.deepEqual(await sent("new.js", "/proxy", "x"), ["HTTP status 502: <html><h1>502 Bad Gateway</h1></html> (request without an ID)", null]);
  assert.deepEqual(failed, []);
} finally {
  await browser.close();
  server.close();
}
