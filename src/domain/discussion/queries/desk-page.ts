import { atomically } from '#platform/atomically.ts';
import { workingDaysBegun } from '#platform/instant.ts';
import { granted } from '#platform/outcome.ts';
import { statesInOrder } from '../../accreditation/queries/turnout.ts';
import type { ForumContext } from '../../context.ts';
import { countReadings } from '../../disclosure/custody.ts';
import type { Category } from '../../disclosure/model.ts';
import { tellShares } from '../../disclosure/rules/tell-shares.ts';
import { newestCirculated } from '../../paper/queries/paper-page.ts';
import { countsReadings } from '../../paper/rules.ts';
import { may } from '../../rights.ts';
import { dueTasks } from '../rules/desk-tasks.ts';
import { type Told, tellContributors, tellVoices, type VoicesTable } from '../rules/desk-figures.ts';
import { norms, percentOf, type Standing, standingOfPace, standingOfShare } from '../rules/participation.ts';
import { loadTasks, type TaskRow } from '../store/tasks.ts';
import { audience, type DeskSources, deskSources } from './desk-facts.ts';

export type DeskLine = { invited: number; registered: number; read: Told; contributed: Told };
export type DeskPage = {
  k: number;
  /** Why there are no figures of readers; null where there are. */
  noReadings: 'not-counted' | 'not-circulated' | null;
  categories: ({ category: Category } & DeskLine)[];
  total: DeskLine;
  states: ({ names: Readonly<Record<string, string>> } & DeskLine)[];
  voices: { columns: Category[]; questions: { code: string; shortText: string; contributions: number }[]; table: VoicesTable };
  texts: { total: number; outsideCells: number };
  norms: { usual: readonly [number, number]; contributors: number; exactly: boolean; registered: number; percent: number; share: Standing; days: number; aDay: number; pace: Standing };
  tasks: (TaskRow & { stillSo: boolean })[];
  canAssign: boolean;
};

/** The organiser's desk: who was invited, came, read and spoke, in numbers that give nobody away; what is usual; what is to do. */
export async function deskPage(ctx: ForumContext): Promise<DeskPage | null> {
  const outcome = await atomically(ctx, async (ctx) => granted(await read(ctx)));
  return outcome.ok ? outcome.value : null;
}

async function read(ctx: ForumContext): Promise<DeskPage | null> {
  const sources = await deskSources(ctx);
  if (!sources) return null;
  const { forum, aspects, people, spoken, texts, facts } = sources;
  const version = await newestCirculated(ctx);
  const noReadings = !countsReadings(forum) ? 'not-counted' : version === null ? 'not-circulated' : null;
  const readings = noReadings || version === null ? null : await countReadings(ctx, ctx.sight.forumId, version);
  const states = await statesInOrder(ctx, [...new Set(people.flatMap(({ stateId }) => (stateId ? [stateId] : [])))]);
  const seated = audience.filter((category) => people.some((p) => p.category === category));
  const questions = aspects.flatMap((aspect) => aspect.questions);
  const table = tellVoices(questions.map((q) => seated.map((category) => spoken.byQuestion.find((v) => v.questionId === q.id && v.category === category) ?? { open: 0, closed: 0 })), forum.smallCell);
  const contributors = tellContributors(seated.map((category, j) => ({ ...(spoken.byCategory.find((v) => v.category === category) ?? { open: 0, closed: 0 }), hiddenUnderQuestion: table.cells.some((row) => row[j] === null) })), forum.smallCell);
  const counted = (of: (p: DeskSources['people'][number]) => boolean, key: 'invited' | 'registered') => people.filter(of).reduce((n, p) => n + p[key], 0);
  const opened = (of: (r: { category: string; stateId: string | null }) => boolean) => (readings ?? []).filter(of).reduce((n, r) => n + r.count, 0);
  const byCategory = tellShares(seated.map((key) => ({ key, of: counted((p) => p.category === key, 'registered'), did: opened((r) => r.category === key) })), forum.smallCell);
  const byState = tellShares(states.map(({ id }) => ({ key: id, of: counted((p) => p.stateId === id, 'registered'), did: opened((r) => r.stateId === id) })), forum.smallCell, { wholeIsTold: true });
  const registered = counted(() => true, 'registered');
  const until = forum.closesAt && forum.closesAt < ctx.now ? forum.closesAt : ctx.now;
  const days = forum.opensAt ? workingDaysBegun(forum.opensAt, until, forum.zone) : 0;
  const aDay = days === 0 ? 0 : Math.round((texts.total / days) * 10) / 10;
  const percent = percentOf(contributors.atLeast, registered);
  const due = new Set(dueTasks(facts, ctx.now).map(({ key }) => key));
  return {
    k: forum.smallCell,
    noReadings,
    categories: seated.map((category, j) => ({ category, invited: counted((p) => p.category === category, 'invited'), registered: counted((p) => p.category === category, 'registered'), read: byCategory.told.get(category) ?? null, contributed: contributors.told[j] ?? null })),
    total: { invited: counted(() => true, 'invited'), registered, read: byCategory.total, contributed: contributors.total },
    states: states.map(({ id, names }) => ({ names, invited: counted((p) => p.stateId === id, 'invited'), registered: counted((p) => p.stateId === id, 'registered'), read: byState.told.get(id) ?? null, contributed: spoken.byState.find(({ stateId }) => stateId === id)?.open ?? 0 })),
    voices: { columns: seated, questions: questions.map(({ id, code, shortText }) => ({ code, shortText, contributions: texts.byQuestion.get(id) ?? 0 })), table },
    texts: { total: texts.total, outsideCells: texts.outsideCells },
    norms: { usual: norms.sharePercent, contributors: contributors.atLeast, exactly: contributors.total !== null && texts.outsideCells === 0, registered, percent, share: standingOfShare(percent), days, aDay, pace: standingOfPace(aDay) },
    tasks: (await loadTasks(ctx)).map((task) => ({ ...task, stillSo: due.has(task.key) })),
    canAssign: may(ctx.sight, 'see-desk'),
  };
}
