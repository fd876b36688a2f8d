import type { CellView } from "../cellView.ts";
import type { ElsewherePanels, ElsewhereSetup } from "./panels.ts";

/** The optimizers that cells call, as other libraries spell them. What shows them is loaded where a reader first asks for it. */
export interface Elsewhere {
  /** Whether the code of a cell says the name of an optimizer before a bracket. */
  canShow(view: CellView): boolean;
  show(view: CellView): Promise<void>;
  /** Code or inputs are others now, or cells have run. */
  refresh(): void;
}

export function createElsewhere(setup: ElsewhereSetup): Elsewhere {
  const { optimizers, words } = setup;
  const called = new RegExp(`\\b(?:${optimizers.join("|")})\\s*\\(`);
  let panels: ElsewherePanels | undefined;
  return {
    canShow: (view) => called.test(view.source()),
    async show(view) {
      try {
        panels ??= (await import("./panels.ts")).createPanels(setup);
        await panels.show(view);
      } catch {
        view.notice(words.cell.unavailable);
      }
    },
    refresh: () => panels?.refresh(),
  };
}
