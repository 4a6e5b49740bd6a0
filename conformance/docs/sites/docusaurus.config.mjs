// A site of nothing but the pages in `docs/`, with the classic theme. A link or an anchor that is broken fails it.
export default {
  title: "Pages",
  url: "https://docs.example.com",
  baseUrl: "/",
  trailingSlash: true,
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  markdown: { hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" } },
  future: { v4: true, faster: true },
  plugins: [["@docusaurus/plugin-content-docs", { routeBasePath: "/", sidebarPath: "./sidebars.mjs" }]],
  themes: ["@docusaurus/theme-classic"],
  themeConfig: { navbar: { title: "Pages" } },
};
