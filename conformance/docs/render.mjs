// Renders pages of MDX as the sites do: a JSON object of {dialect, text} in, one of {html} or {error} out.
import { evaluate } from "@mdx-js/mdx";
import docusaurusHeadings from "@docusaurus/mdx-loader/lib/remark/headings/index.js";
import { createElement } from "react";
import { slugifyWithCounter } from "@sindresorhus/slugify";
import { renderToStaticMarkup } from "react-dom/server";
import * as runtime from "react/jsx-runtime";
import rehypeSlug from "rehype-slug";
import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";

function walk(node, visit) {
  node.children?.forEach((child, at) => {
    visit(child, at, node);
    walk(child, visit);
  });
}

// What Docusaurus and Starlight make of directives: those that they know are admonitions, others stay text.
const admonitions = (known) => () => (tree, file) =>
  walk(tree, (node, at, parent) => {
    if (node.type === "containerDirective") {
      if (!known.includes(node.name)) throw new Error(`no admonition is called ${node.name}`);
      node.data = { hName: "div", hProperties: { className: "admonition" } };
    } else if (node.type.endsWith("Directive")) {
      const { start, end } = node.position;
      parent.children[at] = { type: "text", value: String(file).slice(start.offset, end.offset) };
    }
  });

// The ids that Mintlify gives headings.
const words = () => (tree) => {
  const slug = slugifyWithCounter();
  const text = (node) => node.value ?? (node.children ?? []).map(text).join("");
  walk(tree, (node) => {
    if (/^h[1-6]$/.test(node.tagName)) node.properties.id ??= slug(text(node), { decamelize: false, preserveCharacters: ["_"] });
  });
};

// The titles of code fences, which all of them read from behind the language.
const titles = () => (tree) =>
  walk(tree, (node) => {
    const title = node.tagName === "code" && /title="(.*?)"/.exec(node.data?.meta ?? "");
    if (title) node.properties.title = title[1];
  });

// What a site imports for its tabs: all of it, each once, or else its elements are not there.
const imported = (lines) => () => (tree) => {
  const found = tree.children.filter((node) => node.type === "mdxjsEsm").flatMap((node) => node.value.split("\n"));
  if (String(found) !== String(lines)) throw new Error(`it imports ${found}`);
  tree.children = tree.children.filter((node) => node.type !== "mdxjsEsm");
};

// An element of the site's: with these attributes, and inside of it only what it is there for.
const element = (className, ...attributes) => ({ children, ...given }) => {
  if (String(Object.keys(given)) !== String(attributes)) throw new Error(`${className} with ${Object.keys(given)}`);
  return createElement("div", { className }, children);
};

const component = ({ children }) => createElement("div", { className: "admonition" }, children);

// Headings have ids where the site gives them ids, by the package that each uses or one that does the same.
const SITES = {
  mdx: {},
  docusaurus: {
    headings: [[docusaurusHeadings.default, { anchorsMaintainCase: false }]],
    known: ["note", "tip", "info", "warning", "danger", "caution"],
    imports: ["import Tabs from '@theme/Tabs';", "import TabItem from '@theme/TabItem';"],
    components: { Tabs: element("tabs", "groupId"), TabItem: element("tab", "value", "label") },
  },
  starlight: {
    slugs: true,
    known: ["note", "tip", "caution", "danger"],
    imports: ["import { Tabs, TabItem } from '@astrojs/starlight/components';"],
    components: { Tabs: element("tabs", "syncKey"), TabItem: element("tab", "label") },
  },
  mintlify: {
    ids: words,
    components: {
      ...{ Note: component, Tip: component, Warning: component, Danger: component },
      ...{ Tabs: element("tabs"), Tab: element("tab", "title") },
    },
  },
};

async function render({ dialect, text }) {
  const { slugs, ids = slugs && rehypeSlug, headings = [], known, imports = [], components } = SITES[dialect];
  const { default: Page } = await evaluate(text, {
    ...runtime,
    remarkPlugins: [remarkFrontmatter, imported(imports), remarkGfm, ...headings, ...(known ? [remarkDirective, admonitions(known)] : [])],
    rehypePlugins: [titles, ...(ids ? [ids] : [])],
  });
  return { html: renderToStaticMarkup(createElement(Page, { components })) };
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
const done = {};
for (const [name, page] of Object.entries(JSON.parse(input))) {
  done[name] = await render(page).catch((error) => ({ error: String(error.message) }));
}
process.stdout.write(JSON.stringify(done));
