import { showPlayer } from "../output/player.ts";

/** Steps a second while a player plays. */
const pace = 12;
const timers = new WeakMap<HTMLElement, ReturnType<typeof setInterval>>();

/** A press of one of a player's buttons. What moves the scrubber says so with an `input` event, as the reader's own hand does. */
export function pressPlayer(player: HTMLElement, action: string, words: { play: string; pause: string }): void {
  const range = player.querySelector<HTMLInputElement>('input[type="range"]')!;
  const [min, max] = [Number(range.min), Number(range.max)];
  const go = (to: number) => {
    showPlayer(player, Math.min(max, Math.max(min, to)));
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const isPlaying = timers.has(player);
  pause(player, words.play);
  if (action === "back") go(Number(range.value) - 1);
  else if (action === "forward") go(Number(range.value) + 1);
  else if (!isPlaying) {
    if (Number(range.value) >= max) go(min);
    sign(player, "❚❚", words.pause);
    player.dataset.playing = "";
    timers.set(
      player,
      setInterval(() => {
        if (!player.isConnected || Number(range.value) >= max) pause(player, words.play);
        else go(Number(range.value) + 1);
      }, 1000 / pace),
    );
  }
}

function pause(player: HTMLElement, play: string): void {
  clearInterval(timers.get(player));
  timers.delete(player);
  delete player.dataset.playing;
  sign(player, "▶", play);
  sayStep(player);
}

/**
 * Says, where assistive tools hear it, the step at which a player stands: the first line of text that its cell shows, else t. Not while it
 * plays, which would be a step behind before it is said, and only while the reader is in the cell.
 */
export function sayStep(player: HTMLElement): void {
  const cell = player.closest<HTMLElement>(".cell");
  // While the cell runs its outputs are those of an earlier step; the step is said when the run has ended.
  if (timers.has(player) || cell?.dataset.state === "running" || !cell?.contains(player.ownerDocument.activeElement)) return;
  const text = cell.querySelector(".cell-outputs > .output-text") ?? player.querySelector("output");
  player.querySelector('[role="status"]')!.textContent = text?.textContent ?? "";
}

function sign(player: HTMLElement, text: string, name: string): void {
  const button = player.querySelector<HTMLElement>('[data-player="play"]')!;
  button.textContent = text;
  button.ariaLabel = button.title = name;
}
