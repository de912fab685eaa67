// Rows of a CSV file by RFC 4180.

/** Splits CSV into rows of fields; throws on a quote that is never closed. */
export function parseCsv(source) {
  const rows = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
  let row = [];
  while (field.lastIndex < source.length) {
    const match = field.exec(source);
    if (match === null) throw new Error(`row ${rows.length + 1}: a quote is out of place`);
    const [, text, end] = match;
    row.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end !== ",") {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) rows.push([...row, ""]);
  return rows;
}
