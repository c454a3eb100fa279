/** Files taken in: what each is called when it leaves again. Anything else is no file of ours. */
export const fileKinds = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
} as const;
export type FileKind = keyof typeof fileKinds;
export const isPicture = (kind: FileKind): boolean => fileKinds[kind].startsWith('image/');

/** What was taken out of a file, in kinds: its values are nobody's business and are kept nowhere. */
export const removables = ['author', 'place', 'device', 'dates', 'software', 'descriptions', 'changes', 'properties', 'preview', 'paths', 'signature'] as const;
export type Removed = (typeof removables)[number];

/** Why a file is not taken in. */
export const unfits = ['unknown', 'unreadable', 'active', 'locked', 'too_many_pixels', 'unpacks_too_far'] as const;
export type Unfit = (typeof unfits)[number];

/** A file as it was found by its content, cleaned; `text` where it could be read. */
export type Cleaned = { kind: FileKind; bytes: Uint8Array; removed: Removed[]; text: string | null };
export type Inspected = ({ ok: true } & Cleaned) | { ok: false; why: Unfit };

/** Thrown inside the process that looks at a file, and nowhere else. */
export class NotTaken extends Error {
  readonly why: Unfit;
  constructor(why: Unfit) {
    super(why);
    this.why = why;
  }
}

/** More text than this of one file is not kept for reading: the file itself is. */
export const maxText = 200_000;
/** A photograph of forty million pixels is larger than any screen; a picture that claims more is made to exhaust its reader. */
export const maxPixels = 40_000_000;
