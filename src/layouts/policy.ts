import { integrityOf } from "../tooling/integrity.ts";

/** The content security policy of a page whose inline scripts are `scripts`. */
export function contentSecurityPolicy(scripts: string[]): string {
  const hashes = scripts.map((script) => `'${integrityOf(script)}'`);
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes].join(" "),
    // KaTeX and Plot place things with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
