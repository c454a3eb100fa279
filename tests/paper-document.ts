import { AlignmentType, CommentRangeEnd, CommentRangeStart, CommentReference, DeletedTextRun, Document, FootnoteReferenceRun, HeadingLevel, ImageRun, InsertedTextRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';

const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const tracked = { author: 'Somebody', date: '2012-06-01T00:00:00Z' };

/** A discussion paper as a word processor leaves it: title, numbers of both kinds, a note, a table, a picture, a comment and a tracked change. */
export async function paperDocument(): Promise<Uint8Array> {
  const numbered = (...children: (TextRun | FootnoteReferenceRun)[]) => new Paragraph({ numbering: { reference: 'decimal', level: 0 }, children });
  return new Uint8Array(await Packer.toBuffer(new Document({
    comments: { children: [{ id: 0, author: 'Somebody', children: [new Paragraph('Is this right?')] }] },
    footnotes: { 1: { children: [new Paragraph('Decision No. 1.')] } },
    numbering: { config: [{ reference: 'decimal', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.LEFT }] }] },
    sections: [{ children: [
      new Paragraph({ text: 'What has been tried', heading: HeadingLevel.TITLE }),
      new Paragraph({ text: 'Scope', heading: HeadingLevel.HEADING_1 }),
      numbered(new TextRun('First '), new TextRun({ text: 'things', italics: true }), new TextRun(' first'), new FootnoteReferenceRun(1), new TextRun('.')),
      numbered(new TextRun('Second things second.')),
      new Paragraph({ children: [new TextRun('3. Third things third, '), new InsertedTextRun({ ...tracked, id: 1, text: 'certainly' }), new DeletedTextRun({ ...tracked, id: 2, text: 'perhaps' }), new TextRun('.')] }),
      new Table({ rows: [new TableRow({ children: [new TableCell({ children: [new Paragraph('reported')] }), new TableCell({ children: [new Paragraph('removed')] })] })] }),
      new Paragraph({ children: [new CommentRangeStart(0), new TextRun('Remarks are welcome.'), new CommentRangeEnd(0), new TextRun({ children: [new CommentReference(0)] }), new ImageRun({ type: 'png', data: dot, transformation: { width: 10, height: 10 } })] }),
    ] }],
  })));
}
