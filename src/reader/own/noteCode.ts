/** A note is a cell whose code is one `md` with its text. The reader sees and writes the text. */
export const noteText = (source: string): string => {
  const [, raw, quoted] = /^md(?:`((?:[^`$]|\$(?!\{))*)`|\(("(?:[^"\\\n]|\\.)*")\))$/.exec(source) ?? [];
  if (raw !== undefined) return raw;
  try {
    return quoted === undefined ? source : (JSON.parse(quoted) as string);
  } catch {
    return source;
  }
};

/** The code of a note. What a template would not give back as it is, is quoted. */
export function noteCode(text: string): string {
  if (text === "") return "";
  return /[`\r]|\$\{|\\$/.test(text) ? `md(${JSON.stringify(text)})` : `md\`${text}\``;
}
