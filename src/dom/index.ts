import { DomCanvas } from "./canvas.ts";
import { DomDocument } from "./nodes.ts";

export { DomCanvas, pixelsAt, type Pixels } from "./canvas.ts";
export { DomDocument, DomElement, DomNode, DomText } from "./nodes.ts";

/** A document of our own. */
export const createDocument = (): DomDocument => new DomDocument({ canvas: (document) => new DomCanvas(document) });

/** That document where a type asks for the browser's. What our own code and Plot use of it is there. */
export const asDocument = (document: DomDocument): Document => document as unknown as Document;
