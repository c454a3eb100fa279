import type { ForumContext } from '#domain/context.ts';
import { alignWith } from '#domain/discussion/commands/align-with.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { editPosition, movePosition } from '#domain/discussion/commands/edit-position.ts';
import { facilitate } from '#domain/discussion/commands/facilitate.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { releasePosition } from '#domain/discussion/commands/release-position.ts';
import { reviseContribution, withdrawContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { decideAppeal, lodgeAppeal } from '#domain/moderation/commands/appeal.ts';
import { confirmDecision, decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { settleEdit } from '#domain/moderation/commands/settle-edit.ts';
import { casePage } from '#domain/moderation/queries/case-page.ts';
import { annotateParagraph } from '#domain/paper/commands/annotate-paragraph.ts';
import { circulatePaper } from '#domain/paper/commands/circulate-paper.ts';
import { confirmReceipt } from '#domain/paper/commands/confirm-receipt.ts';
import { noteReading } from '#domain/paper/commands/note-reading.ts';
import { writePaper } from '#domain/paper/commands/write-paper.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { DemoForum } from './demonstration-data.ts';
import { type Deed, entered, hyphens, isWithdrawn, later, type Mint, must, refOf, senderOf, staff, type Table } from './demonstration-deed.ts';

// What is read, said and moderated in a demonstration forum, each deed with its instant.
export function paperDeeds(forum: DemoForum, at: Date, mint: Mint): Deed[] {
  const write = (locale: 'en' | 'fr' | 'ru'): Deed => ({ at: new Date(at.getTime() + ['en', 'fr', 'ru'].indexOf(locale) * 60_000), what: `paper ${locale}`, run: async () => {
    const { ctx, submissionId } = await mint(staff.organiser, at);
    return must(`paper ${locale}`, writePaper(ctx, { submissionId, title: forum.paper.title, symbol: forum.paper.symbol, locale, markdown: forum.paper.paragraphs.map((p) => p[locale]).join('\n\n') }, { sameVersion: locale !== 'en' }));
  } });
  return [write('en'), write('fr'), write('ru'),
    { at: later(at, 1), what: 'circulation', run: async () => { const { ctx, submissionId } = await mint(staff.organiser, later(at, 1)); await must('circulation', circulatePaper(ctx, { submissionId, audiences: ['participating-states', 'partners', 'participants'] }, { origin: 'https://demonstration.invalid' }));
      // Demonstration letters go to nobody: as if they had left at once.
      await ctx.db.updateTable('letter').set({ sent_at: ctx.now, next_at: null }).where('forum_id', '=', ctx.sight.forumId).where('kind', '=', 'paper.circulated').execute(); } },
    ...forum.annotations.map((a): Deed => ({ at: new Date(a.at), what: 'annotation', run: async () => { const { ctx, submissionId } = await mint(a.author, new Date(a.at)); await must(`reading of ${a.author}`, noteReading(ctx)); return must(`annotation of ${a.author}`, annotateParagraph(ctx, { submissionId, paragraph: a.paragraph, quote: a.quote, text: a.text, lang: a.lang as Locale, ...(a.proposal ? { proposal: a.proposal } : {}) })); } })),
  ];
}

/** Most delegations confirm the paper; every third does not, so that there is somebody to ask. */
export function receiptDeed({ people, ctx: inside }: Table, at: Date): Deed {
  return { at, what: 'receipts', run: async () => {
    const contexts = await Promise.all(people.people.filter(({ focalPoint }) => focalPoint).map(({ key }) => inside(key, at)));
    for (const [i, ctx] of contexts.entries()) if (i % 3 !== 2 && ctx.sight.seat?.duty) await must('receipt', confirmReceipt(ctx, { submissionId: ctx.world.mint(), version: 1 }));
  } };
}

export function discussionDeeds(forum: DemoForum, table: Table, mint: Mint): Deed[] {
  return forum.contributions.flatMap((c): Deed[] => c.capacity === 'delegation' || c.capacity === 'group' ? positionDeeds(forum, c, table, mint) : [
    { at: new Date(c.at), what: c.key, run: async () => {
      // What is unattributed was sent a minute before the hour at which it is released.
      const { ctx, submissionId } = await mint(c.author, new Date(new Date(c.at).getTime() - (c.regime === 'unattributed' ? 60_000 : 0)));
      const category = ctx.sight.seat?.category;
      const capacity = category === 'staff' ? (c.capacity === 'secretariat' ? 'secretariat' : 'own-name') : c.capacity === 'organization' && category !== 'delegations' ? 'organization' : 'own-name';
      const said = { submissionId, ...(c.parent ? { parent: refOf(c.parent) } : {}), text: c.text, marking: c.marking, lang: c.lang as Locale };
      const posted = await entered(c.key, ctx, c.kind ? facilitate(ctx, c.question, { ...said, kind: c.kind }) : postContribution(ctx, { ...said, code: c.question, regime: c.regime, capacity, kind: 'contribution' }, c.channel));
      if (posted.ref !== refOf(c.key)) throw new Error(`demonstration data: ${c.key} became ${posted.ref}`);
    } },
    ...(c.revisions ?? []).map((r): Deed => ({ at: new Date(r.at), what: `${c.key} revised`, run: async () => {
      const { ctx, submissionId } = await mint(c.author, new Date(Math.min(new Date(r.at).getTime(), new Date(c.at).getTime() + 29 * 60_000)));
      return must(`${c.key} revised`, reviseContribution(ctx, refOf(c.key), { submissionId, text: r.text }));
    } })),
    ...(isWithdrawn(forum, c.key) ? [{ at: later(new Date(c.at), 1), what: `${c.key} withdrawn`, run: async () => {
      const { ctx } = await mint(c.author, later(new Date(c.at), 1));
      return must(`${c.key} withdrawn`, withdrawContribution(ctx, refOf(c.key)));
    } }] : []),
  ]);
}

/** A delegation's word takes two of its people: one drafts, the sender releases; other delegations then align with a group. */
function positionDeeds(forum: DemoForum, c: DemoForum['contributions'][number], table: Table, mint: Mint): Deed[] {
  const at = new Date(c.at);
  const { people } = table;
  const body = people.people.find(({ key }) => key === c.author)?.body;
  const second = people.people.find((p) => p.body === body && p.key !== c.author && p.role === 'participant')?.key;
  if (!second) throw new Error(`demonstration data: ${c.key} is a delegation's word, and ${c.author} is alone in it`);
  const [first, last] = [c.text, c.revisions?.at(-1)?.text];
  const wording = { regime: c.regime, marking: c.marking, lang: c.lang as Locale, ...(c.group ? { groupName: c.group.name } : {}) };
  const release: Deed = { at, what: c.key, run: async () => {
    const [drafting, releasing] = [await table.ctx(second, at), await table.ctx(c.author, at)];
    const id = () => drafting.world.mint();
    const position = await must(c.key, draftPosition(last ? releasing : drafting, { submissionId: id(), code: c.question, ...(c.parent ? { parent: refOf(c.parent) } : {}), voice: c.capacity as 'delegation' | 'group', text: first, ...wording }));
    // Where the wording was changed, the second person changed it before the release.
    if (last) await must(c.key, editPosition(drafting, position.id, { submissionId: id(), wording: 1, text: last, ...wording }));
    const seen = last ? 2 : 1;
    await must(c.key, movePosition(drafting, position.id, { submissionId: id(), wording: seen, deed: 'clear' }));
    const posted = await entered(c.key, releasing, releasePosition(releasing, position.id, { submissionId: id(), wording: seen }, c.channel));
    if (posted.ref !== refOf(c.key)) throw new Error(`demonstration data: ${c.key} became ${posted.ref}`);
  } };
  const joining = (c.group?.aligned ?? []).map((state) => senderOf(people, state)).filter((person) => person !== null && person !== undefined && people.people.find(({ key }) => key === person)?.body !== body);
  const soon = new Date(Math.min(at.getTime() + 20 * 60_000, new Date(forum.closes).getTime() - 1));
  return [release, ...joining.map((person): Deed => ({ at: soon, what: `${person} aligns with ${c.key}`, run: async () => { const { ctx, submissionId } = await mint(String(person), soon); return must(`${person} aligns with ${c.key}`, alignWith(ctx, refOf(c.key), { submissionId, aligned: 'yes' })); } }))];
}

const ruleOf = (text: string): '3.1' | '4.1' | '4.2' | '5.1' => (text === '3.1' || text === '4.1' || text === '4.2' ? text : /identif|current cases/i.test(text) ? '4.2' : /advertis/i.test(text) ? '5.1' : '3.1');

export function moderationDeeds(forum: DemoForum, ids: Map<string, string>, mint: Mint): Deed[] {
  const flags = forum.moderation.flags.map((f): Deed => ({ at: new Date(f.at), what: `flag on ${f.contribution}`, run: async () => {
    const { ctx, submissionId } = await mint(f.by, new Date(f.at));
    const { case: ref } = await must(`flag on ${f.contribution}`, flagContribution(ctx, refOf(f.contribution), { submissionId, rule: ruleOf(f.rule), sentence: f.sentence, ...(f.urgent ? { urgent: 'yes' as const } : {}) }));
    ids.set(`case:${f.contribution}`, ref.slice(2));
  } }));
  const cases = forum.moderation.cases.flatMap((c): Deed[] => {
    const number = () => Number(ids.get(`case:${c.contribution}`) ?? 0);
    const flagged = forum.moderation.flags.find((f) => f.contribution === c.contribution);
    const decide: Deed = { at: new Date(c.at), what: c.key, run: async () => {
      const { ctx, submissionId } = await mint(c.decidedBy, new Date(c.at));
      return must(c.key, decideCase(ctx, number(), { submissionId, version: await versionOf(ctx, number()), measure: hyphens(c.measure) as 'withhold', rule: ruleOf(flagged?.rule ?? ''), facts: c.reasons.facts, scope: c.reasons.scope, aidUsed: c.reasons.aidUsed, redress: c.reasons.redress }));
    } };
    // Two moderators withhold; who proposed is not who confirms, and a third reviews.
    const later = (minutes: number) => new Date(new Date(c.at).getTime() + minutes * 60_000);
    const second = moderators.find((key) => key !== c.decidedBy) ?? '';
    const confirm: Deed = { at: later(10), what: `${c.key} confirmed`, run: async () => { const { ctx, submissionId } = await mint(second, later(10)); return must(`${c.key} confirmed`, confirmDecision(ctx, number(), { submissionId, version: await versionOf(ctx, number()), step: 'confirm' })); } };
    const edited: Deed = { at: later(60), what: `${c.key} edited`, run: async () => { const { ctx, submissionId } = await mint(c.decidedBy, later(60)); return must(`${c.key} edited`, settleEdit(ctx, number(), { submissionId, version: await versionOf(ctx, number()), step: 'accept-edit' })); } };
    const changed = forum.contributions.some(({ key, revisions = [] }) => key === c.contribution && revisions.some(({ at }) => new Date(at) > new Date(c.at)));
    const measure = hyphens(c.measure);
    const decided = [decide, ...(measure === 'withhold' ? [confirm] : []), ...(measure === 'edit-requested' && changed ? [edited] : [])];
    const { appeal } = c;
    if (!appeal) return decided;
    const at = new Date(appeal.at);
    return [...decided,
      { at, what: `${c.key} appealed`, run: async () => { const { ctx, submissionId } = await mint(appeal.by, at); return must(`${c.key} appealed`, lodgeAppeal(ctx, number(), { submissionId, text: appeal.text })); } },
      { at: new Date(at.getTime() + 3_600_000), what: `${c.key} reviewed`, run: async () => { const { ctx, submissionId } = await mint(appeal.decidedBy, new Date(at.getTime() + 3_600_000)); return must(`${c.key} reviewed`, decideAppeal(ctx, number(), { submissionId, outcome: appeal.outcome, reasons: appeal.reasons })); } },
    ];
  });
  return [...flags, ...cases];
}

export const moderators = ['ferrante', 'keller'];
const versionOf = async (ctx: ForumContext, number: number): Promise<number> => (await casePage(ctx, number))?.found.version ?? 0;
