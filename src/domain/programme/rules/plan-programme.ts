import { type Marking, type markings, type Regime, regimes } from '../../disclosure/model.ts';
import { isRemark, isRoleQuestion, lateDeadline, openingHours, partLetter, shortForm, slugOf } from '../rules.ts';
import type { AspectEntry, ForumEntry, Programme } from '../schema.ts';
import { localTime, zoneOf } from './check-programme.ts';

export type PlannedQuestion = { code: string; position: number; kind: 'question' | 'role'; text: string; short_text: string; paragraph: string | null };
export type PlannedAspect = { key: string; letter: string; position: number; announced_title: string | null; report_title: string | null; questions: readonly PlannedQuestion[] };
export type PlannedForum = {
  announced: boolean;
  row: {
    number: number; announced_title: string | null; report_title: string | null; short_title: string; framing: string | null; goal: string | null;
    zone: string; opens_local: string | null; closes_local: string | null; opens_at: Date | null; closes_at: Date | null; late_until_local: string | null; late_until: Date | null; dates_invented: boolean;
    audience: string[]; tags: string[]; allowed_regimes: Regime[]; default_regime: Regime; default_marking: Marking;
  };
  aspects: readonly PlannedAspect[];
};

/** The organization whose role the standing question asks about: as named, or the first word of the organiser. */
export const organizationOf = ({ series }: Programme): string => series.organization ?? series.organiser.split(/[\s/]/)[0] ?? series.organiser;

/** The series' place in addresses: as named, or made of its short heading and year. */
export const slugFor = ({ series }: Programme): string => series.slug ?? `${slugOf(series.short_heading_on_event_pages ?? series.title).split('-').slice(0, 4).join('-')}${series.year ? `-${series.year}` : ''}`;

/** A forum as its entry gives it, with what is not given filled by the house's defaults; titles as printed. */
export function planForum(forum: ForumEntry, organization: string): PlannedForum {
  const hours = openingHours(localTime(forum.opens), localTime(forum.closes), zoneOf(forum));
  const { opensAt, closesAt } = hours.ok ? hours.value : { opensAt: null, closesAt: null };
  const late = lateDeadline(localTime(forum.late_until_local), zoneOf(forum), closesAt);
  const theme = forum.short_title ?? forum.theme_in_series_list ?? forum.report_title ?? forum.event_page_title ?? `Forum ${forum.number}`;
  return {
    announced: forum.announced,
    row: {
      number: forum.number,
      announced_title: forum.event_page_title ?? null,
      report_title: forum.report_title ?? null,
      // The short title is ours, for rails and crumbs; the titles as printed are kept beside it.
      short_title: theme.charAt(0).toUpperCase() + theme.slice(1),
      framing: forum.framing?.text ?? null,
      goal: forum.goal?.text ?? null,
      zone: zoneOf(forum),
      opens_local: localTime(forum.opens),
      closes_local: localTime(forum.closes),
      opens_at: opensAt,
      closes_at: closesAt,
      late_until_local: localTime(forum.late_until_local),
      late_until: late.ok ? late.value : null,
      dates_invented: forum.dates_invented,
      audience: forum.audience ?? [],
      tags: forum.tags ?? [],
      allowed_regimes: forum.allowed_regimes ?? [...regimes],
      default_regime: forum.default_regime ?? 'institution',
      default_marking: forum.default_marking ?? usualMarking,
    },
    aspects: forum.focus_aspects.map((aspect, i) => planAspect(aspect, i, organization)),
  };
}

const usualMarking: (typeof markings)[number] = 'TLP:AMBER';

function planAspect(aspect: AspectEntry, index: number, organization: string): PlannedAspect {
  const letter = partLetter(index);
  const entries = aspect.questions.map((entry) => (typeof entry === 'string' ? { text: entry } : entry)).filter(({ text }) => !isRemark(text));
  return {
    key: aspect.key,
    letter,
    position: index + 1,
    announced_title: aspect.announced_title ?? null,
    report_title: aspect.report_title ?? null,
    questions: entries.map((entry: { text: string; code?: string | undefined; short?: string | undefined; kind?: 'question' | 'role' | undefined; paragraph?: string | null | undefined }, n) => ({
      code: entry.code ?? `${letter}${n + 1}`,
      position: (index + 1) * 100 + n,
      kind: entry.kind ?? (isRoleQuestion(entry.text, organization) ? 'role' : 'question'),
      text: entry.text,
      short_text: entry.short ?? shortForm(entry.text),
      paragraph: entry.paragraph ?? null,
    })),
  };
}
