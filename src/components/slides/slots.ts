/** What Astro gives a component of its slots. */
interface Slots {
  render(name: string): Promise<string>;
}

/**
 * The content of a slide or an exercise: of the numbered slots that the build has put it into (`tooling/slideParts.ts`) those of one kind, or all, in their order;
 * of an exercise that is on no slide the one that it has.
 */
export async function slotsOf(slots: object, kind = ""): Promise<string> {
  const names = Object.keys(slots).filter((name) => name.startsWith(kind));
  return (await Promise.all(names.map((name) => (slots as Slots).render(name)))).join("");
}
