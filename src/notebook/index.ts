export { isCell, toCell, toCells } from "./toCell.ts";
export { analyse, type Analysis, type ImportedName } from "./analyse.ts";
export { buildGraph, type Graph, type GraphNode } from "./graph.ts";
export { createNotebook, type Notebook, type NotebookOptions } from "./createNotebook.ts";
export type { Modules } from "./modules.ts";
export { toOutput } from "./toOutput.ts";
export { inspect, inspectedText } from "./inspect.ts";
export { BUILTIN_NAMES, isBuiltin, isGlobal } from "./names.ts";
export type * from "./types.ts";
