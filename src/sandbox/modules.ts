import * as optim from "../optim/index.ts";
import * as problems from "../problems/index.ts";

/** What a cell can import, by name: the same at build and in the browser. */
export const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { optim, problems };
