import { zip } from '#platform/incoming/unzip.ts';
import type { ForumContext } from '../../context.ts';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { Marking } from '../../disclosure/model.ts';
import type { Output } from '../../disclosure/outputs.ts';
import { mayRelease, shownInstant, strictest } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import type { Code } from '../model.ts';
import { guidOf, sourceGuid, userGuid } from '../rules/exchange/guid.ts';
import type { CodeNode, Project, Selection, Source } from '../rules/exchange/model.ts';
import { placeInFile, withLineFeeds } from '../rules/exchange/places.ts';
import { codebookXml, pathOf, projectXml } from '../rules/exchange/write.ts';
import { type FindingRow, loadFindings } from '../store.ts';
import { type Authors, loadAuthors } from '../store/bylines.ts';
import { loadCodes, seriesOf } from '../store/codes.ts';
import { type CodedExcerpt, loadCodedExcerpts, loadWordings, numberCoders, type WordingRow } from '../store/exchange.ts';

export type ExchangeFile = { fileName: string; bytes: Uint8Array };

/** The tree of codes of the series as a QDC file, marked as the forum is by default; null without a code, or for who is no rapporteur. */
export async function codebookFile(ctx: ForumContext): Promise<ExchangeFile | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const [forum, codes] = await Promise.all([forumFacts(ctx, ctx.sight.forumId), loadCodes(ctx, await seriesOf(ctx))]);
  const xml = codebookXml(nodesOf(codes));
  return forum && xml ? { fileName: `${nameOf('codes', forum.defaultMarking)}.qdc`, bytes: Buffer.from(xml, 'utf8') } : null;
}

/**
 * The forum's texts, coded excerpts and findings as a QDPX file: what is shown and may go into this output, with
 * authors as they may be known there. The same forum gives the same bytes.
 */
export async function projectFile(ctx: ForumContext, output: Output): Promise<ExchangeFile | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const { forumId } = ctx.sight;
  const [forum, codes, wordings, excerpts, findings, authors] = await Promise.all([forumFacts(ctx, forumId), loadCodes(ctx, await seriesOf(ctx)), loadWordings(ctx), loadCodedExcerpts(ctx), loadFindings(ctx), loadAuthors(ctx, output.audience)]);
  if (!forum) return null;
  const marked = new Set(excerpts.map(({ contributionId, revision }) => `${contributionId} ${revision}`));
  const said = wordings.filter(({ shown, revision, current, contributionId }) => shown && (revision === current || marked.has(`${contributionId} ${revision}`)));
  const texts = said.filter(({ marking }) => mayRelease(marking, output.ceiling));
  const going = new Set(texts.map(({ contributionId, revision }) => `${contributionId} ${revision}`));
  const parts = excerpts.filter(({ contributionId, revision }) => going.has(`${contributionId} ${revision}`));
  // What rests on a text that stays says something of it.
  const stays = new Set(excerpts.filter(({ contributionId, revision }) => !going.has(`${contributionId} ${revision}`)).flatMap((one) => one.findings.map(({ findingId }) => findingId)));
  const notes = findings.filter(({ id }) => !stays.has(id));
  const label = strictest([forum.defaultMarking, ...texts.map(({ marking }) => marking)].filter((marking) => mayRelease(marking, output.ceiling)));
  const left = new Set(said.filter(({ marking }) => !mayRelease(marking, output.ceiling)).map(({ contributionId }) => contributionId)).size;
  const project: Project = {
    name: `${forum.shortTitle} (${label})`,
    description: [label, forum.announcedTitle, `Left out because of their marking: ${left} contributions, ${findings.length - notes.length} findings.`].join('\n'),
    users: usersOf(forumId, excerpts, parts),
    codes: nodesOf(codes),
    variables: variables.map((name) => ({ guid: variableGuid(name), name })),
    ...sourcesOf(forumId, texts, parts, authors, new Set(notes.map(({ id }) => id))),
    notes: notes.map(noteOf),
    links: parts.flatMap((one) => one.findings.filter(({ findingId, opposing }) => opposing && !stays.has(findingId)).map(({ findingId }) => ({ guid: guidOf('contrary', one.id, findingId), name: 'Contrary view', from: one.id, to: findingId }))),
  };
  const files = new Map<string, Uint8Array>([['project.qde', Buffer.from(projectXml(project), 'utf8')], ...project.sources.map((source): [string, Uint8Array] => [pathOf(source), Buffer.from(source.text, 'utf8')])]);
  return { fileName: `${nameOf(forum.key, label)}.qdpx`, bytes: zip(files) };
}

