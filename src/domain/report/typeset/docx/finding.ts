import { BorderStyle, Paragraph, type ParagraphChild, Tab, TextRun } from 'docx';
import type { PrintedFinding } from '../../manuscript.ts';
import { hair, ink, textWidth } from './styles.ts';
import { footnote, marked, runs, sourceRuns, textAnchor, type Typing } from './text.ts';

const colours = { challenge: '9A3D12', 'good-practice': '1B6042', conclusion: '1B5687', recommendation: '5B3A86' } as const;

/** A finding between two rules: kind, reference and standing; its words; to whom, who stands behind it, who does not. */
export function findingParts(finding: PrintedFinding, typing: Typing): readonly Paragraph[] {
  const colour = colours[finding.kind];
  const name = marked(finding.anchor, runs(`${finding.kindText} ${finding.reference}`, { bold: true, color: colour }), typing);
  const standing = finding.standing === null ? [] : [new TextRun({ bold: false, children: [new Tab(), finding.standing] })];
  return [
    new Paragraph({
      style: 'FindingHead',
      border: { top: { style: BorderStyle.SINGLE, size: 16, space: 6, color: colour } },
      tabStops: [{ type: 'right', position: textWidth }],
      children: [...name, ...standing],
    }),
    new Paragraph({ style: 'FindingText', children: [...marked(textAnchor(finding.anchor), runs(finding.text, { lang: finding.lang }), typing), footnote(finding.trace, typing)] }),
    ...asNotes(factsOf(finding, typing)),
  ];
}

type Note = { children: readonly ParagraphChild[]; listed?: boolean };

function factsOf(finding: PrintedFinding, { sheet }: Typing): readonly Note[] {
  const { words } = sheet;
  const notes: Note[] = [];
  if (finding.addressee !== null) notes.push({ children: pair(words.addressee, finding.addressee) });
  if (finding.weight !== null) notes.push({ children: pair(words.weight, finding.weight) });
  if (finding.reservations.length > 0) {
    notes.push({ children: runs(words.reservations, { bold: true, color: ink }) });
    for (const { body, text } of finding.reservations) notes.push({ listed: true, children: pair(body, text) });
  }
  if (finding.replies?.length) {
    notes.push({ children: runs(words.replies, { bold: true, color: ink }) });
    for (const { body, text, lang } of finding.replies) notes.push({ listed: true, children: [...runs(body, { bold: true, color: ink }), ...runs(` ${text}`, { lang })] });
  }
  if (finding.opposing.length > 0) {
    notes.push({ children: runs(words.contraryViews, { bold: true, color: ink }) });
    for (const source of finding.opposing) notes.push({ listed: true, children: sourceRuns(source, sheet.locale) });
  }
  return notes;
}

const pair = (name: string, value: string): readonly ParagraphChild[] => [...runs(name, { bold: true, color: ink }), ...runs(` ${value}`)];

/** The closing rule is a paragraph of its own: Word joins or drops borders of neighbours that differ. */
function asNotes(notes: readonly Note[]): readonly Paragraph[] {
  const closing = new Paragraph({ style: 'FindingNote', border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: hair } }, spacing: { after: 240, line: 120 }, children: [] });
  return [
    ...notes.map(({ children, listed }) => new Paragraph({ style: 'FindingNote', children, ...(listed ? { numbering: { reference: 'dash', level: 0 } } : {}) })),
    closing,
  ];
}
