import { Session } from "node:inspector/promises";
import { describe, expect, test } from "vitest";
import type { Optimizer } from "../../src/optim/index.ts";
import { all, matrices } from "./all.ts";

interface Node {
  selfSize: number;
  callFrame: { url: string };
  children: Node[];
}
/** Bytes that code of src/optim allocated while `run` ran, garbage included. */
async function allocated(run: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post("HeapProfiler.startSampling", {
    samplingInterval: 128,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  } as never);
  run();
  const { profile } = await session.post("HeapProfiler.stopSampling");
  session.disconnect();
  const count = ({ selfSize, callFrame, children }: Node): number =>
    (callFrame.url.includes("/src/optim/") ? selfSize : 0) + children.reduce((sum, child) => sum + count(child), 0);
  return count(profile.head as Node);
}

describe("a step allocates nothing", () => {
  test.each([
    ...Object.entries(all),
    ...Object.entries(matrices).map(([name, make]) => [name, (lr: number) => make({ lr, rows: 4, columns: 4 })]),
  ] as [string, (lr: number) => Optimizer][])("%s", async (_, make) => {
    const optimizer = make(0.001),
      { rows = 8, columns = 8 } = optimizer.options!,
      n = rows * columns,
      state = optimizer.init(n),
      theta = new Float64Array(n).fill(1),
      g = new Float64Array(n).fill(1);
    const steps = (count: number) => {
      for (let t = 0; t < count; t++) optimizer.step(theta, g, state);
    };
    // Until V8 has compiled the step, it boxes numbers; on a busy machine that takes a while. What the step itself allocates is in every window.
    const windows: number[] = [];
    for (let window = 0; window < 4; window++) {
      steps(20_000);
      windows.push((await allocated(() => steps(2000))) / 2000);
    }
    expect(Math.min(...windows)).toBeLessThan(8); // bytes a step; the smallest object has 12, one vector 128 or more
  });

  test("and the measure sees what is allocated", async () => {
    expect(await allocated(() => void Array.from({ length: 100 }, () => all.adam().init(64)))).toBeGreaterThan(100 * 2 * 64 * 8 * 0.5);
  });
});
