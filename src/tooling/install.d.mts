export class Stop extends Error {}
export function isInstalled(root: string): boolean;
export function npm(root: string, ...args: string[]): void;
export function install(root: string): void;
export function checkNode(root: string): void;
