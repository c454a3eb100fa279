import { rounded, type Signal } from './signal.ts';

/** More than this many of one person in these minutes is faster than people write. */
const rate = { count: 5, minutes: 10 };
/** Flags on one text that come this close together may have been called for. */
const flagged = { count: 5, minutes: 10 };
/** A text of an expert cites; one that is little else than links advertises. */
const links = { count: 4, wordsForEach: 20 };

/** How many contributions one shown person made shortly before, this one included; null where the regime shows no person. */
export function observeRate(count: number | null, language: string): Signal[] {
  if (count === null || count < rate.count) return [];
  return [{ label: 'many-at-once', rule: null, evidence: { kind: 'rate', count, minutes: rate.minutes }, method: 'rate', version: '1', confidence: rounded(Math.min(0.9, count / (count + rate.count))), language }];
}
export const rateMinutes = rate.minutes;

/** Whether the flags on a text came all at once: said of the flags, never of who made them. */
export function observeFlags(at: readonly Date[], language: string): Signal[] {
  const times = at.map((one) => one.getTime()).sort((a, b) => a - b);
  const most = Math.max(0, ...times.map((first) => times.filter((time) => time >= first && time - first <= flagged.minutes * 60_000).length));
  if (most < flagged.count) return [];
  return [{ label: 'flags-at-once', rule: null, evidence: { kind: 'mass-flags', count: most, minutes: flagged.minutes }, method: 'mass-flags', version: '1', confidence: rounded(Math.min(0.9, most / (most + flagged.count))), language }];
}

/** Many links in few words, with the houses they lead to. */
export function observeLinks(text: string, language: string): Signal[] {
  const hosts = [...text.matchAll(/\bhttps?:\/\/([^\s/?#)>\]"]{1,253})/gi)].map(([, host = '']) => host.toLowerCase());
  const words = text.replace(/\bhttps?:\/\/\S+/gi, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (hosts.length < links.count || words > hosts.length * links.wordsForEach) return [];
  return [{ label: 'many-links', rule: null, evidence: { kind: 'links', hosts: [...new Set(hosts)].sort().slice(0, 20), count: hosts.length }, method: 'links', version: '1', confidence: rounded(Math.min(0.9, hosts.length / (hosts.length + words / links.wordsForEach))), language }];
}
