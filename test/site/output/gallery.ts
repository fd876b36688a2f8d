/** One of every output and widget, and the plots that the course draws most. */
import type { CellError, InputSpec, Output } from "../../../src/notebook/types.ts";
import { Plot } from "../../../src/plot/draw.ts";

const P = Plot as unknown as Record<string, (...args: unknown[]) => unknown>;
const plot = (options: object): Output => ({ kind: "plot", element: P["plot"]!(options) as never });
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

const names = ["SGD", "Momentum", "NAG", "AdaGrad", "RMSProp", "AdaDelta", "Adam", "AdamW"];
const losses = names.flatMap((optimizer, k) => range(200).map((t) => ({ t, optimizer, loss: Math.exp(-t / (20 + 9 * k)) + 1e-4 * (k + 1) })));
const all = [
  "SGD",
  "Momentum",
  "EMA momentum",
  "NAG",
  "AdaGrad",
  "RMSProp",
  "centered RMSProp",
  "AdaDelta",
  "Adam",
  "AdamW",
  "AMSGrad",
  "Adamax",
  "Nadam",
  "RAdam",
  "Lion",
  "Muon",
];
const every = all.flatMap((optimizer, k) => range(40).map((t) => ({ t, optimizer, value: k + 0.4 * Math.sin(t / 5 + k) })));

/** Paths of gradient descent and of momentum on ½(x² + 25y²). */
function path(optimizer: string, lr: number, beta: number): { x: number; y: number; optimizer: string }[] {
  let [x, y, mx, my] = [7, 3, 0, 0];
  return range(60).map(() => {
    const point = { x, y, optimizer };
    [mx, my] = [beta * mx + x, beta * my + 25 * y];
    [x, y] = [x - lr * mx, y - lr * my];
    return point;
  });
}
const paths = [...path("SGD", 0.07, 0), ...path("Momentum", 0.02, 0.7)];
const penguins = range(160).map((i) => ({
  flipper: 180 + ((i * 0.618) % 1) * 50,
  mass: 3000 + ((i * 0.755) % 1) * 3000,
  species: ["Adelie", "Chinstrap", "Gentoo"][i % 3]!,
}));

const input = (spec: InputSpec): Output => ({ kind: "input", input: spec });

