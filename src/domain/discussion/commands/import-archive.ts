import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { archivedNames, archiveKey, type ArchiveKey, forgetHiddenNames, namesInThreads, saveArchiveAuthors } from '../../disclosure/custody-archive.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import { shownInstant } from '../../disclosure/rules.ts';
import { markImported } from '../../programme/commands/mark-imported.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import { type ArchiveLetter, type ArchiveRefusal, mayImportArchive, type Omitted, type Placed, placeLetters } from '../rules/archive.ts';
import { coverNames, foldName } from '../rules/cover-names.ts';
import { hiddenBy } from '../rules/self-naming.ts';
import { countAnew, type EnteringLetter, findRun, hasSpoken, hasUnfinishedRun, holdRun, indexStretch, insertLetters, insertOmissions, insertRun, keysThere, lastBySubject, type Run, saveRun, standingByKey } from '../store/archives.ts';
import { loadQuestion, takeNumbers } from '../store.ts';
import { authorsOf, type Authors } from '../store/archive-authors.ts';

export type { Run } from '../store/archives.ts';
export type ArchiveInput = { code: string; regime: Regime; marking: Marking; fileHash: Buffer; bytes: number };
/** Letters as they follow each other in the file, from one byte up to another. */
export type ArchiveBatch = { fromByte: number; toByte: number; letters: readonly (ArchiveLetter | Omitted)[] };

/**
 * A list's archive begins to come in under a question of a closed forum, or goes on where it was.
 *
 * Writes   that the forum is a past discussion brought in, and one journal entry, the first time.
 * Refuses  as `mayImportArchive` does, `discussion.no_such_question`, `discussion.archive_otherwise` where the same
 *          file came in under another regime or marking, `discussion.archive_already_moving` while another file is not whole.
 */
export function beginArchive(ctx: ForumContext, input: ArchiveInput): Promise<Outcome<Run, ArchiveRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Run, ArchiveRefusal>> => {
    const [forum, question] = [await forumFactsHeld(ctx, ctx.sight.forumId), await loadQuestion(ctx, input.code)];
    if (!forum || !question) return refused('discussion.no_such_question');
    const ruling = mayImportArchive(ctx.actor, forum, { regime: input.regime, spoken: await hasSpoken(ctx) }, ctx.now);
    if (!ruling.ok) return ruling;
    const found = await findRun(ctx, question.id, input.fileHash);
    if (found) return found.regime === input.regime && found.marking === input.marking ? granted(found) : refused('discussion.archive_otherwise', { regime: found.regime, marking: found.marking });
    if (await hasUnfinishedRun(ctx, question.id)) return refused('discussion.archive_already_moving');
    await markImported(ctx, forum.id);
    const id = await insertRun(ctx, { questionId: question.id, ...input });
    await journal(ctx, { kind: events.archiveBegun, forumId: forum.id, subject: id, facts: { question: question.id, regime: input.regime, marking: input.marking, bytes: input.bytes }, commit: { file: input.fileHash.toString('hex') } });
    const run = await holdRun(ctx, id);
    if (!run) throw new Error('a run that was just begun');
    return granted(run);
  });
}

/**
 * The next letters of an archive enter: all of a batch or none, so that a killed run goes on as if it never had been.
 *
 * Writes   each letter as a contribution of its own date, with its author, who has an account or is archived; each that
 *          does not come in with its reason; how far the file is; one journal entry for the batch.
 * Refuses  `discussion.archive_already_moving` where the file is not where this batch begins: another run is at it.
 */
export function enterBatch(ctx: ForumContext, runId: string, { fromByte, toByte, letters }: ArchiveBatch): Promise<Outcome<Run, ArchiveRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Run, ArchiveRefusal>> => {
    const { forumId } = ctx.sight;
    if (ctx.actor.kind !== 'operator') return refused('discussion.not_yours');
    const run = await holdRun(ctx, runId);
    if (!run || run.nextByte !== fromByte) return refused('discussion.archive_already_moving');
    const key = await archiveKey(ctx, forumId);
    const { placed, duplicates } = await place(ctx, run, key, letters.filter((one): one is ArchiveLetter => 'text' in one));
    const omitted = [...letters.filter((one): one is Omitted => 'omitted' in one), ...duplicates];
    const authors = await authorsOf(ctx, key, placed.map(({ letter }) => letter.from));
    const texts = await textsOf(ctx, run.regime, placed, authors);
    const last = await takeNumbers(ctx, run.questionId, placed.length);
    const entering = placed.map(({ letter, id, parentId }, i): EnteringLetter => {
      const markdown = texts[i]?.text ?? '';
      return { id, number: last - placed.length + i + 1, parent: parentId, lang: letter.lang, at: shownInstant(letter.at, run.regime).at.toISOString(), key: key(letter.name).toString('hex'), subject: letter.subject ? key(letter.subject).toString('hex') : null, markdown, html: renderMarkdown(markdown) };
    });
    if (entering.length > 0) {
      await insertLetters(ctx, run, entering);
      await saveArchiveAuthors(ctx, forumId, placed.map(({ id, letter }) => ({ id, author: authors.of(letter.from.address) })));
    }
    if (doubled(run.imported, run.imported + entering.length)) await countAnew(ctx);
    await insertOmissions(ctx, run.id, omitted);
    await journal(ctx, {
      kind: events.archiveBatch, forumId, subject: run.id,
      facts: { question: run.questionId, regime: run.regime, marking: run.marking, channel: 'import', letters: letters.length, imported: entering.length, ...(entering[0] ? { from: entering[0].number, to: last } : {}) },
      commit: { texts: createHash('sha256').update(entering.map(({ id, markdown }) => `${id} ${createHash('sha256').update(markdown).digest('hex')}`).join('\n')).digest('hex') },
    });
    return granted(await saveRun(ctx, run.id, {
      next_byte: toByte, letters: run.letters + letters.length, imported: run.imported + entering.length,
      attachments: run.attachments + placed.reduce((sum, { letter }) => sum + letter.attachments, 0), masked: run.masked + texts.reduce((sum, { count }) => sum + count, 0),
      ...(run.fromNumber === null && entering[0] ? { from_number: entering[0].number, found_to: entering[0].number - 1 } : {}),
    }));
  });
}

