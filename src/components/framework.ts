/** The four-step framework that describes every optimizer, slot by slot. */
export const slotNames = ["gradient", "direction", "scale", "step", "move"] as const;

export type SlotName = (typeof slotNames)[number];

/** A formula of the framework; `step` is the number of the step that it belongs to. */
export interface Slot {
  name: SlotName;
  step: 1 | 2 | 3 | 4;
  tex: string;
}

export const framework: readonly Slot[] = [
  { name: "gradient", step: 1, tex: String.raw`g_t = \nabla f_t(\theta_t)` },
  { name: "direction", step: 2, tex: String.raw`m_t = \varphi(g_1, \dots, g_t)` },
  { name: "scale", step: 2, tex: String.raw`v_t = \psi(g_1, \dots, g_t)` },
  { name: "step", step: 3, tex: String.raw`\Delta_t = \alpha\, m_t \big/ \sqrt{v_t}` },
  { name: "move", step: 4, tex: String.raw`\theta_{t+1} = \theta_t - \Delta_t` },
];
