import { lines } from "./lines.ts";

/** The numbered lines of each optimizer's file: what a step-through shows is what the file does. */
export const equations: Readonly<Record<string, readonly string[]>> = lines;

/** What is known of every step, whoever made it: Δ is what was subtracted. */
export const anyStep: readonly string[] = ["theta -= delta"];

/** What the files compute once a step, before their numbered lines. `length` is the root of the sum of squares. */
export const definitions: Readonly<Record<string, string>> = {
  correction1: "1 - beta1 ** t",
  correction2: "1 - beta2 ** t",
  next1: "1 - beta1 ** (t + 1)",
  keep: "1 - alpha * weightDecay",
  norm: "length(m) + eps",
  b: "beta",
};
