import type { Browser } from "playwright-core";

export function openPrinter(executablePath: string | undefined): Promise<Browser>;
export function printPdf(browser: Browser, address: string): Promise<Buffer>;
export function pageSizes(pdf: Buffer): { width: number; height: number }[];
