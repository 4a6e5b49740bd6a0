// A site of Starlight of the pages in `src/content/docs/`.
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://docs.example.com",
  // The packages are behind a link.
  vite: { ssr: { noExternal: true }, logLevel: "error" },
  integrations: [starlight({ title: "Pages", pagefind: false })],
});