export const GALLERY: { inputs: Output[]; outputs: Output[]; error: CellError } = {
  inputs: [
    input({ type: "slider", key: "lr", label: "learning rate", value: 0.05, min: 0, max: 0.1, step: 0.001, scale: "linear" }),
    input({ type: "slider", key: "kappa", label: "condition number", value: 100, min: 1, max: 10000, step: 0.1, scale: "log" }),
    input({ type: "choice", key: "method", label: "method", value: "Adam", options: ["SGD", "Momentum", "Adam"] }),
    input({
      type: "choice",
      key: "surface",
      label: "surface",
      value: "ravine",
      options: ["ravine", "Booth", "Matyas", "Rosenbrock", "Beale", "Himmelblau"],
    }),
    input({ type: "toggle", key: "noise", label: "add noise", value: true }),
    input({ type: "button", key: "again", label: "Draw another sample", value: 0 }),
    input({ type: "point", key: "start", label: "start", value: [7, 3], x: [-10, 10], y: [-4, 4], step: 0.1 }),
  ],
  outputs: [
    plot({
      y: { type: "log" },
      color: { legend: true },
      caption: "Loss of eight methods on the same surface, by step.",
      marks: [P["line"]!(losses, { x: "t", y: "loss", stroke: "optimizer", tip: true })],
    }),
    plot({
      title: "Two paths down a ravine",
      subtitle: "½(x² + 25y²) from (7, 3)",
      aspectRatio: 1,
      color: { legend: true },
      marks: [
        P["contour"]!({
          x1: -8,
          x2: 8,
          y1: -4,
          y2: 4,
          stroke: (x: number, y: number) => (x * x + 25 * y * y) / 2,
          strokeOpacity: 0.5,
          thresholds: range(12).map((i) => 0.4 * 2 ** i),
        }),
      ],
    }),
    plot({
      aspectRatio: 1,
      color: { legend: true },
      marks: [
        P["contour"]!({
          x1: -8,
          x2: 8,
          y1: -4,
          y2: 4,
          value: (x: number, y: number) => (x * x + 25 * y * y) / 2,
          stroke: "var(--muted)",
          strokeOpacity: 0.5,
          thresholds: range(12).map((i) => 0.4 * 2 ** i),
        }),
        P["line"]!(paths, { x: "x", y: "y", stroke: "optimizer", marker: "dot" }),
        P["dot"]!([[0, 0]], { symbol: "star", fill: "currentColor", r: 5 }),
      ],
    }),
    plot({
      color: { legend: true, label: "loss", type: "log" },
      marks: [P["raster"]!({ x1: -2, x2: 2, y1: -1, y2: 3, fill: (x: number, y: number) => 0.01 + (1 - x) ** 2 + 100 * (y - x * x) ** 2 })],
    }),
    plot({ color: { legend: true }, marks: [P["dot"]!(penguins, { x: "flipper", y: "mass", fill: "species", tip: true })] }),
    plot({
      color: { type: "diverging", legend: true, label: "sin x cos y" },
      marks: [P["raster"]!({ x1: -3, x2: 3, y1: -2, y2: 2, fill: (x: number, y: number) => Math.sin(x) * Math.cos(y) })],
    }),
    plot({
      color: { legend: true },
      marks: [
        P["barX"]!(
          names.map((optimizer, i) => ({ optimizer, steps: 10_000_000 * (9 - i) ** 2 })),
          { x: "steps", y: "optimizer", fill: "optimizer", sort: { y: "-x" } },
        ),
      ],
    }),
    plot({ marks: [P["rectY"]!(penguins, P["binX"]!({ y: "count" }, { x: "mass" })), P["ruleY"]!([0])] }),
    plot({ color: { legend: true }, height: 420, marks: [P["lineY"]!(every, { x: "t", y: "value", stroke: "optimizer" })] }),
    plot({
      marks: [
        P["frame"]!(),
        P["dot"]!(penguins, { x: "flipper", y: "mass", fx: "species" }),
        P["linearRegressionY"]!(penguins, { x: "flipper", y: "mass", fx: "species" }),
      ],
    }),
    plot({
      y: { label: "parameters" },
      marks: [P["lineY"]!([1, 1200000, 2400000, 2000000], { marker: true }), P["tip"]!([[2, 2400000]], { title: ["the largest"] })],
    }),
    {
      kind: "table",
      columns: [
        { name: "method", numeric: false },
        { name: "steps to 1e-6", numeric: true },
        { name: "final loss", numeric: true },
        { name: "best learning rate", numeric: true },
        { name: "remark", numeric: false },
      ],
      rows: [
        ["SGD", 173, 1.2e-7, 0.0769, "bound by the stiffest direction"],
        ["Momentum", 44, 3e-9, 0.05, "tuned"],
        ["Adam", 189, -0.000031, 0.1, null],
      ],
      more: 13,
      caption: "Steps until the distance has fallen by a million",
    },
    { kind: "text", text: "step   1  loss 0.90\nstep   2  loss 0.81" },
    {
      kind: "value",
      name: "state",
      value: {
        type: "object",
        text: "Object",
        more: 0,
        entries: [
          { key: "t", value: { type: "primitive", of: "number", text: "3" } },
          { key: "name", value: { type: "primitive", of: "string", text: '"adam"' } },
          { key: "done", value: { type: "primitive", of: "boolean", text: "false" } },
          { key: "step", value: { type: "function", text: "step(theta, g, state)" } },
          {
            key: "m",
            value: {
              type: "array",
              text: "Float64Array(1000)",
              more: 980,
              entries: range(20).map((i) => ({ key: String(i), value: { type: "primitive" as const, of: "number" as const, text: String(i / 8) } })),
            },
          },
        ],
      },
    },
    { kind: "value", value: { type: "primitive", of: "number", text: "0.36787944117144233" } },
    { kind: "tex", tex: "\\theta_{t+1} = \\theta_t - \\alpha\\,\\frac{\\hat m_t}{\\sqrt{\\hat v_t} + \\epsilon}", block: true },
    { kind: "progress", label: "training", fraction: 0.62 },
    { kind: "progress", label: "loading data", fraction: null },
    plot({ marks: [P["line"]!([{ t: 1 }, { t: 2 }], { x: "t", y: "lss" })], height: 120 }),
  ],
  error: { kind: "unknown", message: "unknown name: adamm", line: 3, hint: "did you mean adam?", cells: ["path", "loss-curve"] },
};
