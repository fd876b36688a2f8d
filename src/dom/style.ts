/** An element's own style: properties by name, in either spelling, and the text that writes them. */
export interface Style {
  setProperty(name: string, value: unknown): void;
  removeProperty(name: string): void;
  getPropertyValue(name: string): string;
  readonly properties: ReadonlyMap<string, string>;
  cssText: string;
  [property: string]: unknown;
}

const hyphened = (name: string): string => (name.startsWith("--") ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));

export function createStyle(text = ""): Style {
  const properties = new Map<string, string>();
  const set = (name: string, value: unknown): void => {
    if (value === null || value === undefined || value === "") properties.delete(hyphened(name));
    else properties.set(hyphened(name), String(value));
  };
  const write = (css: string): void => {
    properties.clear();
    for (const part of css.split(";")) {
      const colon = part.indexOf(":");
      if (colon > 0) set(part.slice(0, colon).trim(), part.slice(colon + 1).trim());
    }
  };
  write(text);
  const own: Record<string, unknown> = {
    properties,
    setProperty: set,
    removeProperty: (name: string) => void properties.delete(hyphened(name)),
    getPropertyValue: (name: string) => properties.get(hyphened(name)) ?? "",
  };
  return new Proxy(own, {
    get: (target, name) => {
      if (typeof name === "symbol") return undefined;
      if (name === "cssText") return [...properties].map(([property, value]) => `${property}:${value}`).join(";");
      return name in target ? target[name] : (properties.get(hyphened(name)) ?? "");
    },
    set: (_, name, value) => {
      if (name === "cssText") write(String(value));
      else set(String(name), value);
      return true;
    },
  }) as Style;
}
