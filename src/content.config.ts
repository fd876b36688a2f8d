import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import { z } from "astro/zod";
import { slotNames } from "./components/framework.ts";

// A chapter's language, number and address are its path: content/en/01-sgd.mdx is chapter 1 at /sgd/.
const chapters = defineCollection({
  // CHAPTERS=03-bias-correction builds one chapter alone, while an author works on it.
  loader: glob({ base: "./content", pattern: process.env.CHAPTERS ? `*/{${process.env.CHAPTERS},}.mdx` : "*/*.mdx" }),
  schema: z.strictObject({
    title: z.string(),
    summary: z.string(),
    /** The slots of the four-step framework that the chapter changes. */
    slots: z.array(z.enum(slotNames)).default([]),
  }),
});

// A page beside the chapters that has cells: content/beside/en/playground.mdx is /playground/.
const beside = defineCollection({
  loader: glob({ base: "./content/beside", pattern: "*/playground.mdx" }),
  schema: z.strictObject({ title: z.string(), summary: z.string() }),
});

// A lecture of slides from several chapters: content/lectures/en/from-sgd-to-adam.mdx is /lectures/from-sgd-to-adam/.
const lectures = defineCollection({
  loader: glob({ base: "./content/lectures", pattern: process.env.CHAPTERS ? `*/{${process.env.CHAPTERS},}.mdx` : "*/*.mdx" }),
  schema: z.strictObject({ title: z.string(), summary: z.string() }),
});

export const collections = { chapters, beside, lectures };
