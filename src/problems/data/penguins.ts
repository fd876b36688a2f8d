import { rowsOf } from "./columns.ts";

/** A penguin of the Palmer Archipelago (Gorman, Williams & Fraser 2014); lengths in millimetres, mass in grams. */
export interface Penguin {
  species: "Adelie" | "Chinstrap" | "Gentoo";
  island: "Biscoe" | "Dream" | "Torgersen";
  beakLength: number;
  beakDepth: number;
  flipperLength: number;
  bodyMass: number;
  sex: "female" | "male" | null;
}

/** The 342 penguins of whom all four measures are known. */
export function penguins(bytes: Uint8Array): Penguin[] {
  return rowsOf<Penguin>(bytes);
}
