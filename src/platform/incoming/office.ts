import { type FileKind, NotTaken, type Removed } from './model.ts';
import { redraw } from './picture.ts';
import { unzip, zip } from './unzip.ts';

export type OfficeKind = Extract<FileKind, 'docx' | 'xlsx' | 'pptx'>;

/** One part of more than this is not text anybody wrote. */
const maxXmlBytes = 32 * 1024 * 1024;

/** Parts that run, carry other programs' objects, or fetch. Source: ECMA-376, part 1, section 15; MS-OFFMACRO2. */
const activePart = /vbaProject|vbaData|activeX|oleObject|\/ctrlProps\/|macrosheets|dialogsheets|externalLinks\/|xl\/connections|customUI|webextensions?|taskpanes|\/embeddings\/[^/]+\.bin$|afchunk/i;
/** Parts that say who, where and with what, and that a document is whole without. */
const spareParts: readonly [RegExp, Removed][] = [
  [/^docProps\/custom\.xml$/, 'properties'],
  [/^docProps\/thumbnail\./, 'preview'],
  [/^customXml\//, 'properties'],
  [/printerSettings\d*\.bin$/, 'device'],
  [/^xl\/revisions\//, 'changes'],
];

/**
 * An office document without its properties, the names and times on its changes and remarks, its thumbnail, the paths
 * of the machine it was made on, and the metadata of its pictures.
 *
 * Throws  `NotTaken`: `active` where it holds macros, objects of programs, or would fetch something.
 */
export async function cleanOffice(bytes: Uint8Array, depth = 0): Promise<{ kind: OfficeKind; bytes: Uint8Array; removed: Removed[]; parts: ReadonlyMap<string, Uint8Array> }> {
  const parts = unzip(bytes);
  const kind = kindOf(textOf(parts.get('[Content_Types].xml')));
  const removed = new Set<Removed>();
  const kept = new Map<string, Uint8Array>();
  for (const [name, data] of parts) {
    if (activePart.test(name)) throw new NotTaken('active');
    const spare = spareParts.find(([pattern]) => pattern.test(name));
    if (spare) removed.add(spare[1]);
    else kept.set(name, await cleanPart(name, data, { depth, removed }));
  }
  const gone = [...parts.keys()].filter((name) => !kept.has(name));
  if (gone.length > 0) for (const [name, data] of kept) if (name.endsWith('.rels') || name === '[Content_Types].xml') kept.set(name, Buffer.from(withoutMentions(textOf(data), name, gone)));
  return { kind, bytes: zip(kept), removed: [...removed], parts: kept };
}

function kindOf(types: string): OfficeKind {
  if (/macroEnabled|vbaProject/i.test(types)) throw new NotTaken('active');
  if (types.includes('wordprocessingml.document.main+xml')) return 'docx';
  if (types.includes('spreadsheetml.sheet.main+xml')) return 'xlsx';
  if (types.includes('presentationml.presentation.main+xml')) return 'pptx';
  throw new NotTaken('unknown');
}

type Cleaning = { depth: number; removed: Set<Removed> };

async function cleanPart(name: string, data: Uint8Array, { depth, removed }: Cleaning): Promise<Uint8Array> {
  if (/\.(xml|rels|vml)$/i.test(name)) return Buffer.from(cleanXml(name, textOf(data), removed));
  const picture = /\.(jpe?g|png)$/i.exec(name)?.[1]?.toLowerCase();
  if (picture && data.length > 0) {
    const drawn = await redraw(data, picture === 'png' ? 'png' : 'jpg');
    for (const kind of drawn.removed) removed.add(kind);
    return drawn.bytes;
  }
  if (/\.(docx|xlsx|pptx)$/i.test(name)) {
    // The figures behind a chart; a document in a document in a document is a way to hide something.
    if (depth > 0) throw new NotTaken('active');
    const inner = await cleanOffice(data, depth + 1);
    for (const kind of inner.removed) removed.add(kind);
    return inner.bytes;
  }
  return data;
}

/** A part as text: UTF-8 only, and no declarations of its own, by which it would name files or grow without end. */
function textOf(data: Uint8Array | undefined): string {
  if (!data || data.length > maxXmlBytes) throw new NotTaken(data ? 'unpacks_too_far' : 'unreadable');
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.includes(0)) throw new NotTaken('unreadable');
  const text = bytes.toString('utf8');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new NotTaken('unreadable');
  return text;
}

const emptyProperties = {
  'docProps/core.xml': '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
  'docProps/app.xml': '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
} as const;

function cleanXml(name: string, text: string, removed: Set<Removed>): string {
  if (name in emptyProperties) {
    const says = (pattern: RegExp) => pattern.test(text);
    if (says(/<(dc:creator|cp:lastModifiedBy|Company|Manager)[^>]*>[^<]/)) removed.add('author');
    if (says(/<dcterms:(created|modified)|<cp:lastPrinted/)) removed.add('dates');
    if (says(/<(dc:(title|subject|description)|cp:(keywords|category))[^>]*>[^<]/)) removed.add('descriptions');
    if (says(/<(Application|Template)>[^<]/)) removed.add('software');
    return emptyProperties[name as keyof typeof emptyProperties];
  }
  if (name.endsWith('.rels')) return cleanRelations(text, removed);
  // Fields that fetch or start something: whatever is between their letters, since Word splits them into runs.
  const fields = [...text.matchAll(/<w:instrText[^>]*>([^<]*)<|\bw:instr="([^"]*)"/g)].map(([, run = '', whole = '']) => run + whole).join('');
  if (/\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|RD)\b/i.test(fields) || /<ddeLink|<oleLink|<w:altChunk|\b(macro|ppaction):\/\//i.test(text)) throw new NotTaken('active');
  return withoutPeople(name, text, removed);
}

type Rewriting = readonly [pattern: RegExp, by: string, kind: Removed];
/** Names, initials and times on changes and remarks become what the word processor's own inspector leaves. */
const everywhere: readonly Rewriting[] = [
  [/\b(w|w15|w16du|p15|x15):author="[^"]*"/g, '$1:author="Author"', 'author'],
  [/\b(w15|p15):(userId|providerId)="[^"]*"/g, '$1:$2="None"', 'author'],
  [/\bw:initials="[^"]*"/g, 'w:initials="A"', 'author'],
  [/\s(w:date|w16du:dateUtc|w15:date)="[^"]*"/g, '', 'changes'],
  [/\s(w:rsid\w*|w14:paraId|w14:textId)="[^"]*"/g, '', 'changes'],
  [/<w:rsids>.*?<\/w:rsids>/gs, '', 'changes'],
  [/<w:attachedTemplate\b[^>]*\/>/g, '', 'paths'],
  [/<x15ac:absPath\b[^>]*\/>/g, '', 'paths'],
  [/<fileSharing\b[^>]*\/>/g, '', 'author'],
];
const inRemarks: readonly Rewriting[] = [
  [/\b(name|displayName)="[^"]*"/g, '$1="Author"', 'author'],
  [/\binitials="[^"]*"/g, 'initials="A"', 'author'],
  [/\b(userId|providerId)="[^"]*"/g, '$1="None"', 'author'],
  [/<author>[^<]*<\/author>/g, '<author>Author</author>', 'author'],
  [/\s(dT|created)="[^"]*"/g, ' $1="1980-01-01T00:00:00.00"', 'changes'],
  [/\s(dt|modified)="[^"]*"/g, '', 'changes'],
];

function withoutPeople(name: string, text: string, removed: Set<Removed>): string {
  return [...everywhere, ...(/comment|person|author/i.test(name) ? inRemarks : [])].reduce((text, [pattern, by, kind]) => {
    const clean = text.replace(pattern, by);
    if (clean !== text) removed.add(kind);
    return clean;
  }, text);
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? new RegExp(`\\b${name}='([^']*)'`).exec(tag)?.[1] ?? '';

/** What a part refers to: links stay where they lead into the web, and nothing is fetched from elsewhere. */
function cleanRelations(text: string, removed: Set<Removed>): string {
  return text.replace(/<Relationship\b[^>]*?\/?>/g, (tag) => {
    if (!/External/i.test(attribute(tag, 'TargetMode'))) return tag;
    const [type, target] = [attribute(tag, 'Type'), attribute(tag, 'Target').replace(/[\s\0-\x1f]|&#x?\w+;/g, '')];
    if (type.endsWith('/attachedTemplate')) {
      removed.add('paths');
      return '';
    }
    if (!type.endsWith('/hyperlink') || /^(javascript|vbscript|data|ms-\w+|search-ms):/i.test(target)) throw new NotTaken('active');
    if (/^(https?:\/\/|mailto:|#|about:blank$)/i.test(target)) return tag;
    // A place on somebody's own machine or network: of no use to others, and telling.
    removed.add('paths');
    return tag.replace(/\bTarget=("[^"]*"|'[^']*')/, 'Target="about:blank"');
  });
}

/** The list of parts, and their relations, without those that are gone. */
function withoutMentions(text: string, name: string, gone: readonly string[]): string {
  const folder = name.replace(/(^|\/)_rels\/[^/]*$/, '').replace(/^\[Content_Types\]\.xml$/, '');
  return text.replace(/<(Relationship|Override)\b[^>]*?\/>/g, (tag, element: string) => {
    const target = element === 'Override' ? attribute(tag, 'PartName').slice(1) : resolve(folder, attribute(tag, 'Target'));
    return gone.includes(target) ? '' : tag;
  });
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) step === '..' ? path.pop() : step !== '.' && path.push(step);
  return path.join('/');
}
