import type { InputValue, InputValues } from "../notebook/types.ts";
import type { Addressed } from "./address.ts";

/** Where the inputs of the cells stand, of those that were moved. A prediction is one of the code that it was made of. */
export interface Positions {
  all: InputValues;
  /** The same without predictions that were made of other code than now stands in their cell. */
  valid(): InputValues;
  /** `null`: where the site has it. */
  set(id: string, key: string, value: InputValue | null): void;
  isPrediction(id: string, key: string): boolean;
}

interface Setup {
  specs: Addressed;
  /** The code that now stands in a cell. */
  sourceOf(id: string): string | undefined;
}

export function createPositions({ specs, sourceOf }: Setup): Positions {
  const all: InputValues = {};
  /** The code that predictions were made of. */
  const madeOf = new Map<string, string | undefined>();
  const nameOf = (id: string, key: string): string => JSON.stringify([id, key]);
  const isPrediction = (id: string, key: string): boolean => specs.get(id)?.get(key)?.type === "prediction";
  const isValid = (id: string, key: string): boolean => !isPrediction(id, key) || madeOf.get(nameOf(id, key)) === sourceOf(id);

  return {
    all,
    isPrediction,
    valid: () =>
      Object.fromEntries(
        Object.entries(all).map(([id, positions]) => [id, Object.fromEntries(Object.entries(positions).filter(([key]) => isValid(id, key)))]),
      ),
    set(id, key, value) {
      if (isPrediction(id, key)) madeOf.set(nameOf(id, key), sourceOf(id));
      const positions = all[id];
      if (value !== null) (all[id] ??= {})[key] = value;
      else if (positions) {
        delete positions[key];
        if (Object.keys(positions).length === 0) delete all[id];
      }
    },
  };
}
