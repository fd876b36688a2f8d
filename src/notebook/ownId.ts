/** Whether an id is one of the cells that a reader adds to a page. The author's cells have none like it (`toCell.ts`). */
export const isOwnId = (id: string): boolean => /^own-[1-9]\d{0,8}$/.test(id);
