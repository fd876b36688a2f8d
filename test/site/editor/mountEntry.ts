export { mountEditor } from "../../../src/editor/mount.ts";
export { caretOffset, markSourceLine } from "../../../src/editor/source.ts";
