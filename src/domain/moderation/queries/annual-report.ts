import { dayIn } from '#platform/instant.ts';
import type { Context } from '../../context.ts';
import { tellColumns } from '../../disclosure/rules/suppress-table.ts';
import type { Forum } from '../../programme/model.ts';
import { closedForums, forumFacts } from '../../programme/queries/forum-facts.ts';
import { grounds, measures } from '../model.ts';
import { type AutomatedDeed, automatedDeeds, type DecidedCase, decisionOutcomes, decisionTimes, type Figures, type FlagFate, flagFates, timeOf, type Told } from '../rules/figures.ts';
import { decisionsFile, decisionsHead, decisionsRows } from './decisions-file.ts';
import { forumOf, sourcesAt, transparency, type Transparency, transparencyFile } from './transparency.ts';

type OneForum = { forum: Forum; told: Transparency & { figures: Figures; asOf: Date }; cases: readonly DecidedCase[]; flags: Readonly<Record<FlagFate, number>> };
type Sums = Record<string, Record<string, Told>>;

export type AnnualReport = { json: string; figures: string[][]; decisions: string[][]; forums: number };

/**
 * The year of a site: each forum that closed in it as its own page tells it, and the sums over those that tell their
 * whole, hidden where the part of one would follow. A forum stands in one year only, so that no two reports differ by a part of it.
 *
 * Shape   `figures` and `decisions` are rows of tables; the register of a forum is in it where that is open to everyone.
 */
export async function annualReport(ctx: Context, year: number): Promise<AnnualReport> {
  const all: OneForum[] = [];
  for (const id of await closedForums(ctx)) {
    const forum = await forumFacts(ctx, id);
    if (!forum?.closesAt || dayIn(forum.closesAt, forum.zone).slice(0, 4) !== String(year)) continue;
    const told = await transparency(ctx, forum);
    const { figures, asOf } = told;
    const sources = figures && asOf ? await sourcesAt(ctx, forum, asOf) : null;
    if (figures && asOf && sources) all.push({ forum, told: { ...told, figures, asOf }, cases: sources.cases, flags: sources.flags });
  }
  all.sort((a, b) => (a.forum.key < b.forum.key ? -1 : 1));
  const summed = { ...sumsOf(all.filter(({ told }) => told.figures.decided !== null), ofCases), ...sumsOf(all.filter(({ told }) => told.figures.flags !== null), ofFlags) };
  const automatedAlone = Object.fromEntries(automatedDeeds.map((deed) => [deed, all.reduce((n, { told }) => n + told.figures.automatedAlone[deed], 0)])) as Record<AutomatedDeed, number>;
  const open = all.filter(({ told }) => told.decisionsPublic);
  const report = {
    format: 'colloquy-transparency-year/1', year, forums: all.map(({ forum, told }) => transparencyFile(forum, told)),
    sums: { overCases: all.filter(({ told }) => told.figures.decided !== null).map(({ forum }) => forum.key), overFlags: all.filter(({ told }) => told.figures.flags !== null).map(({ forum }) => forum.key), ...summed, automatedAlone },
    decisions: open.map(({ forum, told }) => decisionsFile(forum, told)),
  };
  return {
    json: `${JSON.stringify(report, null, 1)}\n`,
    figures: [['forum', 'title', 'table', 'value', 'count'], ...all.flatMap(rowsOf), ...Object.entries(summed).flatMap(([table, values]) => Object.entries(values).map(([value, n]) => ['', '', table, value, said(n)])), ...automatedDeeds.map((deed) => ['', '', 'automatedAlone', deed, said(automatedAlone[deed])])],
    decisions: [['forum', 'title', ...decisionsHead], ...open.flatMap(({ forum, told }) => decisionsRows(told).map((row) => [forum.key, forumOf(forum).title, ...row]))],
    forums: all.length,
  };
}

type Breakdown = { name: string; values: readonly string[]; of(one: OneForum, value: string): number; told(figures: Figures): Readonly<Record<string, Told>> };
const byCase = (name: string, values: readonly string[], key: (one: DecidedCase) => string, told: Breakdown['told']): Breakdown => ({ name, values, told, of: ({ cases }, value) => cases.filter((one) => key(one) === value).length });
const ofCases: readonly Breakdown[] = [
  byCase('byRule', grounds, (c) => c.ground, (f) => f.byRule), byCase('byMeasure', measures, (c) => c.measure, (f) => f.byMeasure),
  byCase('byOutcome', decisionOutcomes, (c) => c.outcome, (f) => f.byOutcome), byCase('byTime', decisionTimes, timeOf, (f) => f.byTime),
];
const ofFlags: readonly Breakdown[] = [{ name: 'byFate', values: flagFates, of: ({ flags }, value) => flags[value as FlagFate], told: (f) => f.byFate }];

function sumsOf(forums: readonly OneForum[], breakdowns: readonly Breakdown[]): Sums {
  return Object.fromEntries(breakdowns.map(({ name, values, of, told }) => {
    const columns = tellColumns(forums.map((one) => values.map((value) => of(one, value))), forums.map(({ told: { figures } }) => values.map((value) => told(figures)[value] === null)), Math.max(5, ...forums.map(({ told }) => told.k)));
    return [name, Object.fromEntries(values.map((value, j) => [value, forums.length === 0 ? 0 : (columns[j] ?? null)]))];
  }));
}

const said = (n: Told): string => (n === null ? '' : String(n));

function rowsOf({ forum, told: { figures } }: OneForum): string[][] {
  const row = (table: string, value: string, n: Told) => [forum.key, forumOf(forum).title, table, value, said(n)];
  return [
    row('cases', 'decided', figures.decided), row('cases', 'medianMinutes', figures.medianMinutes), row('flags', 'made', figures.flags),
    ...[...ofCases, ...ofFlags].flatMap(({ name, values, told }) => values.map((value) => row(name, value, told(figures)[value] ?? null))),
    ...figures.aids.flatMap(({ language, method, label, ...counts }) => Object.entries(counts).map(([what, n]) => row('aids', `${language}/${method}/${label}/${what}`, n))),
    ...automatedDeeds.map((deed) => row('automatedAlone', deed, figures.automatedAlone[deed])),
  ];
}
