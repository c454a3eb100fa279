import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Votes } from '#domain/synthesis/rules/opinion/votes.ts';

export const conversations = ['austria-climate.5twd2jsnkf.2022-08-08', 'football-concussions', 'scoop-hivemind.biodiversity'] as const;
export type Conversation = (typeof conversations)[number];
export type Published = { votes: Votes; /** As published, for each row; null for those in no group. */ groupOf: (number | null)[]; /** Cells of the published file, read apart from our own matrix. */ cells: Map<number, string>[]; counts: { votes: number; agree: number; disagree: number }[] };
export type Expected = Record<Conversation, { participants: number; statements: number; grouped: number; votes: number; publishedSizes: number[]; bestK: number; top: { id: number; gic: number }[] }>;

const table = (name: string): Record<string, string>[] => parse(gunzipSync(readFileSync(new URL(`./${name}.csv.gz`, import.meta.url))), { columns: true });

const signs: Readonly<Record<string, string>> = { '1': '+', '0': '0', '-1': '-' };

/** A published conversation; statements that its moderators took out are taken out. */
export function readConversation(name: Conversation): Published {
  const [comments, participants] = [table(`${name}.comments`), table(`${name}.participants-votes`)];
  const out = new Set(comments.filter((c) => c['moderated'] === '-1').map((c) => Number(c['comment-id'])));
  const numbers = Object.keys(participants[0] ?? {}).filter((key) => /^\d+$/.test(key)).map(Number);
  const cells = participants.map((p) => new Map(numbers.flatMap((n): [number, string][] => (p[n] ? [[n, p[n] ?? '']] : []))));
  return {
    votes: { statements: numbers.map((number) => ({ number, out: out.has(number) })), rows: cells.map((row) => numbers.map((n) => signs[row.get(n) ?? ''] ?? '.').join('')) },
    groupOf: participants.map((p) => (p['group-id'] ? Number(p['group-id']) : null)),
    cells,
    counts: participants.map((p) => ({ votes: Number(p['n-votes']), agree: Number(p['n-agree']), disagree: Number(p['n-disagree']) })),
  };
}

export const expectedOf = (): Expected => JSON.parse(readFileSync(new URL('./expected.json', import.meta.url), 'utf8'));
