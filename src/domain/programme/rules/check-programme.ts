import { isRemark, lateDeadline, openingHours, partLetter } from '../rules.ts';
import type { ForumEntry, Programme } from '../schema.ts';
import type { Fault, Path } from './read-programme.ts';

/** Dates may carry seconds and an offset; what was agreed is the local time to the minute. */
export const localTime = (text: string | null | undefined): string | null => (text ? text.slice(0, 16) : null);

export const zoneOf = (forum: Pick<ForumEntry, 'timezone'>): string => forum.timezone ?? 'Europe/Vienna';

/** What is wrong with a programme beyond the form of its fields: hours that cannot be, names given twice. */
export function checkProgramme(programme: Programme): Fault[] {
  const aspects = programme.forums.flatMap((forum, i) => forum.focus_aspects.map(({ key }, n) => ({ value: key, path: ['forums', i, 'focus_aspects', n, 'key'] })));
  return [
    // `/s/new` is the page that takes programmes in.
    ...(programme.series.slug === 'new' ? [{ path: ['series', 'slug'], code: 'programme.problem.taken', detail: { value: 'new' } }] : []),
    ...programme.forums.flatMap((forum, i) => [...checkHours(forum, ['forums', i]), ...checkCodes(forum, ['forums', i]), ...checkRegimes(forum, ['forums', i])]),
    ...taken(programme.forums.map(({ number }, i) => ({ value: String(number), path: ['forums', i, 'number'] }))),
    ...taken(aspects),
  ];
}

function checkHours(forum: ForumEntry, path: Path): Fault[] {
  const hours = openingHours(localTime(forum.opens), localTime(forum.closes), zoneOf(forum));
  if (!hours.ok) {
    const { code, detail } = hours.refusal;
    const field = code === 'platform.unknown_zone' ? 'timezone' : code === 'programme.closes_before_opening' || detail?.['local'] === localTime(forum.closes) ? 'closes' : 'opens';
    return [{ path: [...path, field], code, ...(detail ? { detail } : {}) }];
  }
  const late = lateDeadline(localTime(forum.late_until_local), zoneOf(forum), hours.value.closesAt);
  if (!late.ok) return [{ path: [...path, 'late_until_local'], code: late.refusal.code, ...(late.refusal.detail ? { detail: late.refusal.detail } : {}) }];
  const fits = (given: string | null | undefined, at: Date | null) => !given || given.length <= 16 || at === null || new Date(given).getTime() === at.getTime();
  // Without an offset the words alone count; with one, both must name the same instant.
  const offset = /(Z|[+-]\d\d:\d\d)$/;
  return (['opens', 'closes'] as const).filter((field) => offset.test(forum[field] ?? '') && !fits(forum[field], field === 'opens' ? hours.value.opensAt : hours.value.closesAt)).map((field) => ({ path: [...path, field], code: 'programme.problem.offset' }));
}

const checkRegimes = ({ allowed_regimes, default_regime }: ForumEntry, path: Path): Fault[] =>
  allowed_regimes && !allowed_regimes.includes(default_regime ?? 'institution') ? [{ path: [...path, default_regime ? 'default_regime' : 'allowed_regimes'], code: 'programme.problem.regime_not_allowed' }] : [];

function checkCodes({ focus_aspects }: ForumEntry, path: Path): Fault[] {
  const coded = focus_aspects.flatMap(({ questions }, n) => {
    const entries = questions.map((q, k) => ({ ...(typeof q === 'string' ? { text: q, code: undefined } : q), path: [...path, 'focus_aspects', n, 'questions', k] })).filter(({ text }) => !isRemark(text));
    return entries.map(({ code, path }, k) => ({ value: code ?? `${partLetter(n)}${k + 1}`, path }));
  });
  return taken(coded);
}

function taken(named: readonly { value: string; path: Path }[]): Fault[] {
  const seen = new Set<string>();
  return named.filter(({ value }) => seen.size === seen.add(value).size).map(({ value, path }) => ({ path, code: 'programme.problem.taken', detail: { value } }));
}
