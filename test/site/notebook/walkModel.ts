/** The slow model of the walk: what each cell shows, had all that stands on the page just been run. */
export type Sources = Readonly<Record<string, string>>;

/** Undefined where it can show nothing but an error, or does not end. */
export function whatItShows(id: string, sources: Sources): string | undefined {
  const source = sources[id];
  if (source === "") return "";
  if (id === "one-dimension") return "";
  if (id === "one-dimension-plot" && !source.startsWith("regimes * ")) {
    const regimes = valueOf("regimes", sources, []);
    return regimes === undefined ? undefined : Number.isNaN(regimes) ? "five lines" : "no lines";
  }
  const value = valueOfSum(/([\w.]+ [*+] \d+)/.exec(source)![1], sources, id.startsWith("own-") ? [nameOf(id)] : []);
  return value === undefined ? undefined : String(value);
}

const nameOf = (id: string): string => `n${id.slice("own-".length)}`;

/** `name * 3` or `name + 3`. */
function valueOfSum(sum: string, sources: Sources, above: readonly string[]): number | undefined {
  const [, name, sign, n] = /^(\w+) ([*+]) (\d+)$/.exec(sum)!;
  const value = valueOf(name, sources, above);
  return value === undefined ? undefined : sign === "*" ? value * Number(n) : value + Number(n);
}

/** NaN of the author's list of regimes, which is no number; `above`: the names that asked for this one. */
function valueOf(name: string, sources: Sources, above: readonly string[]): number | undefined {
  if (above.includes(name)) return undefined;
  if (name === "regimes") {
    const source = sources["one-dimension"];
    if (source.includes("while")) return undefined;
    return Number(/^const regimes = (\d+);/.exec(source)?.[1] ?? NaN);
  }
  const sum = new RegExp(`^const ${name} = (\\w+ [*+] \\d+);`).exec(sources[name.replace("n", "own-")] ?? "")?.[1];
  return sum === undefined ? undefined : valueOfSum(sum, sources, [...above, name]);
}
