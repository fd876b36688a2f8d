/** A cell as a module, for a type check: what it reads from other cells is imported, and all that it declares exported. */

export const cellFile = (id: string): string => `${id}.ts`;

/** What stands before a cell's code, in one line, and behind it, where it ends what the code may have left open. `reads`: name → the cell that it is read from. */
export function moduleAround(reads: Iterable<readonly [name: string, id: string]>, names: Iterable<string>, types: Iterable<string>) {
  const imports = [...reads].map(([name, id]) => `import { ${name} } from "./${cellFile(id)}";`);
  return { head: imports.join(" "), tail: `\n;export { ${[...names, ...[...types].map((name) => `type ${name}`)].join(", ")} };\n` };
}
