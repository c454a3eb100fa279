import { attachReservation } from '#domain/adoption/commands/attach-reservation.ts';
import { breakSilence } from '#domain/adoption/commands/break-silence.ts';
import { extendSilence } from '#domain/adoption/commands/extend-silence.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { rateFinding } from '#domain/adoption/commands/rate-finding.ts';
import { recordAdoptions } from '#domain/adoption/commands/record-adoptions.ts';
import { withdrawObjection } from '#domain/adoption/commands/withdraw-objection.ts';
import { settlingMs } from '#domain/adoption/rules.ts';
import type { ForumContext } from '#domain/context.ts';
import { beginSynthesis } from '#domain/programme/commands/begin-synthesis.ts';
import { sayLineage } from '#domain/report/commands/say-lineage.ts';
import { reviewParagraph, translateParagraph } from '#domain/report/commands/translate-paragraph.ts';
import { writeParagraph } from '#domain/report/commands/write-paragraph.ts';
import { addCode } from '#domain/synthesis/commands/arrange-codes.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { editFinding } from '#domain/synthesis/commands/edit-finding.ts';
import { findingsOf } from '#domain/synthesis/queries/findings.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { keepSummary } from '#domain/synthesis/commands/keep-summary.ts';
import { signSummary } from '#domain/synthesis/commands/sign-summary.ts';
import { lineOf } from '#domain/synthesis/rules/summary.ts';
import type { Marking } from '#domain/disclosure/model.ts';
import { strictest } from '#domain/disclosure/rules.ts';
import { tellStates } from '#domain/synthesis/commands/ask-quotation.ts';
import { reviewTranslation, translateFinding } from '#domain/synthesis/commands/translate-finding.ts';
import { instantOf, localOf } from '#platform/instant.ts';
import type { DemoForum, DemoReport } from './demonstration-data.ts';
import { type Deed, hyphens, later, type Mint, must, refOf, sender, senderOf, staff, type Table } from './demonstration-deed.ts';

// What is made of a demonstration forum: summaries, findings, ratings, silence.
export function summaryDeeds(forum: DemoForum, mint: Mint): Deed[] {
  return forum.summaries.map((s): Deed => {
    const evening = instantOf(`${s.date}T20:00`, forum.timezone);
    const at = evening.ok ? evening.value : new Date(forum.closes);
    return { at, what: `summary ${s.date}`, run: async () => {
      const { ctx, submissionId } = await mint(s.by, at);
      const rows = await ctx.db.selectFrom('contribution as c').innerJoin('guiding_question as q', 'q.id', 'c.question_id').select(['q.code', 'c.number', 'c.marking']).where('c.forum_id', '=', ctx.sight.forumId).where('c.visibility', '=', 'shown').execute();
      const shown = new Map(rows.map((row) => [`${row.code}·${row.number}`, row.marking as Marking]));
      // A source withheld since is no source: its sentence stands on the others, or falls.
      const sentences = s.sentences.map((x) => ({ text: x.text, remark: x.remark === true, refs: (x.refs ?? []).map(refOf).filter((ref) => shown.has(ref)) })).filter((x) => x.remark || x.refs.length > 0);
      const marking = strictest([forum.defaultMarking, ...sentences.flatMap(({ refs }) => refs.flatMap((ref) => shown.get(ref) ?? []))]);
      const { version } = await must(`summary ${s.date} kept`, keepSummary(ctx, s.date, { window: submissionId, text: sentences.map(lineOf).join('\n'), lang: 'en', marking, notAddressed: [...s.notAddressed], correction: '' }));
      return must(`summary ${s.date}`, signSummary(ctx, s.date, { submissionId, version }));
    } };
  });
}

/** What is written of a forum's chapter beside its own file; `inRussian`: its paragraphs in their order, sentence by sentence. */
export type Written = { inRussian: readonly (readonly string[])[]; lineage: DemoReport['lineage'] };