/** Whether a number has come to a further power of two: so often is counted what grows. */
const doubled = (before: number, after: number): boolean => Math.clz32(before) > Math.clz32(after);

async function place(ctx: ForumContext, run: Run, key: ArchiveKey, letters: readonly ArchiveLetter[]) {
  const names = [...new Set(letters.flatMap(({ name, answers }) => [name, ...answers]))];
  const subjects = [...new Set(letters.flatMap(({ subject, isReply }) => (subject && isReply ? [subject] : [])))];
  const keyed = (all: readonly string[]) => all.map((one) => key(one));
  const byKey = await standingByKey(ctx, run.questionId, keyed(names));
  const there = await keysThere(ctx, keyed(letters.map(({ name }) => name)));
  const bySubject = await lastBySubject(ctx, run.questionId, keyed(subjects));
  const unhashed = <V>(texts: readonly string[], found: ReadonlyMap<string, V>) => new Map(texts.flatMap((text) => { const value = found.get(key(text).toString('hex')); return value ? [[text, value] as const] : []; }));
  // What stands under another question of this forum came in there, and does not come in again here.
  const elsewhere = new Set(letters.filter(({ name }) => there.has(key(name).toString('hex'))).map(({ name }) => name));
  const standing = unhashed(names, byKey);
  for (const name of elsewhere) if (!standing.has(name)) standing.set(name, { id: '', root: '' });
  const { placed, duplicates } = placeLetters(letters, { standing, bySubject: unhashed(subjects, bySubject), mint: () => ctx.world.mint() });
  return { placed, duplicates };
}

/** The texts as they may stand: under a regime that hides persons, with the names covered that are known by now. */
async function textsOf(ctx: ForumContext, regime: Regime, placed: readonly Placed[], authors: Authors): Promise<{ text: string; count: number }[]> {
  if (hiddenBy(regime).length === 0) return placed.map(({ letter: { text } }) => ({ text, count: 0 }));
  const inThread = await namesInThreads(ctx, ctx.sight.forumId, [...new Set(placed.map(({ root }) => root))]);
  for (const { root, letter } of placed) inThread.set(root, [...(inThread.get(root) ?? []), letter.from.name]);
  const everywhere = new Set([...(await archivedNames(ctx, ctx.sight.forumId)), ...placed.map(({ letter }) => letter.from.name)].map(foldName).filter((name) => name.includes(' ')));
  return placed.map(({ letter, root }) => coverNames(letter.text, { own: authors.traits(letter.from), inThread: [...new Set(inThread.get(root) ?? [])], everywhere }, regime));
}

/** How many letters are made findable in one go: a second or two. */
const stretch = 1_000;

/**
 * The words of the letters that are in are made findable, a stretch at a time and two side by side.
 *
 * Writes   how far it is; at the end that the archive is whole, one journal entry, and no name any more where none is shown.
 */
export async function indexArchive(ctx: ForumContext, run: Run, told: (run: Run) => void): Promise<Run> {
  if (ctx.actor.kind !== 'operator') throw new Error('an archive is made findable by the operator');
  let now = run;
  const last = (run.fromNumber ?? 1) + run.imported - 1;
  while (now.foundTo < last) {
    const from = now.foundTo + 1;
    await Promise.all([0, 1].map((n) => indexStretch(ctx, run.questionId, from + n * stretch, Math.min(last, from + (n + 1) * stretch - 1))));
    now = await saveRun(ctx, run.id, { found_to: Math.min(last, from + 2 * stretch - 1) });
    told(now);
  }
  return now;
}

/** All of a file is in: counted once, and once more when its words can be searched. */
export function endArchive(ctx: ForumContext, runId: string): Promise<Outcome<Run, ArchiveRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Run, ArchiveRefusal>> => {
    if (ctx.actor.kind !== 'operator') return refused('discussion.not_yours');
    const run = await holdRun(ctx, runId);
    if (!run) return refused('discussion.archive_already_moving');
    if (run.finished) return granted(run);
    await forgetHiddenNames(ctx, ctx.sight.forumId);
    await journal(ctx, { kind: events.archiveImported, forumId: ctx.sight.forumId, subject: run.id, facts: { letters: run.letters, imported: run.imported, omitted: run.letters - run.imported, attachments: run.attachments, masked: run.masked } });
    return granted(await saveRun(ctx, run.id, { read_at: ctx.now, finished_at: ctx.now }));
  });
}
