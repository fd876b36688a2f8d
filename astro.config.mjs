import { defineConfig } from "astro/config";
import mdx from "@astrojs/mdx";
import sitemap from "@astrojs/sitemap";
import { unified } from "@astrojs/markdown-remark";
import remarkMath from "remark-math";
import rehypeKatex from "rehype-katex";
import { katexStyles } from "./src/components/katexStyles.ts";
import { remarkCells } from "./src/tooling/remarkCells.ts";
import { rehypeSymbols } from "./src/tooling/rehypeSymbols.ts";
import { remarkLectures } from "./src/tooling/lectures/remarkLectures.ts";
import { remarkMistakes } from "./src/tooling/remarkMistakes.ts";
import { remarkSlides } from "./src/tooling/remarkSlides.ts";
import { remarkTerms } from "./src/tooling/remarkTerms.ts";
import { hosting, siteMap } from "./src/tooling/hosting.ts";
import { offline } from "./src/tooling/offline.ts";
import { search } from "./src/tooling/searchFiles.ts";
import { rerunCells } from "./src/tooling/rerunCells.ts";
import { rehypeMathBreaks } from "./src/components/mathBreaks.ts";
import { chapterKatexOptions, rehypeFailOnMath, rehypeLean } from "./src/components/katex.ts";

// BASE_PATH=/course and SITE_URL=https://example.org deploy the site under a sub-path; without them it stands at the root.
const { SITE_URL } = process.env;
if (SITE_URL && !/^https?:\/\/[^/]+\/?$/.test(SITE_URL)) {
  throw new Error(`invalid SITE_URL: ${SITE_URL} (scheme and host, as in https://example.org; a sub-path goes into BASE_PATH)`);
}

/** What a session and a page's first scripts share with others, in as few files: each is named in the script that a page loads at once, which has 5 KB in all. */
const sharedFiles = {
  cells:
    /\/src\/(?:notebook\/(?:codeLimits|inputArguments|inputs|ownId|runState|withSource)|plot\/(?:readings|scale)|text\/digest|output\/number)\.ts$/,
  elements: /\/src\/(?:output\/(?:element|adoptStyles)|reader\/elements)\.ts$/,
  first: /\/src\/reader\/(?:fragment|keptPrefix|listen|storage)\.ts$/,
  shown: /\/src\/reader\/(?:handle|plotFacts|links\/liveValues)\.ts$/,
};

export default defineConfig({
  site: SITE_URL,
  base: process.env.BASE_PATH ?? "/",
  output: "static",
  trailingSlash: "always",
  // A site map needs the site's address. Offline comes last: its worker lists what the others have written.
  integrations: [mdx(), rerunCells(), ...(SITE_URL ? [sitemap(siteMap)] : []), hosting(), search(), offline()],
  i18n: { defaultLocale: "en", locales: ["en", { path: "zh-hant", codes: ["zh-Hant", "zh-TW"] }], routing: { prefixDefaultLocale: false } },
  markdown: {
    syntaxHighlight: false,
    processor: unified({
      smartypants: true,
      remarkPlugins: [remarkMath, [remarkMistakes, chapterKatexOptions], remarkLectures, remarkCells, remarkTerms, remarkSlides],
      rehypePlugins: [[rehypeKatex, chapterKatexOptions], rehypeFailOnMath, rehypeSymbols, rehypeMathBreaks, rehypeLean],
    }),
  },
  devToolbar: { enabled: false },
  // A script written into the page would need its own hash in the page's content security policy.
  vite: {
    plugins: [katexStyles()],
    // Only a worker imports it, where the author's mode would find it late, and load the page anew.
    optimizeDeps: { include: ["typescript-js"] },
    build: { assetsInlineLimit: 0 },
    environments: {
      client: {
        build: { rolldownOptions: { output: { codeSplitting: { groups: Object.entries(sharedFiles).map(([name, test]) => ({ name, test })) } } } },
      },
    },
  },
});
