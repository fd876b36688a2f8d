/** The rows of a table that is kept as JSON columns of equal length. */
export function rowsOf<Row extends object>(bytes: Uint8Array): Row[] {
  const columns = JSON.parse(new TextDecoder().decode(bytes)) as { [K in keyof Row]: Row[K][] };
  const names = Object.keys(columns) as (keyof Row)[];
  return columns[names[0]].map((_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])) as Row);
}
