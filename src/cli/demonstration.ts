import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seatPerson } from '#domain/accreditation/commands/accept-invitation.ts';
import { addState } from '#domain/accreditation/commands/add-state.ts';
import type { Role } from '#domain/accreditation/model.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { attachReservation } from '#domain/adoption/commands/attach-reservation.ts';
import { breakSilence } from '#domain/adoption/commands/break-silence.ts';
import { extendSilence } from '#domain/adoption/commands/extend-silence.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { rateFinding } from '#domain/adoption/commands/rate-finding.ts';
import { recordAdoptions } from '#domain/adoption/commands/record-adoptions.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import type { Category } from '#domain/disclosure/model.ts';
import { alignWith } from '#domain/discussion/commands/align-with.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { editPosition, movePosition } from '#domain/discussion/commands/edit-position.ts';
import { facilitate } from '#domain/discussion/commands/facilitate.ts';
import { type Posted, postContribution, type Waits } from '#domain/discussion/commands/post-contribution.ts';
import { releasePosition } from '#domain/discussion/commands/release-position.ts';
import { releaseWaiting } from '#domain/discussion/commands/release-waiting.ts';
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
import { beginSynthesis } from '#domain/programme/commands/begin-synthesis.ts';
import { importProgramme } from '#domain/programme/commands/import-programme.ts';
import { forumByKey } from '#domain/programme/queries/forum-facts.ts';
import { writeParagraph } from '#domain/report/commands/write-paragraph.ts';
import { addCode } from '#domain/synthesis/commands/arrange-codes.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { publishSummary } from '#domain/synthesis/commands/publish-summary.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { instantOf, localOf } from '#platform/instant.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { World } from '#platform/world.ts';
import type { DemoForum, DemoPeople } from './demonstration-data.ts';

export const demonstrationSlug = 'internet-2012';
export type Loading = { ctx: Context; folder: string; until: Date; progress: (what: string) => void };
type Deed = { at: Date; what: string; run: () => Promise<unknown> };
type Table = { codes: Map<string, string>; ctx: (person: string, at: Date) => Promise<ForumContext>; people: DemoPeople; slug: string };

const hyphens = (text: string): string => text.replaceAll('_', '-');
const later = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000);
/** What a deed was refused is a mistake in the data or in the program: loading stops there, naming it. */
async function must<V>(what: string, outcome: Promise<Outcome<V>>): Promise<V> {
  const done = await outcome;
  if (!done.ok) throw new Error(`demonstration data, ${what}: ${done.refusal.code} ${JSON.stringify(done.refusal.detail ?? {})}`);
  return done.value;
}

/** A contribution with its number; one that waits is released by the clock at the hour announced for it. */
async function entered(what: string, ctx: ForumContext, posting: Promise<Outcome<Posted | Waits>>): Promise<Pick<Posted, 'ref'>> {
  const posted = await must(what, posting);
  if ('ref' in posted) return posted;
  const inside = await enter({ ...wound(ctx, new Date(posted.waitsUntil)), actor: { kind: 'clock', personId: null, administrator: false } }, ctx.sight.forumId);
  if (!inside) throw new Error(`demonstration data: no sight for ${what}`);
  const [ref] = (await must(what, releaseWaiting(inside))).refs;
  return { ref: ref ?? '' };
}

/**
 * Loads the series of 2012 with its demonstration data, deed by deed through the same commands people use, under a
 * clock wound to each deed's instant; what lies after `until` has not happened yet.
 */
