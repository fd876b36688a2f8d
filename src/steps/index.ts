/** What a cell gets from `import { … } from "steps"`. */
export { stepThrough, type StepThroughOptions } from "./stepThrough.ts";
