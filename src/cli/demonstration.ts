import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seatPerson } from '#domain/accreditation/commands/accept-invitation.ts';
import { addState } from '#domain/accreditation/commands/add-state.ts';
import type { Role } from '#domain/accreditation/model.ts';
import { enter } from '#domain/accreditation/sight.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import type { Category } from '#domain/disclosure/model.ts';
import { importProgramme } from '#domain/programme/commands/import-programme.ts';
import { forumByKey } from '#domain/programme/queries/forum-facts.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { DemoForum, DemoPeople, DemoReport } from './demonstration-data.ts';
import { type Deed, hyphens, later, must, type Table, wound } from './demonstration-deed.ts';
import { dutyDeeds } from './demonstration-duty.ts';
import { consultationDeeds, roundDeeds } from './demonstration-consultation.ts';
import { discussionDeeds, moderationDeeds, paperDeeds, receiptDeed } from './demonstration-discussion.ts';
import { adoptionDeeds, summaryDeeds, synthesisDeeds, type Written } from './demonstration-outcome.ts';

export const demonstrationSlug = 'internet-2012';

export type Loading = { ctx: Context; folder: string; until: Date; progress: (what: string) => void };

/**
 * Loads the series of 2012 with its demonstration data, deed by deed through the same commands people use, under a
 * clock wound to each deed's instant; what lies after `until` has not happened yet.
 */
export async function loadDemonstration({ ctx, folder, until, progress }: Loading): Promise<void> {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const people = read<DemoPeople>('people.json');
  const forums = [1, 2, 3, 4].map((n) => read<DemoForum>(`forum-${n}.json`));
  const report = read<DemoReport>('report.json');
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
    const deeds = deedsOf(forum, table, ids, { inRussian: report.russian[forum.forum] ?? [], lineage: forum.forum === forums.length ? report.lineage : [] }).filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const deed of deeds) await deed.run();
  }
}

export async function inside(ctx: Context, forumId: string, person: string, ids: Map<string, string>): Promise<ForumContext> {
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
function deedsOf(forum: DemoForum, table: Table, ids: Map<string, string>, written: Written): Deed[] {
  const opens = new Date(forum.opens);
  const mint = async (person: string, at: Date) => { const ctx = await table.ctx(person, at); return { ctx, submissionId: ctx.world.mint() }; };
  return [...paperDeeds(forum, later(opens, -21), mint), receiptDeed(table, later(opens, -17)), ...discussionDeeds(forum, table, mint), ...moderationDeeds(forum, ids, mint), ...dutyDeeds(forum, mint), ...summaryDeeds(forum, mint), ...synthesisDeeds(forum, ids, table.codes, mint, { slug: table.slug, ...written }), ...consultationDeeds(forum, mint), ...roundDeeds(forum, mint), ...adoptionDeeds(forum, table, mint)];
}
