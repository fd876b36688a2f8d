/** One run of the showdown, after `budget` epochs. */
export interface ShowdownRun {
  optimizer: string;
  lr: number;
  seed: number;
  /** Epochs. */
  budget: number;
  /** Mean over the training examples. */
  loss: number;
  /** Share of the test examples that it gets right. */
  accuracy: number;
}

/** The stored result of the showdown's whole grid. */
export interface Showdown {
  /** The command that makes it anew. */
  command: string;
  /** sha256 of what it was made from. */
  inputs: Record<string, string>;
  runs: ShowdownRun[];
}

/** The file: a run a line, as its optimizer, rate and seed, then losses and accuracies after 1, 2 … epochs. */
interface Packed {
  command: string;
  inputs: Record<string, string>;
  runs: [string, number, number, number[], number[]][];
}

export function showdown(bytes: Uint8Array): Showdown {
  const { command, inputs, runs } = JSON.parse(new TextDecoder().decode(bytes)) as Packed;
  return {
    command,
    inputs,
    runs: runs.flatMap(([optimizer, lr, seed, losses, accuracies]) =>
      losses.map((loss, i) => ({ optimizer, lr, seed, budget: i + 1, loss, accuracy: accuracies[i] })),
    ),
  };
}

/** The text of the file, losses to six digits. Runs stand in the order given, the epochs of each together and in order. */
export function packShowdown({ command, inputs, runs }: Showdown): string {
  const packed: Packed["runs"] = [];
  for (const { optimizer, lr, seed, budget, loss, accuracy } of runs) {
    if (budget === 1) packed.push([optimizer, lr, seed, [], []]);
    const [, , , losses, accuracies] = packed.at(-1)!;
    losses.push(Number(loss.toPrecision(6)));
    accuracies.push(Number(accuracy.toFixed(3)));
  }
  const head = JSON.stringify({ command, inputs }, null, 1).slice(0, -2);
  return `${head},\n "runs": [\n${packed.map((run) => JSON.stringify(run)).join(",\n")}\n]}\n`;
}
