import { expect, test } from "vitest";
import { fourStep } from "../../src/optim/index.ts";
import { biasCorrection } from "../../src/optim/biasCorrection.ts";

test("where m is 0 the step is 0, even where v and ε are 0 too", () => {
  const optimizer = fourStep({ lr: 0.1, phi: (g) => g, psi: (g) => g * g });
  const theta = Float64Array.of(3, 3);
  optimizer.step(theta, Float64Array.of(0, 2), optimizer.init(2));
  expect([...theta]).toEqual([3, 2.9]);
});

test("φ and ψ each have a memory of their own, with a place for each parameter", () => {
  const sum = (weight: number) => (g: number, _previous: number, _t: number, memory: Float64Array, i: number) => (memory[i] += weight * g);
  const optimizer = fourStep({ lr: 1, phi: sum(1), psi: sum(100) });
  const state = optimizer.init(2),
    theta = Float64Array.of(0, 0);
  for (const g of [
    [1, 4],
    [3, 5],
  ])
    optimizer.step(theta, Float64Array.from(g), state);
  expect([...state.mMemory]).toEqual([4, 9]);
  expect([...state.vMemory]).toEqual([400, 900]);
  expect([...state.m]).toEqual([4, 9]);
  expect([...state.v]).toEqual([400, 900]);
});

test("biasCorrection is 1 − β^t to the last bit, also where it no longer takes the power", () => {
  for (const beta of [0, 0.3, 0.5, 0.9, 0.99, 0.999]) {
    for (let t = 1; t < 60 / (1 - beta); t = Math.ceil(t * 1.1)) expect(biasCorrection(beta, t)).toBe(1 - beta ** t);
  }
});
