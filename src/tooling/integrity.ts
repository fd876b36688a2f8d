import { createHash } from "node:crypto";

/** The hash of a file or script as `integrity` attributes have it; in quotes, as a content security policy has it. */
export const integrityOf = (content: string | Buffer): string => `sha256-${createHash("sha256").update(content).digest("base64")}`;
