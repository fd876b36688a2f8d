/** How the part of an address after # begins that holds positions of inputs; no heading's name begins so. */
export const addressMark = "#~";
