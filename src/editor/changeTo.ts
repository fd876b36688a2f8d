/** The smallest change in one piece that makes one text another: what stands between what both begin and end with. */
export function changeTo(text: string, wanted: string): { from: number; to: number; insert: string } {
  const most = Math.min(text.length, wanted.length);
  let head = 0;
  while (head < most && text[head] === wanted[head]) head++;
  let tail = 0;
  while (tail < most - head && text[text.length - 1 - tail] === wanted[wanted.length - 1 - tail]) tail++;
  return { from: head, to: text.length - tail, insert: wanted.slice(head, wanted.length - tail) };
}
