/** What guards the page from a cell, as data: for each defence how it is taken away, and the test that must then fail. `src/sandbox/README.md` says what each is for. */

export interface Defence {
  name: string;
  file: string;
  /** The text that is the defence, and what stands in its place without it. */
  find: string;
  by: string;
  /** The file of the test, and words of its name. */
  test: string;
  shows: string;
  /** The chapter that is built for it, of a test that reads the built page. */
  chapter?: string;
}

type Rest = [name: string, find: string, by: string, test: string, shows: string, chapter?: string];
const of = (file: string, ...rows: Rest[]): Defence[] =>
  rows.map(([name, find, by, test, shows, chapter]) => ({ name, file, find, by, test, shows, ...(chapter !== undefined && { chapter }) }));

const gate = "test/tree/build.test.ts";
const supervisor = "test/sandbox/supervise.test.ts";
const attacks = "test/site/sandbox/attacks.test.ts";
const poison = "test/site/sandbox/poison.test.ts";
const codeBounds = "test/notebook/codeLimits.test.ts";
const links = "test/reader/sharing/carriedCode.test.ts";
const graph = "test/notebook/graph.test.ts";

export const defences: readonly Defence[] = [
  // What may cross.
  ...of(
    "src/tree/tree.ts",
    ["cap on elements", "if (nodes > cap.nodes)", "if (false)", gate, "on elements"],
    ["cap on bytes", "if (bytes > cap.bytes)", "if (false)", gate, "on bytes"],
  ),
  ...of(
    "src/tree/build.ts",
    ["cap on depth", "if (depth > caps.depth)", "if (false)", gate, "on depth"],
    ["cap on a text", "createTextNode(cut(node))", "createTextNode(node)", gate, "on a text"],
    ["cap on an attribute", "(LONG.test(key) || value.length <= caps.text)", "true", gate, "are no longer than the cap"],
    ["tag allow-list", "if (space === undefined) throw", "if (false) throw", gate, "tags"],
    ["attribute allow-list at the gate", "if (isAttribute(key, value) && ", "if (", gate, "attributes"],
    ["style allow-list at the gate", "if (isStyle(property, value)) ", "", gate, "styles"],
    ["references on the list alone", "if (isRef(key) && isNumber(value))", "if (isNumber(value))", gate, "stand in no other attribute"],
    ["no references in what others refer to", "named ? [] : entries(refs)", "entries(refs)", gate, "no pattern of patterns"],
    ["ids that are numbers", "if (isNumber(id)) ", "if (id !== undefined) ", gate, "nor is it an id"],
    ["images that are pixels", "&& isPixels(pixels)) element", "&& pixels) element", gate, "images"],
    [
      "text that is text",
      'entries(value).filter((pair): pair is [string, string] => typeof pair[1] === "string");',
      "entries(value) as [string, string][];",
      gate,
      "what only looks like text",
    ],
  ),
  ...of(
    "src/tree/allowed.ts",
    ["checked values of attributes", "passes(attributes, name, value)", "Object.hasOwn(attributes, name)", gate, "attributes"],
    ["names of attributes", ": passes(attributes, name, value)", ": (attributes[name]?.(value) ?? true)", gate, "attributes"],
    ["checked values of styles", "passes(properties, name, value)", "Object.hasOwn(properties, name)", gate, "styles"],
    ["classes of outputs alone", "CLASS.test(name) || OF_KATEX.has(name)", "true", gate, "classes"],
    ["dashes of some length", '"stroke-dasharray": isDashes,', '"stroke-dasharray": text,', gate, "millions of dashes"],
    ["no style that leaves its place", "position: is(/^relative$/),", "position: word,", gate, "styles"],
  ),
  ...of("src/sandbox/drawEvents.ts", [
    "cap on a run's outputs",
    "if (over) drawn = ",
    "if (false) drawn = ",
    "test/sandbox/drawEvents.test.ts",
    "bounded in all that a run shows",
  ]),
  ...of(
    "src/output/draw.ts",
    ["cap on a formula", "if (tex.length > MAX_FORMULA) throw", "if (false) throw", "test/sandbox/drawEvents.test.ts", "an output that is too large"],
    [
      "what is too large is an error",
      "return drawRefusal(message, words);",
      'return { ...draw({ kind: "text", text: message }, words), problems: [message] };',
      "test/sandbox/drawEvents.test.ts",
      "an output that is too large",
    ],
    ["cap on a caption", "?? 0) > MAX_FORMULA)", "?? 0) < 0)", "test/sandbox/drawEvents.test.ts", "a caption is no longer"],
    ["sizes in formulas", "maxSize: 20", "maxSize: 1e9", "test/output/output.test.ts", "grow without end"],
  ),
  ...of(
    "src/reader/drawing.ts",
    ["cap on a page", "if (over) throw over;", "", "test/reader/drawing.test.ts", "a page bears no more"],
    ["text has its weight", "1 + node.length / charactersOfWeight", "1", "test/reader/drawing.test.ts", "text by its length"],
    ["all levels have their weight", "      visit(child);\n", "", "test/reader/drawing.test.ts", "however deep"],
    ["what is counted ends", "if (weight > turnWeight) return;", "", "test/reader/drawing.test.ts", "no further than"],
    ["elements a frame", "done + following.weight > turnWeight", "false", "test/reader/drawing.test.ts", "elements a frame"],
    ["time a frame", "performance.now() > until", "false", "test/reader/drawing.test.ts", "6 ms a frame"],
  ),
  ...of("src/styles/output.css", [
    "outputs are clipped to their boxes",
    "  clip-path: inset(-0.5rem 0);\n",
    "",
    "test/site/hostile/hostile.test.ts",
    "a dot of radius 5,000",
    "02-ema",
  ]),
  ...of("src/notebook/sink.ts", [
    "outputs of a run, counted",
    "if (count >= MAX_OUTPUTS) left++;",
    "if (false) left++;",
    "test/notebook/evaluate.test.ts",
    "output is cut",
  ]),
  ...of(
    "src/notebook/inputArguments.ts",
    ["labels of inputs", "if (label.length > inputLimits.label)", "if (false)", "test/notebook/inputs.test.ts", "are bounded"],
    ["number of options", "if (names.length > inputLimits.options) throw", "if (false) throw", "test/notebook/inputs.test.ts", "are bounded"],
    ["length of options", "if (long !== undefined) throw", "if (false) throw", "test/notebook/inputs.test.ts", "are bounded"],
  ),
  // Code.
  ...of(
    "src/notebook/codeLimits.ts",
    ["length of code", "if (read < source.length) return", "if (false) return", codeBounds, "code is as long as"],
    ["lines of code", "return lines > codeLimits.lines ?", "return false ?", codeBounds, "code has so many lines"],
    ["brackets of code", "if (depth.most > codeLimits.depth) return", "if (false) return", codeBounds, "are open at once"],
    ["names of code", "if (words.most > codeLimits.words) return", "if (false) return", codeBounds, "names are counted"],
    ["chains are not highlighted", " && chain.most <= codeLimits.chain", "", codeBounds, "is not highlighted"],
  ),
  ...of("src/notebook/strip.ts", [
    "code is looked at before it is parsed",
    "const excess = codeError(source);",
    "const excess = undefined as ReturnType<typeof codeError>;",
    codeBounds,
    "a cell beyond a bound does not parse",
  ]),
  ...of("src/editor/mount.ts", [
    "what is too long does not go into the editor",
    'import { isHighlighted, tooLong } from "../notebook/codeLimits.ts";',
    'import { isHighlighted } from "../notebook/codeLimits.ts";\nconst tooLong = (_: string) => undefined;',
    "test/site/reader/codeLimits.test.ts",
    "4 MB that are pasted",
    "01-sgd",
  ]),
  ...of("src/reader/keep.ts", [
    "what is too long is not kept",
    "if (tooLong(source)) return onTooLong(cell);",
    "",
    "test/reader/keep.test.ts",
    "longer than a cell's code",
  ]),
  // Links.
  ...of(
    "src/reader/sharing/carriedCode.ts",
    ["length of a link", "packed.length > mostPacked || ", "", links, "unheard-of length"],
    ["length of what is unpacked", "if (length > most) {", "if (false) {", links, "a few bytes that unpack"],
    ["length of a link's code", "if (tooLong(source)) carried.tooLong.push(id);\n    else ", "", links, "longer than a cell's"],
    [
      "unknown cells are counted, not taken",
      "if (original === undefined) carried.unknown++;",
      "if (original === undefined) carried.outdated.push(id);",
      links,
      "told apart",
    ],
  ),
  ...of(
    "src/notebook/graph.ts",
    ["edited cells give way", "cells.filter((cell) => cell.edited)", "cells.filter(() => false)", graph, "edited cells give way"],
    ["edited cells give way on a cycle", "if (edited.size === 0 || all.size === 0) return all;", "return all;", graph, "cycle"],
    ["standard names are refused", "if (isOwned(name)) return { kind", "if (false) return { kind", graph, "built-in or standard name"],
  ),
  // Runs.
  ...of(
    "src/sandbox/intrinsics.ts",
    [
      "standard objects are frozen",
      "for (const object of found) Object.freeze(object);\n  for (const name",
      "for (const name",
      "test/sandbox/intrinsics.test.ts",
      "cannot be changed",
    ],
    [
      "global names are fixed",
      "writable: false, configurable: false });\n  }\n}",
      "writable: true, configurable: true });\n  }\n}",
      "test/sandbox/intrinsics.test.ts",
      "no global name be replaced",
    ],
    [
      "what the language hides is frozen",
      "for (const object of hidden()) reach(object);",
      "",
      "test/sandbox/intrinsics.test.ts",
      "cannot be changed",
    ],
  ),
  ...of(
    "src/sandbox/worker.ts",
    [
      "intrinsics are frozen in the worker",
      "freezeScope(globalThis, [...Object.values(modules), plotExports])",
      "(() => {})",
      poison,
      "a cell that changes",
    ],
    [
      "regular expressions are put right before code is read",
      'if (message.type === "run" || message.type === "help") putRight();',
      "",
      poison,
      "regular expressions",
    ],
    ["the second wall", "lockDown(globalThis, hearWarning);", "", attacks, "behind the second wall"],
    ["a run's end is told before its leftovers are", 'if (!helps) send({ type: "settled", run });', "", poison, "ends with its run"],
    ["a run's leftovers are looked for", "  await nextTask();\n  await nextTask();\n", "", poison, "fails unheard"],
  ),
  ...of(
    "src/sandbox/lockdown.ts",
    ["no timers", "self queueMicrotask", "self setTimeout queueMicrotask", "test/sandbox/lockdown.test.ts", "whatever is not on the list"],
    ["no requests of code", "self queueMicrotask", "self fetch queueMicrotask", "test/sandbox/lockdown.test.ts", "whatever is not on the list"],
  ),
  ...of(
    "src/sandbox/supervise.ts",
    ["a busy worker is replaced before a run", 'expect(current, "begun");', "", supervisor, "does not say within 200 ms"],
    ["a busy worker is replaced after a run", 'return expect(slot, "finished");', "return;", supervisor, "does not come back"],
    ["floods end", 'if (floods(slot, bytes)) return crash(slot, "too many messages in a second");', "", supervisor, "floods is ended"],
    [
      "messages are looked at",
      'if (message === null) return crash(slot, "a message that is no result");',
      "if (message === null) return;",
      supervisor,
      "",
    ],
    ["messages have a size", 'if (bytes === Infinity) return crash(slot, "a message that is too large, or is no plain data");', "", supervisor, ""],
    ["results are of cells that there are", 'return crash(slot, "a result of a cell that does not exist");', "return;", supervisor, ""],
    ["an ended worker is not heard", "if (!alive(slot)) return;\n    const bytes", "const bytes", supervisor, "nothing that an ended worker says"],
  ),
  ...of("src/sandbox/files.ts", ["files of the list alone", "if (!known.has(file)) return", "if (false) return", supervisor, "not in the list"]),
  ...of(
    "src/sandbox/mailbox.ts",
    [
      "a slow page has two batches",
      "while (credit > 0 && waiting.length > 0) sendBatch();",
      "while (waiting.length > 0) sendBatch();",
      "test/sandbox/mailbox.test.ts",
      "gets no more than the credit",
    ],
    ["size of a batch", "bytes + waiting[count]!.bytes <= batchBytes", "true", "test/sandbox/mailbox.test.ts", "half a megabyte at most"],
    [
      "what a stopped run has still to say is forgotten",
      'waiting = waiting.filter(({ report }) => report.type === "read");',
      "",
      "test/sandbox/mailbox.test.ts",
      "of a stopped run one batch",
    ],
  ),
  ...of("src/sandbox/delivery.ts", [
    "events come in turns",
    "if (done > 0 && now() >= end) break;",
    "",
    "test/sandbox/delivery.test.ts",
    "take turns",
  ]),
  ...of(
    "src/sandbox/host.ts",
    [
      "who was not heard of is not blamed for the memory",
      "if (running.heard) blame(`this run was ended: ${why}`);",
      "if (running) blame(`this run was ended: ${why}`);",
      "test/sandbox/host.test.ts",
      "is not blamed",
    ],
    [
      "a stop that is not confirmed takes the frames down",
      "unstopped = setTimeout(takeDown, stopMs);",
      "",
      "test/sandbox/host.test.ts",
      "a stop that is not confirmed",
    ],
    [
      "reports are looked at on the page",
      "const report = toReport(item.value);",
      "const report = item.value as Report;",
      "test/sandbox/host.test.ts",
      "",
    ],
    [
      "the page is sent what it can draw",
      "whenDrawn(() => line?.send(item));",
      "line?.send(item);",
      "test/sandbox/host.test.ts",
      "has not drawn what was said",
    ],
    [
      "events are of the page's cells",
      "if (!running?.cells.has(event.cell)) return;",
      "if (!running) return;",
      "test/sandbox/host.test.ts",
      "events of another run",
    ],
  ),
  ...of(
    "src/sandbox/connect.ts",
    [
      "a broken start is tried once more",
      "if (!(error instanceof BrokenStart)) throw error;",
      "throw error;",
      "test/sandbox/connect.test.ts",
      "tried once more",
    ],
    [
      "a start that fails is tried again",
      "ended.failed === failuresMost",
      "ended.failed === 1",
      "test/sandbox/connect.test.ts",
      "is tried twice more",
    ],
    [
      "only what has answered is lost",
      "if (isReady) lost(why, how);\n      else reject",
      "lost(why, how);\n      if (!isReady) reject",
      "test/sandbox/connect.test.ts",
      "nothing is lost",
    ],
  ),
  ...of(
    "src/sandbox/plainData.ts",
    ["no field __proto__", 'if (key === "__proto__") return Infinity;', "", "test/sandbox/plainData.test.ts", ""],
    [
      "plain data alone",
      "if (prototype !== Object.prototype && prototype !== null) return Infinity;",
      "",
      "test/sandbox/plainData.test.ts",
      "not plain data",
    ],
    ["depth of a message", "if (depth > limits.depth) return Infinity;", "", "test/sandbox/plainData.test.ts", "too deep"],
  ),
  ...of("src/sandbox/startWatch.ts", [
    "a start that stands still is told",
    'refuse("the browser has not started a worker")',
    "undefined",
    "test/sandbox/startWatch.test.ts",
    "does not end within two seconds",
  ]),
  ...of("src/sandbox/helpers.ts", [
    "helpers start now and then",
    "notBefore = now() + limits.helpersPauseMs;",
    "",
    "test/sandbox/helpers.test.ts",
    "half a second",
  ]),
  // The wall.
  ...of(
    "src/tooling/sandboxPage.ts",
    ["the policy on requests", `"default-src 'none'",`, "", attacks, "reaches no server"],
    ["connect-src", `"connect-src 'none'",`, `"connect-src *",`, attacks, "reaches no server"],
  ),
  ...of(
    "src/sandbox/broker.ts",
    [
      "a frame without an origin",
      'frame.sandbox.add("allow-scripts");',
      'frame.sandbox.add("allow-scripts", "allow-same-origin");',
      attacks,
      "of the page cannot be read",
    ],
    ["frames of its own site alone", " || origin !== location.origin", "", "test/site/sandbox/availability.test.ts", "of another origin"],
  ),
];
