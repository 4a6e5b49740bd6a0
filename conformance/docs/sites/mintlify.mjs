// Pages as Mintlify shows them, as far as what it publishes goes: its own parser and its own components. The frame
// around a page is not published, and stands for it here. A JSON object of MDX in, one of {html} or {error} out.
import * as components from "@mintlify/components";
import { MDXClient } from "@mintlify/mdx/client";
import { serialize } from "@mintlify/mdx/server";
import { slugifyWithCounter } from "@sindresorhus/slugify";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const { Accordion, Callout, Card, Check, CodeBlock, CodeGroup, Columns, Danger, Expandable, Frame, Info, Note, Steps, Tabs, Tip, Tree, Warning } = components;
const known = { Accordion, Callout, Card, Check, CodeGroup, Columns, Danger, Expandable, Frame, Info, Note, Steps, Tabs, Tip, Tree, Warning };
Object.assign(known, { Step: Steps.Item, Tab: Tabs.Item });

// What Mintlify's own application does: headings have ids, and the title of a fence is its block's.
const all = (node, is) => [...(is(node) ? [node] : []), ...(node.children ?? []).flatMap((child) => all(child, is))];
const titles = () => (tree, file) => {
  file.data.titles = all(tree, (node) => node.type === "code").map((node) => /title="(.*?)"/.exec(node.meta ?? "")?.[1]);
};
const titled = () => (tree, file) => {
  const blocks = all(tree, (node) => node.tagName === "pre");
  blocks.forEach((node, at) => (node.properties.filename = file.data.titles[at]));
};
const text = (node) => node.value ?? (node.children ?? []).map(text).join("");
const ids = () => (tree) => {
  const slug = slugifyWithCounter();
  for (const node of tree.children) {
    if (/^h[1-6]$/.test(node.tagName)) node.properties.id ??= slug(text(node), { decamelize: false, preserveCharacters: ["_"] });
  }
};
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

async function render(source) {
  const { compiledSource, frontmatter, error } = await serialize({ source, parseFrontmatter: true, mdxOptions: { remarkPlugins: [titles], rehypePlugins: [ids, titled] } });
  if (error) throw error;
  // A component that is not known is shown as an error, and must not be shown as nothing.
  const failed = ({ error }) => {
    throw error;
  };
  const body = renderToStaticMarkup(
    createElement(MDXClient, { compiledSource, frontmatter, scope: {}, components: { ...known, pre: CodeBlock }, onError: failed }),
  );
  const title = escape(String(frontmatter.title ?? ""));
  const description = escape(String(frontmatter.description ?? ""));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/styles.css"><link rel="stylesheet" href="/page.css"></head>
<body><main class="prose"><header><h1>${title}</h1><p>${description}</p></header>
${body}</main></body></html>`;
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
const done = {};
for (const [name, page] of Object.entries(JSON.parse(input))) {
  done[name] = await render(page).then(
    (html) => ({ html }),
    (error) => ({ error: String(error.stack) }),
  );
}
process.stdout.write(JSON.stringify(done));
