/**
 * An address of ours to come back to, without its language; null for anything else, above all for another house.
 *
 * Shape   a path of plain or encoded signs, perhaps with a query; no second slash or backslash that would make a host of it.
 */
export const ownAddress = (asked: unknown): string | null => (typeof asked === 'string' && asked.length <= 300 && /^\/(?![/\\])[\w\-/·%.]*(\?[\w\-/·%.=&+~]*)?$/.test(asked) ? asked : null);
