/** How other libraries spell an optimizer's call: recipes, which the build makes of the libraries' dialects, and the text of a call. Runs anywhere. */

/** A value as a cell's code has it; `text`: what cannot be known without a run stands there as the code has it. */
export type Given = number | boolean | { text: string };

/** An option of a library's function. */
export interface RecipeOption {
  /** As the library spells it. */
  name: string;
  /** The option of `optim` that it holds, or the two of a pair. */
  of?: string | readonly [string, string];
  /** Its value: where it is none of `optim`, what makes this method of it. */
  value?: number | boolean;
  /** It need not be said: it is the library's default, which only a call by position has to repeat. */
  isDefault?: boolean;
}

/** The optimizer in another library. */
export interface Recipe {
  library: string;
  /** `torch.optim.Adam`. */
  call: string;
  /** By position in JavaScript, else by name. */
  language: "python" | "javascript";
  /** What stands before the options. */
  first?: string;
  /** In the library's order. */
  options: RecipeOption[];
  /** Options of `optim` that it does not have. */
  without: string[];
  /** Where the library's formula is another one: its parts. */
  differs?: string[];
}

/** An optimizer of `optim` and the same step elsewhere. */
export interface Spelled {
  /** Its options there, with their defaults. */
  defaults: Record<string, number>;
  recipes: Recipe[];
  /** Libraries that are compared and do not have it. */
  missing: string[];
  /** It is another form of this one. */
  formOf?: string;
}

export type Spellings = Record<string, Spelled>;

/** The call with these options of `optim`; `isOpen`: there may be more, which are not known. */
export function callOf(recipe: Recipe, ours: Readonly<Record<string, Given>>, isOpen = false): string {
  const { call, language, first, options } = recipe;
  const write = (value: Given | undefined): string => (value === undefined ? "…" : writtenIn(language, value));
  // PyTorch refuses Nesterov’s form without momentum, where it is plain SGD anyway.
  const isOff = ({ name, value }: RecipeOption) => value === true && /nesterov/i.test(name) && ours.beta === 0;
  const writtenOption = (option: RecipeOption): string => {
    const { of, value } = option;
    if (typeof of === "string") return write(ours[of]);
    if (of) return `(${of.map((name) => write(ours[name])).join(", ")})`;
    return write(isOff(option) ? false : value);
  };
  const said = options.filter((option) => !option.isDefault && !isOff(option));
  const args =
    language === "javascript"
      ? options.slice(0, options.findLastIndex((option) => said.includes(option)) + 1).map(writtenOption)
      : said.map((option) => `${option.name}=${writtenOption(option)}`);
  return `${call}(${[...(first === undefined ? [] : [first]), ...args, ...(isOpen ? ["…"] : [])].join(", ")})`;
}

/** A value as the language writes it. */
export function writtenIn(language: Recipe["language"], value: Given): string {
  if (typeof value === "object") return value.text;
  if (typeof value === "boolean") return language === "javascript" ? String(value) : value ? "True" : "False";
  // What arithmetic leaves in the last digits is not what anyone would write.
  const short = Number(value.toPrecision(12));
  return short !== 0 && Math.abs(short) < 1e-3 ? short.toExponential() : String(short);
}