/** `codes`: those of the series by parent and name, since its forums share one tree. */
export function synthesisDeeds(forum: DemoForum, ids: Map<string, string>, codes: Map<string, string>, mint: Mint, { slug, inRussian, lineage }: Written & { slug: string }): Deed[] {
  const closes = new Date(forum.closes);
  const [marking, drafting, ready, writing] = [later(closes, 2), later(closes, 5), later(closes, 7), later(closes, 10)];
  const withRapporteur = (at: Date, what: string, work: (ctx: ForumContext, submissionId: string) => Promise<unknown>): Deed => ({ at, what, run: async () => { const { ctx, submissionId } = await mint(staff.rapporteur, at); return work(ctx, submissionId); } });
  const idOf = (key: string): string => ids.get(key) ?? '';
  return [
    withRapporteur(later(closes, 1), 'synthesis begins', (ctx) => must('synthesis', beginSynthesis(ctx))),
    ...[...forum.codes].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null)).map((code) => withRapporteur(later(closes, 1), `code ${code.key}`, async (ctx, submissionId) => {
      const parent = code.parent ? idOf(`code:${code.parent}`) : '';
      const known = codes.get(`${parent}/${code.label}`) ?? (await must(`code ${code.key}`, addCode(ctx, { submissionId, label: code.label, ...(parent ? { parent } : {}) }))).codeId;
      codes.set(`${parent}/${code.label}`, known);
      ids.set(`code:${code.key}`, known);
    })),
    ...forum.excerpts.map((e) => withRapporteur(marking, `excerpt ${e.key}`, async (ctx, submissionId) => { ids.set(`excerpt:${e.key}`, (await must(`excerpt ${e.key}`, markExcerpt(ctx, { submissionId, contribution: refOf(e.contribution), quote: e.quote, codes: e.codes.map((c) => idOf(`code:${c}`)).filter(Boolean) }))).excerptId); })),
    ...forum.findings.map((f) => withRapporteur(drafting, `finding ${f.key}`, async (ctx, submissionId) => {
      const part = forum.questions.find((q) => q.aspect === f.aspect)?.key[0] ?? 'A';
      const { reference } = await must(`finding ${f.key}`, draftFinding(ctx, { submissionId, kind: hyphens(f.kind) as 'challenge', part, text: f.text, ...(f.addressee ? { addressee: f.addressee } : {}), ...(f.orgRole ? { organizationRole: 'yes' as const } : {}) }, { ru: f.textRu }));
      ids.set(`finding:${f.key}`, reference);
      for (const key of f.excerpts) await must(`${f.key} ← ${key}`, attachExcerpt(ctx, reference, idOf(`excerpt:${key}`)));
      for (const key of f.opposing) await must(`${f.key} ← ${key}`, attachExcerpt(ctx, reference, idOf(`excerpt:${key}`), true));
    })),
    ...forum.findings.map((f) => withRapporteur(ready, `${f.key} ready`, (ctx) => must(`${f.key} ready`, readyFinding(ctx, idOf(`finding:${f.key}`))))),
    ...forum.dispositions.map((d) => withRapporteur(ready, `fate of ${d.contribution}`, (ctx) => must(`fate of ${d.contribution}`, disposeContribution(ctx, { contribution: refOf(d.contribution), fate: hyphens(d.fate) as 'cited', reason: d.reason })))),
    ...forum.findings.map((f): Deed => ({ at: writing, what: `${f.key} reviewed in Russian`, run: async () => { const { ctx } = await mint(staff.organiser, writing); return must(`${f.key} reviewed`, reviewTranslation(ctx, idOf(`finding:${f.key}`), 'ru')); } })),
    ...lineage.map((line) => withRapporteur(writing, `${line.later} from ${line.earlier}`, (ctx) => must(`${line.later} from ${line.earlier}`, sayLineage(ctx, slug, line)))),
    withRapporteur(writing, 'States told', (ctx) => must('States told', tellStates(ctx))),
    ...chapterParagraphs(forum).map((p, i) => withRapporteur(writing, 'paragraph', async (ctx, submissionId) => {
      const { id } = await must('paragraph', writeParagraph(ctx, slug, { submissionId, forum: forum.forum, section: p.section, ...(p.aspect ? { aspect: p.aspect } : {}), position: i + 1, text: typed(p.text, p.findings.map((key) => idOf(`finding:${key}`))) }));
      const russian = inRussian[i];
      if (!russian) return;
      await must('paragraph in Russian', translateParagraph(ctx, slug, id, { version: 1, locale: 'ru', text: russian.join('\n') }));
      const { ctx: reviewing } = await mint(staff.organiser, writing);
      await must('paragraph reviewed', reviewParagraph(reviewing, slug, id, 'ru'));
    })),
  ];
}

