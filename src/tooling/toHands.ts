/** A question to the room as `<Hands>` asks it. `truth`: an expression over the cells' names whose value is the index of an option. */
export interface HandsSpec {
  id: string;
  question: string;
  options: string[];
  truth: string;
}

const form = '<Hands id="fastest" question="Which is fastest?" options={["0.01", "0.04"]} truth="an expression whose value is 0 or 1" />';

/** What a `<Hands>` with these attributes asks. Throws at one without an id, a question, at least two different options or a truth. */
export function toHands(attribute: (name: string) => string | undefined): HandsSpec {
  const given = (name: string): string => attribute(name)?.trim() ?? "";
  const [id, question, truth] = [given("id"), given("question"), given("truth")];
  if (!/^[a-z][a-z0-9-]*$/.test(id)) throw new Error(`invalid id of hands: ${id} (expected lower-case words with hyphens: ${form})`);
  if (!question) throw new Error(`missing question of hands ${id}: ${form}`);
  if (!truth) throw new Error(`missing truth of hands ${id}: ${form}`);
  return { id, question, truth, options: toOptions(attribute("options"), id) };
}

function toOptions(source: string | undefined, id: string): string[] {
  let options: unknown;
  try {
    options = JSON.parse(source ?? "");
  } catch {
    // Said below, with what is missing.
  }
  const isList =
    Array.isArray(options) &&
    options.length >= 2 &&
    options.every((option) => typeof option === "string" && option.trim() !== "") &&
    new Set(options).size === options.length;
  if (!isList) throw new Error(`invalid options of hands ${id}: ${source} (expected at least two different texts in double quotes: ${form})`);
  return options as string[];
}

/** The option that `value` points at. Throws, with the known options, where it points at none. */
export function optionIndex(value: unknown, { options }: Pick<HandsSpec, "options">): number {
  const index = Number(value);
  if (typeof value !== "number" || !Number.isInteger(index) || index < 0 || index >= options.length) {
    throw new Error(`no option: ${String(value)} (known: ${options.map((option, i) => `${i} ${option}`).join(", ")})`);
  }
  return index;
}
