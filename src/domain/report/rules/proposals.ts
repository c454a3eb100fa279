/** What a bookmark of the report's Word document marks: the words of a finding, or a paragraph by the end of its id. */
export type Marked = { subject: 'finding'; reference: string } | { subject: 'paragraph'; tail: string };

/** Reads the bookmarks of a paragraph; null where none is of a text that may be changed. */
export function markedBy(bookmarks: readonly string[]): Marked | null {
  for (const bookmark of bookmarks) {
    const finding = /^p\d+_([IVX]{1,4})_([FR])_(\d{1,4})(?:__\d+)?_text$/.exec(bookmark);
    if (finding) return { subject: 'finding', reference: `${finding[1]}/${finding[2]}-${finding[3]}` };
    const paragraph = /^p\d+_p_([0-9a-f]{12})(?:__\d+)?$/.exec(bookmark);
    if (paragraph?.[1]) return { subject: 'paragraph', tail: paragraph[1] };
  }
  return null;
}