/** A paragraph of the demonstration as it is typed: each of its sentences rests on what the paragraph rests on. */
function typed(text: string, findings: readonly string[]): string {
  const rest = findings.length > 0 ? findings.join(', ') : '*';
  return [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(({ segment }) => `${segment.replace(/\s+/g, ' ').trim()} [${rest}]`).join('\n');
}

type ChapterText = { section: 'background' | 'challenges' | 'discussions'; aspect: string | null; text: string; findings: string[] };

function chapterParagraphs({ chapter }: DemoForum): ChapterText[] {
  const of = (section: 'background' | 'challenges', written: DemoForum['chapter']['background']): ChapterText[] =>
    (typeof written === 'string' ? [{ text: written }] : (written ?? [])).map((p) => ({ section, aspect: null, text: p.text, findings: 'findings' in p ? (p.findings ?? []) : [] }));
  return [
    ...of('background', chapter.background),
    ...of('challenges', chapter.challenges),
    ...chapter.discussions.flatMap(({ aspect, paragraphs }) => paragraphs.map(({ text, findings }): ChapterText => ({ section: 'discussions', aspect, text, findings }))),
  ];
}

export function adoptionDeeds(forum: DemoForum, table: Table, mint: Mint): Deed[] {
  const rated = forum.silence.map((s) => new Date(s.proposedAt)).sort((a, b) => a.getTime() - b.getTime())[0] ?? later(new Date(forum.closes), 14);
  const ratings = forum.ratings.map((r): Deed => ({ at: new Date(rated.getTime() - 3_600_000), what: `rating of ${r.finding}`, run: async () => { const { ctx, submissionId } = await mint(r.by, new Date(rated.getTime() - 3_600_000)); if (ctx.sight.roles.includes('observer')) return; return must(`rating of ${r.finding}`, rateFinding(ctx, r.finding, { submissionId, value: hyphens(r.value) as 'support', ...(r.comment ? { comment: r.comment } : {}) })); } }));
  const procedures = forum.silence.flatMap((s): Deed[] => {
    const proposed = new Date(s.proposedAt);
    const extension = s.events.find(({ type }) => type === 'extension');
    const firstEnd = extension ? new Date(Math.min(new Date(s.endsAt).getTime() - 86_400_000, new Date(extension.at).getTime() + 86_400_000)) : new Date(s.endsAt);
    const issued = new Date(new Date(s.endsAt).getTime() + settlingMs);
    const by = (person: string) => sender(table.people, person);
    return [
      ...prepared(forum, s, by, mint),
      { at: proposed, what: `silence on ${s.finding}`, run: async () => { const { ctx, submissionId } = await mint(staff.organiser, proposed); return must(`silence on ${s.finding}`, openSilence(ctx, s.finding, { submissionId, ends: localOf(firstEnd, forum.timezone) })); } },
      ...s.events.filter(({ type }) => type !== 'withdrawal').map((event): Deed => ({ at: new Date(event.at), what: `${event.type} on ${s.finding}`, run: async () => {
        const at = new Date(event.at);
        if (event.type === 'extension') { const { ctx, submissionId } = await mint(staff.organiser, at); return must(`extension of ${s.finding}`, extendSilence(ctx, s.finding, { submissionId, ends: localOf(new Date(s.endsAt), forum.timezone), reason: event.text ?? '' })); }
        const { ctx, submissionId } = await mint(by(event.by), at);
        return must(`${event.type} on ${s.finding}`, breakSilence(ctx, s.finding, { submissionId, kind: event.type as 'objection', authorised: 'yes', ...(event.text ? { text: event.text } : {}) }));
      } })),
      ...s.reservations.map((r): Deed => ({ at: new Date(new Date(s.endsAt).getTime() - 3_600_000), what: `reservation on ${s.finding}`, run: async () => { const person = senderOf(table.people, r.state); if (!person) return; const { ctx, submissionId } = await mint(person, new Date(new Date(s.endsAt).getTime() - 3_600_000)); return must(`reservation on ${s.finding}`, attachReservation(ctx, s.finding, { submissionId, kind: /^interpretative/i.test(r.text) ? 'interpretative-statement' : 'reservation', lang: 'en', text: r.text })); } })),
      { at: issued, what: `end of silence on ${s.finding}`, run: async () => { const { ctx } = await mint(staff.organiser, issued); return recordAdoptions(ctx); } },
    ];
  });
  return [...ratings, ...procedures];
}

/**
 * What goes before a proposal: the wording it is made with, where the data gives one; and where the same words were
 * objected to before, the objection is taken back.
 */
function prepared(forum: DemoForum, s: DemoForum['silence'][number], by: (person: string) => string, mint: Mint): Deed[] {
  const at = new Date(new Date(s.proposedAt).getTime() - 1_800_000);
  const objections = forum.silence.filter((one) => one.finding === s.finding && one.proposedAt < s.proposedAt).flatMap(({ events }) => events.filter(({ type }) => type === 'objection' || type === 'amendment'));
  if (s.wording) return [{ at, what: `wording of ${s.finding}`, run: () => reword(forum, { reference: s.finding, text: s.wording ?? '' }, mint, at) }];
  return objections.map((event): Deed => ({ at, what: `objection to ${s.finding} taken back`, run: async () => { const { ctx, submissionId } = await mint(by(event.by), at); return must(`objection to ${s.finding} taken back`, withdrawObjection(ctx, s.finding, { submissionId })); } }));
}

/** A finding gets another wording; where that is the one which was translated before, so is the translation, reviewed anew. */
async function reword(forum: DemoForum, { reference, text }: { reference: string; text: string }, mint: Mint, at: Date): Promise<void> {
  const { ctx } = await mint(staff.rapporteur, at);
  const [finding] = await findingsOf(ctx, reference);
  if (!finding || finding.text === text) return;
  const edited = await must(`wording of ${reference}`, editFinding(ctx, reference, { version: finding.version, part: finding.letter, text, ...(finding.addressee ? { addressee: finding.addressee } : {}) }));
  await must(`${reference} ready`, readyFinding(ctx, reference));
  const russian = forum.findings.find((one) => one.text === text)?.textRu;
  if (!russian) return;
  await must(`${reference} in Russian`, translateFinding(ctx, reference, { version: edited.version, locale: 'ru', text: russian }));
  const { ctx: reviewing } = await mint(staff.organiser, at);
  await must(`${reference} reviewed`, reviewTranslation(reviewing, reference, 'ru'));
}
