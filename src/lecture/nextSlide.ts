import { element } from "../output/element.ts";
import { stepsOf, type Deck } from "./deck.ts";

/** A picture of what the next key will show, kept up to date: the slide with one step more, else the next slide. It takes no part in anything. */
export function showNextSlide(deck: Deck, box: HTMLElement, onShow: (title: string) => void): void {
  const stage = element(document, "div", { class: "slides preview" });
  stage.inert = true;
  stage.ariaHidden = "true";
  box.append(stage);
  new ResizeObserver(([entry]) => stage.style.setProperty("--scale", String(entry!.contentRect.width / 1280))).observe(box);

  let source: HTMLElement | undefined;
  const changes = new MutationObserver(() => later());
  let timer: ReturnType<typeof setTimeout> | undefined;
  function later(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      draw();
    }, 200);
  }

  function draw(): void {
    const { slide, fragment } = deck.place();
    const here = deck.slides.find(({ dataset }) => dataset.slide === slide);
    const isStep = here !== undefined && fragment < stepsOf(here);
    const next = isStep ? here : deck.following();
    if (next !== source) {
      changes.disconnect();
      if (next) changes.observe(next, { subtree: true, childList: true, characterData: true, attributes: true });
      source = next;
    }
    onShow(next?.querySelector("h1, h2")?.textContent ?? "");
    stage.replaceChildren(...(next ? [pictureOf(next, isStep ? fragment + 1 : 0)] : []));
  }
  deck.onPlace(draw);
  deck.onHidden(draw);
  deck.main.addEventListener("input", later);
  draw();
}

/** A copy of a slide with so many steps shown, whose ids and names are none of the page's. */
export function pictureOf(slide: HTMLElement, steps: number, prefix = "next"): HTMLElement {
  const copy = slide.cloneNode(true) as HTMLElement;
  for (const name of ["style", "aria-labelledby", "hidden"]) copy.removeAttribute(name);
  // What reveal has set is the slide's alone, the fitted type (`fit.ts`) is the picture's too.
  for (const name of ["--slide-text", "--slide-small"]) copy.style.setProperty(name, slide.style.getPropertyValue(name));
  copy.classList.remove("past", "present", "future");
  for (const fragment of copy.querySelectorAll<HTMLElement>(".fragment")) {
    fragment.classList.toggle("visible", Number(fragment.dataset.fragmentIndex) < steps);
    fragment.classList.remove("current-fragment");
  }
  // The cell that comes with the truth of a show of hands.
  if (copy.querySelector(".hands-answer.visible")) copy.querySelector(".is-untold")?.classList.remove("is-untold");
  // What was typed or moved is a property, not an attribute, and cloning copies attributes only.
  const controls = (root: HTMLElement) => [...root.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")];
  const from = controls(slide);
  controls(copy).forEach((control, i) => {
    const original = from[i]!;
    control.value = original.value;
    if (control instanceof HTMLInputElement) control.checked = (original as HTMLInputElement).checked;
    control.name = "";
  });
  for (const element of [copy, ...copy.querySelectorAll<HTMLElement>("*")]) {
    if (element.id) element.id = `${prefix}-${element.id}`;
    for (const name of ["data-cell", "data-slide", "data-hands", "aria-live", "role"]) element.removeAttribute(name);
    for (const { name, value } of [...element.attributes])
      if (value.includes("url(#")) element.setAttribute(name, value.replaceAll("url(#", `url(#${prefix}-`));
    if (element.getAttribute("href")?.startsWith("#")) element.setAttribute("href", `#${prefix}-${element.getAttribute("href")!.slice(1)}`);
  }
  return copy;
}
