import { solved, started, type Answers } from "./answers.ts";

const price = (rate: string, steps = "691") => started(["bestRate = 0", `bestRate = ${rate}`], ["stepsNeeded = 0", `stepsNeeded = ${steps}`]);
const batch = (rows: string) => started(["[integer(N)]", rows]);
const rate = (code: string) => started(["0.1", code]);
const steps = (option: string) => ({ "With α = 0.0799 it takes": option });

export const answers: Answers = {
  "at-the-limit": {
    right: [steps("30 times as many")],
    wrong: [
      [steps("fewer"), "hardly anything is lost"],
      [steps("about as many"), "instead of 8 %"],
      [steps("no end"), "nowhere above 1"],
    ],
  },
  price: {
    right: [
      solved(),
      price("0.099"),
      price("0.0990099", "690.8"),
      price("1 / 10.1", "Math.ceil(50 * Math.log(1e6))"),
      price("2 / (0.2 + 20)", "-6 * Math.LN10 / Math.log(99 / 101)"),
    ],
    wrong: [
      [started(), "still 0"],
      [price("2 / 20"), "limit of stability"],
      [price("1 / 20"), "1/L is safe"],
      [price("1 / 20.2"), "a 2 in its numerator"],
      [price("0.98"), "not equally slow"],
      [price("0.099", "0"), "still 0"],
      [price("0.099", "100 * Math.log(1e6)"), "safe rate"],
      [price("0.099", "50 * Math.log10(1e6)"), "natural one"],
      [price("0.099", "5000"), "κ is L/μ"],
    ],
  },
  "one-over-b": {
    right: [
      solved(),
      batch("Array(size).fill(0).map(() => integer(N))"),
      started([
        "const batch = [integer(N)]; // yours: `size` rows",
        "const batch: number[] = [];\n    while (batch.length < size) batch.push(integer(N));",
      ]),
      solved(["random(5)", "random(12)"]),
      solved(["random(5)", "random(13)"]),
    ],
    wrong: [
      [started(), "`size` different draws"],
      [batch("Array(size).fill(integer(N))"), "`size` different draws"],
      [batch("batchDrawer(size, k)()"), "without replacement"],
      [solved(["sum / draws", "sum / size"]), "divide their sum by `draws`"],
      [solved(["sum / draws", "Math.sqrt(sum / draws)"]), "divide their sum by `draws`"],
    ],
  },
  "running-sgd": {
    right: [solved(), rate("1 / Math.min(i + 1, memory)"), rate("i + 1 < memory ? 1 / (i + 1) : 1 / memory")],
    wrong: [
      [started(), "counts for 1/t"],
      [rate("1 / memory"), "nothing moves"],
      [rate("1 / i"), "i + 1"],
      [rate("1 / (i + 2)"), "counts for 1/t"],
      [rate("1 / (i + 1)"), "memory is not used"],
      [rate("1 / Math.min(i + 2, memory)"), "counts for 1/t"],
      [rate("Math.max(1 / (i + 1), 1 / (memory + 1))"), "the larger of 1/t and 1/memory"],
    ],
  },
};
