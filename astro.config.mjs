import { defineConfig } from "astro/config";
import mdx from "@astrojs/mdx";
import { unified } from "@astrojs/markdown-remark";
import remarkMath from "remark-math";
import rehypeKatex from "rehype-katex";
import { katexStyles } from "./src/components/katexStyles.ts";
import { remarkCells } from "./src/build/remarkCells.ts";
import { rehypeSymbols } from "./src/build/rehypeSymbols.ts";
import { remarkSlides } from "./src/build/remarkSlides.ts";
import { remarkTerms } from "./src/build/remarkTerms.ts";
import { offline } from "./src/build/offline.ts";
import { rerunCells } from "./src/build/rerunCells.ts";
import { rehypeMathBreaks } from "./src/components/mathBreaks.ts";
import { chapterKatexOptions, rehypeFailOnMath } from "./src/components/katex.ts";

// BASE_PATH=/course and SITE_URL=https://example.org deploy the site under a sub-path; without them it stands at the root.
export default defineConfig({
  site: process.env.SITE_URL,
  base: process.env.BASE_PATH ?? "/",
  output: "static",
  trailingSlash: "always",
  // Offline comes last: its worker lists what the others have written.
  integrations: [mdx(), rerunCells(), offline()],
  i18n: {
    defaultLocale: "en",
    locales: ["en", { path: "zh-hant", codes: ["zh-Hant", "zh-TW"] }],
    routing: { prefixDefaultLocale: false },
  },
  markdown: {
    syntaxHighlight: false,
    processor: unified({
      smartypants: true,
      remarkPlugins: [remarkMath, remarkCells, remarkTerms, remarkSlides],
      rehypePlugins: [[rehypeKatex, chapterKatexOptions], rehypeFailOnMath, rehypeSymbols, rehypeMathBreaks],
    }),
  },
  devToolbar: { enabled: false },
  // A script written into the page would need its own hash in the page's content security policy.
  vite: { plugins: [katexStyles()], build: { assetsInlineLimit: 0 } },
});
