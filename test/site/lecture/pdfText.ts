import { inflateSync } from "node:zlib";

/** The text of each page of a PDF of Chromium's, in the order in which it is drawn. Throws where a page has text in a font that does not tell its characters. */
export function pdfText(pdf: Buffer): string[] {
  const raw = pdf.toString("latin1");
  const objects = new Map([...raw.matchAll(/(?:^|\n)(\d+) 0 obj\s([^]*?)\nendobj/g)].map(([, id, body]) => [id, body]));
  const stream = (id: string): string => {
    const body = objects.get(id)!;
    const data = Buffer.from(body.slice(body.indexOf("stream\n") + 7, body.lastIndexOf("\nendstream")), "latin1");
    return (/\/Filter \/FlateDecode/.test(body) ? inflateSync(data) : data).toString("latin1");
  };
  const characters = new Map<string, Map<string, string>>();
  const charactersOf = (font: string): Map<string, string> => {
    let found = characters.get(font);
    if (!found) characters.set(font, (found = readCharacters(stream(/\/ToUnicode (\d+) 0 R/.exec(objects.get(font)!)![1]))));
    return found;
  };
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((page) => {
      const fonts = new Map([...(/\/Font <<([^>]*)>>/.exec(page)?.[1] ?? "").matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, id]));
      let text = "";
      let font: Map<string, string> | undefined;
      for (const [, name, shown] of stream(/\/Contents (\d+) 0 R/.exec(page)![1]).matchAll(/\/(F\d+) [\d.]+ Tf|([<[][^\n]*?) T[jJ]/g)) {
        if (name) font = charactersOf(fonts.get(name)!);
        else for (const [, hex] of shown.matchAll(/<([0-9A-F]*)>/g)) text += decode(hex, font!);
      }
      return text;
    });
}

const character = (hex: string): string => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** Code → characters, from a ToUnicode map. */
function readCharacters(map: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, lines] of map.matchAll(/beginbfchar\n([^]*?)endbfchar/g)) {
    for (const [, code, to] of lines.matchAll(/<(\w+)> <(\w+)>/g)) found.set(code, character(to));
  }
  for (const [, lines] of map.matchAll(/beginbfrange\n([^]*?)endbfrange/g)) {
    for (const [, from, last, to] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const first = parseInt(from, 16);
      for (let code = first; code <= parseInt(last, 16); code++) {
        found.set(
          code.toString(16).toUpperCase().padStart(from.length, "0"),
          character((parseInt(to, 16) + code - first).toString(16).padStart(4, "0")),
        );
      }
    }
  }
  return found;
}

/** Codes of a font all have one length. */
function decode(hex: string, characters: Map<string, string>): string {
  const { length } = characters.keys().next().value ?? "00";
  return (hex.match(new RegExp(`.{${length}}`, "g")) ?? []).map((code) => characters.get(code) ?? "").join("");
}