export async function loadDemonstration({ ctx, folder, until, progress }: Loading): Promise<void> {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const people = read<DemoPeople>('people.json');
  const forums = [1, 2, 3, 4].map((n) => read<DemoForum>(`forum-${n}.json`));
  const begins = new Date('2012-04-16T08:00:00Z');
  await must('programme', importProgramme(wound(ctx, begins), programmeOf(read('osce-2012-series.json'), forums)));
  const stateIds = await statesOf(wound(ctx, begins), people);
  const codes = new Map<string, string>();
  for (const forum of forums) {
    progress(`forum ${forum.forum} of ${forums.length}`);
    const found = await forumByKey(ctx, `${demonstrationSlug}-${forum.forum}`);
    if (!found) throw new Error(`forum ${forum.forum} was not imported`);
    await seatEverybody(wound(ctx, begins), found.id, people, stateIds);
    const ids = new Map<string, string>();
    const table: Table = { people, slug: demonstrationSlug, codes, ctx: (person, at) => inside(wound(ctx, at), found.id, person, ids) };
    const deeds = deedsOf(forum, table, ids).filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const deed of deeds) await deed.run();
  }
}

/** The same world, its clock stopped at one instant. */
const wound = (ctx: Context, at: Date): Context => {
  const world: World = { ...ctx.world, now: () => at, receipt: async () => at };
  return { ...ctx, world, now: at };
};

async function inside(ctx: Context, forumId: string, person: string, ids: Map<string, string>): Promise<ForumContext> {
  const known = ids.get(`person:${person}`) ?? (await ctx.db.selectFrom('person').select('id').where('email', '=', `${person}@demonstration.invalid`).executeTakeFirstOrThrow()).id;
  ids.set(`person:${person}`, known);
  const entered = await enter({ ...ctx, actor: { kind: 'person', personId: known, administrator: false } }, forumId);
  if (!entered) throw new Error(`demonstration data: ${person} has no seat`);
  return entered;
}

/** The programme of facts with the questions, dates and rules that the demonstration invents. */
function programmeOf(facts: { series: object; forums: { number: number; focus_aspects: { key: string }[] }[] }, forums: readonly DemoForum[]): string {
  return JSON.stringify({
    ...facts,
    series: { ...facts.series, slug: demonstrationSlug, demonstration: true },
    forums: facts.forums.map((fact) => {
      const demo = forums.find(({ forum }) => forum === fact.number);
      if (!demo) return fact;
      const raised = new Map(demo.paper.raises.map(({ question, paragraph }) => [question, paragraph]));
      return {
        ...fact,
        opens: demo.opens,
        closes: demo.closes,
        timezone: demo.timezone,
        dates_invented: demo.datesAreInvented,
        allowed_regimes: demo.allowedRegimes,
        default_regime: demo.defaultRegime,
        default_marking: demo.defaultMarking,
        focus_aspects: fact.focus_aspects.map((aspect) => ({ ...aspect, questions: demo.questions.filter((q) => q.aspect === aspect.key).map((q) => ({ code: q.key, text: q.text, short: q.short, kind: q.kind, paragraph: raised.get(q.key) ?? null })) })),
      };
    }),
  });
}

async function statesOf(ctx: Context, people: DemoPeople): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [i, state] of people.states.entries()) {
    const { stateId } = await must(`State ${state.key}`, addState(ctx, { code: `x-${state.key}`, names: state.names, status: state.status === 'partner' ? 'partner' : 'participating-state', orderFr: 100 + i, demonstration: true }));
    ids.set(state.key, stateId);
  }
  return ids;
}

async function seatEverybody(ctx: Context, forumId: string, { people, bodies }: DemoPeople, stateIds: Map<string, string>): Promise<void> {
  const spoken = new Set<string>();
  const seconded = new Set<string>();
  for (const person of people) {
    const body = bodies.find(({ key }) => key === person.body);
    if (!body) continue;
    // The focal point of a delegation, else its first person, is the one authorised sender of its State.
    const delegates = people.filter((p) => p.body === person.body);
    const speaks = body.category === 'delegations' && !spoken.has(body.key) && (person.focalPoint === true || !delegates.some((p) => p.focalPoint));
    const seconds = body.category === 'delegations' && !speaks && !seconded.has(body.key) && person.role === 'participant';
    if (speaks) spoken.add(body.key);
    if (seconds) seconded.add(body.key);
    const duty = speaks ? 'focal-point' : seconds ? 'deputy' : null;
    const stateId = body.category === 'delegations' && body.state ? (stateIds.get(body.state) ?? null) : null;
    await must(`seat of ${person.key}`, seatPerson(ctx, { forumId, email: `${person.key}@demonstration.invalid`, name: person.name, locale: (person.languages[0] ?? 'en') as Locale, languages: person.languages, body: { name: body.name, category: hyphens(body.category) as Category, stateId, demonstration: true }, roles: [person.role as Role], speaksForState: speaks, ...(duty ? { duty } : {}), demonstration: true }));
  }
}

