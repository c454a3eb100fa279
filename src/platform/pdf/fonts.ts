import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The faces the documents are set in, by what they are for; all under the Open Font License. */
const faces = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'commissioner/400Regular/Commissioner_400Regular.ttf',
  'commissioner/600SemiBold/Commissioner_600SemiBold.ttf',
  'ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf',
  'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
] as const;

/** Families in the order in which a character is looked for. */
export const families = ['Source Serif 4', 'Commissioner', 'IBM Plex Mono', 'Noto Emoji'] as const;

/** The paths of the font files that come with the installation. */
export function fontFiles(): readonly string[] {
  return faces.map((face) => require.resolve(`@expo-google-fonts/${face}`));
}

let known: ReadonlySet<number> | null = null;

/** Whether the documents' fonts can draw a character; what they cannot would make an accessible PDF impossible. */
export function canDraw(codePoint: number): boolean {
  known ??= codePointsOf(fontFiles().map((path) => readFileSync(path)));
  return known.has(codePoint);
}

/** Every code point that at least one of the fonts maps to a glyph; the weights of a family map alike. */
export function codePointsOf(fonts: readonly Buffer[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const font of fonts) readCharacterMap(font, found);
  return found;
}

/** Reads the `cmap` table's format 12 (all of Unicode) where there is one, else format 4 (the basic plane). Source: OpenType 1.9, cmap. */
function readCharacterMap(font: Buffer, found: Set<number>): void {
  const start = tableOffset(font, 'cmap');
  const count = font.readUInt16BE(start + 2);
  const subtables = Array.from({ length: count }, (_, i) => start + font.readUInt32BE(start + 4 + i * 8 + 4));
  const whole = subtables.find((at) => font.readUInt16BE(at) === 12);
  const basic = subtables.find((at) => font.readUInt16BE(at) === 4);
  if (whole !== undefined) readFormat12(font, whole, found);
  else if (basic !== undefined) readFormat4(font, basic, found);
}

function tableOffset(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i += 1) {
    const record = 12 + i * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`font has no ${tag} table`);
}

function readFormat12(font: Buffer, at: number, found: Set<number>): void {
  const groups = font.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i += 1) {
    const group = at + 16 + i * 12;
    const last = font.readUInt32BE(group + 4);
    for (let code = font.readUInt32BE(group); code <= last; code += 1) found.add(code);
  }
}

function readFormat4(font: Buffer, at: number, found: Set<number>): void {
  const twiceSegments = font.readUInt16BE(at + 6);
  for (let i = 0; i < twiceSegments; i += 2) {
    const last = font.readUInt16BE(at + 14 + i);
    const first = font.readUInt16BE(at + 16 + twiceSegments + i);
    for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code);
  }
}
