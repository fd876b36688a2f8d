import { notation, type NotationName } from "../../content/notation.ts";

const byCode = new Map<string, NotationName>(
  Object.entries(notation).flatMap(([name, { code }]) => (code === null ? [] : [[code, name as NotationName]])),
);
// A learning rate may be a schedule; the optimizers name its value at the present step as the papers do.
byCode.set("alpha", "lr");

/** The symbol that an identifier of a cell or an optimizer stands for; undefined where it stands for none. */
export const symbolOf = (identifier: string): NotationName | undefined => byCode.get(identifier);