/** The label goes with the file, whatever system keeps it: no system forbids a hyphen. */
const nameOf = (what: string, marking: Marking): string => `${what}_${marking.replace(/[:+]/g, '-')}`;

function nodesOf(codes: readonly Code[]): CodeNode[] {
  const under = (parent: string | null): CodeNode[] => codes.filter(({ parentId }) => parentId === parent).map(({ id, label, description, colour }) => ({ guid: id, name: label, description, colour, children: under(id) }));
  return under(null);
}

const variables = ['Question', 'Focus aspect', 'Language', 'Attribution', 'Marking', 'Author as shown'] as const;
const variableGuid = (name: (typeof variables)[number]): string => guidOf('variable', name);

/** The rapporteurs who are in the file, by the numbers they have in the forum. */
function usersOf(forumId: string, all: readonly CodedExcerpt[], parts: readonly CodedExcerpt[]): Project['users'] {
  const numbers = numberCoders(forumId, all);
  const there = numberCoders(forumId, parts);
  return [...numbers].filter(([seat]) => there.has(seat)).map(([seat, number]) => ({ guid: userGuid(forumId, seat), name: `Rapporteur ${number}` }));
}

function sourcesOf(forumId: string, texts: readonly WordingRow[], excerpts: readonly CodedExcerpt[], authors: Authors, notes: ReadonlySet<string>): Pick<Project, 'sources' | 'cases'> {
  const of = new Map<string, CodedExcerpt[]>();
  for (const one of excerpts) of.set(`${one.contributionId} ${one.revision}`, [...(of.get(`${one.contributionId} ${one.revision}`) ?? []), one]);
  const cases = new Map<string, string[]>();
  const sources = texts.map((text): Source => {
    const by = authors.of.get(text.contributionId)?.byline ?? null;
    const author = by ? bylineText(by, 'en') : '';
    const guid = sourceGuid(text.contributionId, text.revision);
    if (by && (by.shows === 'person' || by.shows === 'affiliation')) cases.set(author, [...(cases.get(author) ?? []), guid]);
    const values: Record<(typeof variables)[number], string> = { Question: text.question, 'Focus aspect': text.letter, Language: text.lang, Attribution: text.regime, Marking: text.marking, 'Author as shown': author };
    return {
      guid,
      name: text.revision === text.current ? text.ref : `${text.ref} (wording ${text.revision})`,
      text: withLineFeeds(text.text),
      at: shownInstant(text.at, text.regime).at.toISOString(),
      selections: (of.get(`${text.contributionId} ${text.revision}`) ?? []).map((one) => selectionOf(forumId, text.text, one, notes)),
      values: variables.map((name) => ({ variable: variableGuid(name), value: values[name] })),
    };
  });
  return { sources, cases: [...cases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => ({ guid: guidOf('case', forumId, name), name, sources: of })) };
}

const selectionOf = (forumId: string, text: string, { id, start, end, quote, seatId, codings, findings }: CodedExcerpt, notes: ReadonlySet<string>): Selection => ({
  guid: id,
  name: [...quote.replace(/\s+/gu, ' ')].slice(0, 60).join(''),
  start: placeInFile(text, start),
  end: placeInFile(text, end),
  user: userGuid(forumId, seatId),
  codings: codings.map(({ code, seatId: by }) => ({ guid: guidOf('coding', id, code, userGuid(forumId, by)), code, user: userGuid(forumId, by) })),
  notes: findings.map(({ findingId }) => findingId).filter((findingId) => notes.has(findingId)),
});

const noteOf = ({ id, reference, kind, letter, addressee, state, text }: FindingRow): Project['notes'][number] => ({ guid: id, name: reference, description: [kind, `focus aspect ${letter}`, state, ...(addressee ? [`for: ${addressee}`] : [])].join('; '), text });
