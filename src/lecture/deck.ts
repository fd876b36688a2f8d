// A long function, a quarter of it what reveal.js is told: the rest says what its slides are to all tools, in short parts over the same few elements.
import Reveal, { type RevealApi } from "reveal.js";

/** A place in the deck: a slide by its id, and how many of its fragments are shown. */
export interface Place {
  slide: string;
  fragment: number;
}

/** The slides, once they can be turned. */
export interface Deck {
  /** The `main` that holds the stage. */
  readonly main: HTMLElement;
  /** What is scaled to the window: 1280 × 720 CSS px. */
  readonly stage: HTMLElement;
  readonly slides: readonly HTMLElement[];
  readonly reveal: RevealApi;
  /** The slide that is shown. */
  slide(): HTMLElement;
  place(): Place;
  /** Goes to a place; one that is not in the deck is passed over, a fragment too many is the last. */
  go(place: Place): void;
  next(): void;
  previous(): void;
  /** The slide behind this one: the first that is not hidden; undefined on the last. */
  following(): HTMLElement | undefined;
  /** From now on next and previous pass over the slides of these ids, and no others. */
  hide(slides: readonly string[]): void;
  isHidden(slide: HTMLElement): boolean;
  onHidden(listener: () => void): void;
  /** Calls `listener` after each change of the place, however it came about; once where slide and fragment changed together. */
  onPlace(listener: (place: Place) => void): void;
}

/** How many steps a slide has after it is first shown. */
export const stepsOf = (slide: HTMLElement): number =>
  new Set([...slide.querySelectorAll<HTMLElement>(".fragment")].map(({ dataset }) => dataset.fragmentIndex)).size;

/** Below this a slide is no scaled stage but fills the screen, in type of normal size, and scrolls. */
const phone = matchMedia("(max-width: 799px)");

/** Makes the slides of `main` a deck. */
export async function startDeck(main: HTMLElement): Promise<Deck> {
  const stage = main.querySelector<HTMLElement>(".slides")!;
  const slides = [...stage.querySelectorAll<HTMLElement>(".slide")];
  // Keys, touch, help, addresses and slide numbers are done here: reveal's own know nothing of editors, languages and the rest of an address.
  const reveal = new Reveal(main, {
    width: 1280,
    height: 720,
    margin: 0,
    minScale: 0.05,
    maxScale: 8,
    display: "flex",
    center: false,
    embedded: true,
    disableLayout: phone.matches,
    transition: "none",
    backgroundTransition: "none",
    controls: false,
    progress: true,
    slideNumber: false,
    keyboard: false,
    touch: false,
    hash: false,
    hashOneBasedIndex: true,
    help: false,
    jumpToSlide: false,
    pause: false,
    postMessage: false,
    postMessageEvents: false,
    // All slides stay laid out: on one that is not, a plot has no width to be drawn at, and an editor no lines to measure.
    viewDistance: slides.length,
    mobileViewDistance: slides.length,
    scrollActivationWidth: 0,
  });
  await reveal.initialize();
  // Reveal sets the role `application`, in which screen readers pass all keys on to the page; this is the page's main part.
  main.removeAttribute("role");

  new ResizeObserver(() => reveal.layout()).observe(main);
  phone.addEventListener("change", () => {
    for (const property of ["width", "height", "inset", "transform"]) stage.style.removeProperty(property);
    reveal.configure({ disableLayout: phone.matches });
    reveal.layout();
  });

  const slide = () => reveal.getCurrentSlide() as HTMLElement;
  const place = (): Place => ({ slide: slide().dataset.slide!, fragment: (reveal.getIndices().f ?? -1) + 1 });
  const listeners: ((place: Place) => void)[] = [];
  let told = place();
  let telling = false;
  function tell(): void {
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      const now = place();
      if (now.slide === told.slide && now.fragment === told.fragment) return;
      told = now;
      for (const listener of listeners) listener(now);
    });
  }
  for (const type of ["slidechanged", "fragmentshown", "fragmenthidden"]) reveal.on(type, tell);
  reveal.on("slidechanged", () => {
    // An element that keeps the focus on a slide no longer shown would take the next key.
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && stage.contains(activeElement) && !slide().contains(activeElement)) activeElement.blur();
    slide().scrollTop = 0;
  });

  const isHidden = ({ dataset }: HTMLElement): boolean => dataset.hidden !== undefined;
  const hiddenListeners: (() => void)[] = [];
  /** The nearest slide that is not hidden, in this direction. */
  function neighbour(by: 1 | -1): number {
    const isPassedOver = (one: HTMLElement | undefined): boolean => one !== undefined && isHidden(one);
    let index = slides.indexOf(slide()) + by;
    while (isPassedOver(slides[index])) index += by;
    return index;
  }
  /** Reveal turns by one; this passes over what is hidden. */
  function turn(by: 1 | -1): void {
    const { prev, next } = reveal.availableFragments();
    const index = neighbour(by);
    const isPlain = (by === 1 ? next : prev) || index === slides.indexOf(slide()) + by;
    if (!isPlain) {
      if (slides[index]) reveal.slide(index);
    } else if (by === 1) reveal.next();
    else reveal.prev();
  }

  return {
    main,
    stage,
    slides,
    reveal,
    slide,
    place,
    go(to) {
      const index = slides.findIndex(({ dataset }) => dataset.slide === to.slide);
      const at = slides[index];
      if (at) reveal.slide(index, 0, Math.min(to.fragment, stepsOf(at)) - 1);
    },
    next: () => turn(1),
    previous: () => turn(-1),
    following: () => slides[neighbour(1)],
    isHidden,
    hide(names) {
      for (const one of slides) one.toggleAttribute("data-hidden", names.includes(one.dataset.slide!));
      for (const listener of hiddenListeners) listener();
    },
    onHidden: (listener) => void hiddenListeners.push(listener),
    onPlace: (listener) => void listeners.push(listener),
  };
}
