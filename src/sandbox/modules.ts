import * as optim from "../optim/index.ts";
import * as keras from "../optim/dialects/keras.ts";
import * as optax from "../optim/dialects/optax.ts";
import * as paper from "../optim/dialects/paper.ts";
import * as pytorch from "../optim/dialects/pytorch.ts";
import * as tfjs from "../optim/dialects/tfjs.ts";
import * as problems from "../problems/index.ts";
import * as steps from "../steps/index.ts";
import type { Modules } from "../notebook/index.ts";

/** What a cell can import, by name: the same at build and in the browser. */
export const modules: Modules = {
  optim,
  "optim/keras": keras,
  "optim/optax": optax,
  "optim/paper": paper,
  "optim/pytorch": pytorch,
  "optim/tfjs": tfjs,
  problems,
  steps,
};
