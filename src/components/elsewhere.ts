import { libraries, optimizers, type CourseRecord, type Library } from "../../content/optimizers.ts";
import type { OptimizerName } from "../optim/index.ts";
import * as optim from "../optim/optimizers.ts";
import type { Recipe, RecipeOption, Spelled, Spellings } from "../reader/elsewhere/recipes.ts";
import { dialectOf } from "./cheatSheet.ts";
import { spelt } from "./cheatOptions.ts";

/** What the options of `optim` may be called elsewhere, in the dialects' spelling: the first that the library's function has. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  lr: ["lr", "learningRate"],
  beta: ["momentum"],
  beta1: ["beta1", "b1"],
  beta2: ["beta2", "b2"],
  rho: ["rho", "alpha", "decay"],
  eps: ["eps", "epsilon"],
  weightDecay: ["weightDecay"],
};
/** What `optim` leaves out where it has no option for it, and a library does not unless it is told so. */
const off: Readonly<Record<string, number>> = { initialAccumulatorValue: 0, weightDecay: 0 };
const places: Record<Library, string> = { pytorch: "torch.optim.", keras: "keras.optimizers.", optax: "optax.", tfjs: "tf.train." };

/** All optimizers and the same step in the libraries that the course compares. `differs` is TeX. */
export const spelledElsewhere = (): Spellings =>
  Object.fromEntries((Object.keys(optimizers) as OptimizerName[]).map((name) => [name, elsewhere(name)]));

/** The optimizer `name` as each library spells it that the course compares; none where there is none. Of another form of an optimizer, that one's if its options are the same. */
export function elsewhere(name: OptimizerName): Spelled {
  const record: CourseRecord = optimizers[name];
  const make = optim[name] as ((options?: object) => { options?: Readonly<Record<string, number>> }) & { record: { needs?: object } };
  const shape = { ...make.record.needs };
  // The shape of the parameters is the tensor's elsewhere.
  const defaults = Object.fromEntries(Object.entries(make(shape).options ?? {}).filter(([option]) => !Object.hasOwn(shape, option)));
  if (record.formOf !== undefined) {
    const { recipes, missing } = record.hasItsOptions ? elsewhere(record.formOf) : { recipes: [], missing: [] };
    return { defaults, recipes, missing, formOf: record.formOf };
  }
  const all = Object.keys(libraries) as Library[];
  return {
    defaults,
    recipes: all.flatMap((library) => (record.libraries[library] ? [recipeOf(name, library, record.libraries[library], defaults)] : [])),
    missing: all.filter((library) => !record.libraries[library]).map((library) => libraries[library]),
  };
}

function recipeOf(
  name: string,
  library: Library,
  { call, set = {}, differs }: NonNullable<Extract<CourseRecord, { libraries: object }>["libraries"][Library]>,
  ours: Readonly<Record<string, number>>,
): Recipe {
  const { rules, defaults } = dialectOf(library, call, name);
  /** The library's option → that of `optim`. */
  const holds = new Map(
    Object.keys(ours).flatMap((option): [string, string][] => {
      const there = spellings[option]?.find((one) => Object.hasOwn(rules, one));
      return there === undefined ? [] : [[there, option]];
    }),
  );
  const hasPair = Object.hasOwn(rules, "betas");
  const options = Object.keys(rules).map((option): RecipeOption => {
    const spelled = { name: spelt(library, option) };
    if (holds.has(option)) return { ...spelled, of: holds.get(option) };
    if (option === "betas") return { ...spelled, of: ["beta1", "beta2"] };
    if (set[option] === "true") return { ...spelled, value: true };
    if (Object.hasOwn(off, option) && defaults[option]) return { ...spelled, value: off[option] };
    return { ...spelled, value: defaults[option] as number | boolean, isDefault: true };
  });
  return {
    library: libraries[library],
    call: places[library] + call,
    language: library === "tfjs" ? "javascript" : "python",
    ...(library === "pytorch" && { first: "params" }),
    options,
    without: Object.keys(ours).filter((option) => ![...holds.values()].includes(option) && !(hasPair && /^beta[12]$/.test(option))),
    ...(differs && { differs: differs.split(",\\ ") }),
  };
}
