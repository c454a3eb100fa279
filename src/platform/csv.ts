/** What a spreadsheet takes for the beginning of a formula, in narrow and wide signs, with the blanks it passes over. */
const formula = /^[\s\u0000]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** One cell as text and nothing else: what people wrote must not be reckoned with where the file is opened. */
const cellOf = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/**
 * Rows as a CSV file that spreadsheets open as it is: UTF-8 with a mark, every cell in quotes, lines as RFC 4180 has them.
 *
 * A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export const csvOf = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