/** Everything that happens in one forum, each deed with its instant. */
function deedsOf(forum: DemoForum, table: Table, ids: Map<string, string>): Deed[] {
  const opens = new Date(forum.opens);
  const mint = async (person: string, at: Date) => { const ctx = await table.ctx(person, at); return { ctx, submissionId: ctx.world.mint() }; };
  return [...paperDeeds(forum, later(opens, -21), mint), receiptDeed(table, later(opens, -17)), ...discussionDeeds(forum, table, mint), ...moderationDeeds(forum, ids, mint), ...summaryDeeds(forum, mint), ...synthesisDeeds(forum, ids, table.codes, mint), ...adoptionDeeds(forum, table, mint)];
}
type Mint = (person: string, at: Date) => Promise<{ ctx: ForumContext; submissionId: string }>;
const staff = { organiser: 'weiss', rapporteur: 'osei' };
const refOf = (key: string): string => key.replace('-', '·');

function paperDeeds(forum: DemoForum, at: Date, mint: Mint): Deed[] {
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
function receiptDeed({ people, ctx: inside }: Table, at: Date): Deed {
  return { at, what: 'receipts', run: async () => {
    const contexts = await Promise.all(people.people.filter(({ focalPoint }) => focalPoint).map(({ key }) => inside(key, at)));
    for (const [i, ctx] of contexts.entries()) if (i % 3 !== 2 && ctx.sight.seat?.duty) await must('receipt', confirmReceipt(ctx, { submissionId: ctx.world.mint(), version: 1 }));
  } };
}

/** Whether its author takes it back the day after; what moderators withheld is not the author's doing. */
const isWithdrawn = (forum: DemoForum, key: string): boolean => forum.dispositions.some((d) => d.contribution === key && d.fate === 'withdrawn') && !forum.moderation.cases.some((c) => c.contribution === key);

function discussionDeeds(forum: DemoForum, table: Table, mint: Mint): Deed[] {
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

function moderationDeeds(forum: DemoForum, ids: Map<string, string>, mint: Mint): Deed[] {
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

const moderators = ['ferrante', 'keller'];
const versionOf = async (ctx: ForumContext, number: number): Promise<number> => (await casePage(ctx, number))?.found.version ?? 0;

function summaryDeeds(forum: DemoForum, mint: Mint): Deed[] {
  return forum.summaries.map((s): Deed => {
    const evening = instantOf(`${s.date}T20:00`, forum.timezone);
    const at = evening.ok ? evening.value : new Date(forum.closes);
    return { at, what: `summary ${s.date}`, run: async () => {
      const { ctx, submissionId } = await mint(s.by, at);
      const shown = new Set((await ctx.db.selectFrom('contribution as c').innerJoin('guiding_question as q', 'q.id', 'c.question_id').select(['q.code', 'c.number']).where('c.forum_id', '=', ctx.sight.forumId).where('c.visibility', '=', 'shown').execute()).map((r) => `${r.code}·${r.number}`));
      // A source withheld since is no source: its sentence stands on the others, or falls.
      const sentences = s.sentences.map((x) => ({ text: x.text, remark: x.remark === true, refs: (x.refs ?? []).map(refOf).filter((ref) => shown.has(ref)) })).filter((x) => x.remark || x.refs.length > 0);
      return must(`summary ${s.date}`, publishSummary(ctx, { submissionId, day: s.date, sentences, publish: true, notAddressed: s.notAddressed }));
    } };
  });
}

/** `codes`: those of the series by parent and name, since its forums share one tree. */
function synthesisDeeds(forum: DemoForum, ids: Map<string, string>, codes: Map<string, string>, mint: Mint): Deed[] {
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
    ...chapterParagraphs(forum).map((p, i) => withRapporteur(writing, 'paragraph', (ctx) => must('paragraph', writeParagraph(ctx, { ...p, findings: p.findings.map((key) => idOf(`finding:${key}`)), position: i + 1 })))),
  ];
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

function adoptionDeeds(forum: DemoForum, table: Table, mint: Mint): Deed[] {
  const rated = forum.silence.map((s) => new Date(s.proposedAt)).sort((a, b) => a.getTime() - b.getTime())[0] ?? later(new Date(forum.closes), 14);
  const ratings = forum.ratings.map((r): Deed => ({ at: new Date(rated.getTime() - 3_600_000), what: `rating of ${r.finding}`, run: async () => { const { ctx, submissionId } = await mint(r.by, new Date(rated.getTime() - 3_600_000)); if (ctx.sight.roles.includes('observer')) return; return must(`rating of ${r.finding}`, rateFinding(ctx, r.finding, { submissionId, value: hyphens(r.value) as 'support', ...(r.comment ? { comment: r.comment } : {}) })); } }));
  const procedures = forum.silence.flatMap((s): Deed[] => {
    const proposed = new Date(s.proposedAt);
    const extension = s.events.find(({ type }) => type === 'extension');
    const firstEnd = extension ? new Date(Math.min(new Date(s.endsAt).getTime() - 86_400_000, new Date(extension.at).getTime() + 86_400_000)) : new Date(s.endsAt);
    const by = (person: string) => sender(table.people, person);
    return [
      { at: proposed, what: `silence on ${s.finding}`, run: async () => { const { ctx, submissionId } = await mint(staff.organiser, proposed); return must(`silence on ${s.finding}`, openSilence(ctx, s.finding, { submissionId, ends: localOf(firstEnd, forum.timezone) })); } },
      ...s.events.filter(({ type }) => type !== 'withdrawal').map((event): Deed => ({ at: new Date(event.at), what: `${event.type} on ${s.finding}`, run: async () => {
        const at = new Date(event.at);
        if (event.type === 'extension') { const { ctx } = await mint(staff.organiser, at); return must(`extension of ${s.finding}`, extendSilence(ctx, s.finding, localOf(new Date(s.endsAt), forum.timezone), event.text ?? '')); }
        const { ctx, submissionId } = await mint(by(event.by), at);
        return must(`${event.type} on ${s.finding}`, breakSilence(ctx, s.finding, { submissionId, kind: event.type as 'objection', authorised: 'yes', ...(event.text ? { text: event.text } : {}) }));
      } })),
      ...s.reservations.map((r): Deed => ({ at: new Date(new Date(s.endsAt).getTime() - 3_600_000), what: `reservation on ${s.finding}`, run: async () => { const person = senderOf(table.people, r.state); if (!person) return; const { ctx } = await mint(person, new Date(new Date(s.endsAt).getTime() - 3_600_000)); return must(`reservation on ${s.finding}`, attachReservation(ctx, s.finding, r.text)); } })),
      { at: new Date(s.endsAt), what: `end of silence on ${s.finding}`, run: async () => { const { ctx } = await mint(staff.organiser, new Date(s.endsAt)); return recordAdoptions(ctx); } },
    ];
  });
  return [...ratings, ...procedures];
}

/** The authorised sender of a person's delegation: the focal point, else the delegation's first person. */
function sender({ people, bodies }: DemoPeople, key: string): string {
  const body = people.find((p) => p.key === key)?.body ?? bodies.find((b) => b.key === key || b.state === key)?.key;
  const delegates = people.filter((p) => p.body === body);
  return (delegates.find((p) => p.focalPoint) ?? delegates[0])?.key ?? key;
}

const senderOf = (world: DemoPeople, state: string): string | null => {
  const body = world.bodies.find((b) => b.category === 'delegations' && b.state === state);
  return body && world.people.some((p) => p.body === body.key) ? sender(world, body.key) : null;
};
