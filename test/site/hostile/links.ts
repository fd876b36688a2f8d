/** What a stranger may put behind the # of a link to the chapter, as data: `hostile.test.ts` packs it, opens it, agrees to it and runs it. */

export interface HostileLink {
  name: string;
  /** Packed as a link's `code`: sources by cell, or whatever stands in their place. `[hash]` of a difference is the first cell's own. */
  code?: unknown;
  /** The text behind `#~`, instead of packed code. */
  fragment?: string;
  /** Packed bytes that are no code. */
  bytes?: Uint8Array;
  /** Texts of the link that must not stand in what the page says of it. */
  quotes?: readonly string[];
  /** The page says that it cannot be read. */
  expect?: "unreadable";
}

/** The cell that links change, and another; both have no dependents. */
const a = "defaults",
  b = "memories";
const code = (name: string, packed: unknown, rest: Partial<HostileLink> = {}): HostileLink => ({ name, code: packed, ...rest });
const unreadable = { expect: "unreadable" } as const;

export const hostileLinks: readonly HostileLink[] = [
  code("an endless loop", { [a]: "for (;;);" }),
  code("a plot over the page", { [a]: `Plot.dot([[1, 1]], { r: 5000, fill: "red" }).plot()` }),
  code("900,000 points", { [a]: `Plot.lineY(Float64Array.from({ length: 900_000 }, (_, i) => Math.sin(i)), { curve: "catmull-rom" }).plot()` }),
  code("100,000 brackets", { [a]: `${"[".repeat(100_000)}${"]".repeat(100_000)}` }),
  code("100,000 open brackets", { [a]: "(".repeat(100_000) }),
  code("50,000 arrow functions in each other", { [a]: `${"a=>".repeat(50_000)}1` }),
  code("200,000 exclamation marks", { [a]: `${"!".repeat(200_000)}1` }),
  code("120,000 lines", { [a]: "\n".repeat(120_000) }),
  code("40,000 lines, each another", { [a]: Array.from({ length: 40_000 }, (_, i) => i.toString(36)).join("\n") }),
  code("40,000 lines in each of two cells", { [a]: "1\n".repeat(40_000), [b]: "2\n".repeat(40_000) }),
  code("one line of 240,000 characters", { [a]: `"${"x".repeat(240_000)}"` }),
  code("240,000 spaces", { [a]: " ".repeat(240_000) }),
  code("a comment of 240,000 characters", { [a]: `/*${"*".repeat(239_000)}*/` }),
  code("templates in each other", { [a]: `${"`${".repeat(40_000)}1${"}`".repeat(40_000)}` }),
  code("20,000 names", { [a]: Array.from({ length: 20_000 }, (_, i) => `let v${i};`).join("") }),
  code("combining marks", { [a]: `// ${"\u0301".repeat(60_000)}` }),
  code("right-to-left overrides", { [a]: `// ${"\u202e\u2066".repeat(20_000)}\n"safe" // \u202e` }),
  code("a lone surrogate", { [a]: `throw new Error("\ud800")` }),
  code("null characters", { [a]: "\0".repeat(10_000) }),
  code("HTML", { [a]: `"<img src=x onerror=alert(1)></code></pre><script>alert(1)</script>"` }),
  code("a name that another cell defines", { [a]: "const series = 666;\nconst noiseLeft = 666;" }),
  code("cells that need each other", { [a]: "const ping = pong;", [b]: "const memories = ping, pong = 1;" }),
  code("cells that define the same name", { [a]: "const twice = 1;", [b]: "const twice = 2, memories = [];" }),
  code("standard names defined anew", { [a]: "const Object = 1, Math = { round: () => 666 };" }),
  code("a patch of Math", { [a]: `Math.round = () => 666;\nArray.prototype.map = () => [666];\ndisplay("patched")` }),
  code("a loop left behind", { [a]: `void (async () => { for (;;) await 0; })();\ndisplay("left")` }),
  code("5,000 inputs", { [a]: `for (let i = 0; i < 5000; i++) toggle("t" + i)` }),
  code(
    "an unknown cell whose id is a message",
    { "Your session has expired: sign in at evil.example": "1" },
    { quotes: ["session", "evil.example"] },
  ),
  code("10,000 unknown cells", Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`stranger-${i}`, "1"])), { quotes: ["stranger-1"] }),
  code("an unknown cell whose id is 200,000 characters long", { ["stranger".repeat(25_000)]: "1" }, { quotes: ["stranger"] }),
  code("unknown cells beside a known one", { "Enter your password": "1", [a]: "1" }, { quotes: ["password"] }),
  { name: "a cell __proto__", code: JSON.parse(`{"__proto__": "1", "constructor": "2", "toString": "3"}`), quotes: ["toString"] },
  code("no object", [1, 2, 3], unreadable),
  code("a number for a source", { [a]: 666 }, unreadable),
  code("a difference of another version", { [a]: ["0", 0, 0, ["x".repeat(200_000)]] }),
  code("a difference of negative lengths", { [a]: ["[hash]", -1, -1, ["x"]] }, unreadable),
  code("a difference longer than its source", { [a]: ["[hash]", 1e9, 1e9, ["x"]] }, unreadable),
  code("a difference of 80,000 empty lines", { [a]: ["[hash]", 0, 0, Array(80_000).fill("")] }),
  { name: "60,000 lists in each other", bytes: new TextEncoder().encode(`{"${a}":${"[".repeat(60_000)}${"]".repeat(60_000)}}`), ...unreadable },
  { name: "20 MB, packed small", code: { [a]: "a".repeat(20_000_000) }, ...unreadable },
  { name: "packed bytes that are none", fragment: "code=AAAA", ...unreadable },
  { name: "packed text without end", fragment: `code=${"A".repeat(1_000_000)}`, ...unreadable },
  { name: "packed text of other signs", fragment: `code=${"%F0%9F%92%A3".repeat(10_000)}`, ...unreadable },
  { name: "invalid UTF-8", bytes: Uint8Array.from([123, 34, 0xff, 0xfe, 34, 58, 49, 125]), ...unreadable },
  { name: "half a code", bytes: new TextEncoder().encode(`{"${a}":"1`), ...unreadable },
  { name: "50,000 positions", fragment: Array.from({ length: 50_000 }, (_, i) => `temperatures.x${i}=${i}`).join("&") },
  { name: "a position of a million digits", fragment: `temperatures.Decay+%CE%B2=0.${"9".repeat(1_000_000)}` },
  {
    name: "positions that do not fit",
    fragment: "temperatures.Decay+%CE%B2=NaN&temperatures.Decay+%CE%B2=1e999&temperatures.__proto__=1&__proto__.x=1&ema-steps.Start=1,2,3",
  },
  { name: "a million ampersands", fragment: "&".repeat(1_000_000) },
  { name: "a broken escape", fragment: "%E0%A4%A&temperatures.%=%&code=%", ...unreadable },
];
