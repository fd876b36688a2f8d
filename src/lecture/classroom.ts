import type { Session } from "../reader/session.ts";
import { startBlack } from "./black.ts";
import { startHands } from "./hands.ts";
import { startLaser } from "./laser.ts";
import { startPen, type PointerTool } from "./pen.ts";
import { startTimer } from "./timer.ts";
import { startQr } from "./qr.ts";
import type { DeckParts } from "./tool.ts";

/** Starts what a lecturer has in a classroom: pen, laser pointer, timer, shows of hands, black screen, the code for students' phones. Pen and laser pointer take turns. */
export function startClassroom(parts: DeckParts, session: () => Promise<Session>): void {
  const pen: PointerTool = startPen({ ...parts, onStart: () => laser.off() });
  const laser: PointerTool = startLaser({ ...parts, onStart: () => pen.off() });
  startTimer(parts);
  startHands(parts);
  startQr(parts, session);
  startBlack(parts);
}
