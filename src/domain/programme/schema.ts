import { z } from 'zod';
import { markings, regimes } from '../disclosure/model.ts';

/** A statement of the programme with where it is known from: the text counts, its source is kept. */
const Stated = z.union([z.string().transform((text) => ({ text })), z.looseObject({ text: z.string().nullable().optional() })]).nullish();
const Listed = z.union([z.array(z.string()), z.looseObject({ value: z.array(z.string()).nullable() }).transform((v) => v.value ?? [])]).nullish();

const QuestionEntry = z.union([
  z.string().min(1).max(2_000),
  z.strictObject({
    code: z.string().regex(/^[A-Z]\d{1,2}$/, 'a code is a letter and a number, such as B2').optional(),
    text: z.string().min(1).max(2_000),
    short: z.string().min(1).max(120).optional(),
    kind: z.enum(['question', 'role']).optional(),
    paragraph: z.string().max(20).nullish(),
  }),
]);

export const AspectEntry = z.looseObject({
  key: z.string().min(1).max(20),
  announced_title: z.string().max(500).nullish(),
  report_title: z.string().max(500).nullish(),
  questions: z.array(QuestionEntry).max(40).default([]),
});

export const ForumEntry = z.looseObject({
  number: z.number().int().min(1).max(99),
  event_page_title: z.string().max(500).nullish(),
  report_title: z.string().max(500).nullish(),
  theme_in_series_list: z.string().max(500).nullish(),
  short_title: z.string().max(200).nullish(),
  opens: z.string().nullish(),
  closes: z.string().nullish(),
  /** Until when a text announced before closing is still admitted. */
  late_until_local: z.string().nullish(),
  timezone: z.string().nullish(),
  dates_invented: z.boolean().default(false),
  /** Whether the forum's pages are public from the import on. */
  announced: z.boolean().default(true),
  framing: Stated,
  goal: Stated,
  focus_aspects: z.array(AspectEntry).max(26).default([]),
  audience: Listed,
  tags: Listed,
  allowed_regimes: z.array(z.enum(regimes)).min(1).optional(),
  default_regime: z.enum(regimes).optional(),
  default_marking: z.enum(markings).optional(),
});

export type ForumEntry = z.output<typeof ForumEntry>;
export type AspectEntry = z.output<typeof AspectEntry>;

const SeriesEntry = z.looseObject({
  title: z.string().min(1).max(500),
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug holds small letters, digits and hyphens').max(40).optional(),
  short_heading_on_event_pages: z.string().max(200).nullish(),
  year: z.number().int().min(1900).max(2200).nullish(),
  organiser: z.string().min(1).max(300),
  organiser_short: z.string().max(60).nullish(),
  organization: z.string().max(60).optional(),
  demonstration: z.boolean().default(false),
  purpose: Stated,
  final_output: Stated,
});
const ReportEntry = z.looseObject({ title: z.string().max(500).nullish(), outline: z.array(z.unknown()).default([]) });

/** A programme as a file brings it. Unknown fields are allowed, and reported; see docs/reference/programme-format.md. */
export const Programme = z.looseObject({
  sources: z.record(z.string(), z.unknown()).optional(),
  series: SeriesEntry,
  forums: z.array(ForumEntry).min(1).max(40),
  report: ReportEntry.default({ outline: [] }),
});
export type Programme = z.output<typeof Programme>;

/** The fields each part of a programme has; `$schema` and `$about` are for whoever reads the file. */
export const knownFields = {
  programme: ['$schema', '$about', ...Object.keys(Programme.shape)],
  series: Object.keys(SeriesEntry.shape),
  forum: Object.keys(ForumEntry.shape),
  aspect: Object.keys(AspectEntry.shape),
  report: Object.keys(ReportEntry.shape),
} as const;

/** Every so many hours of the forum's day; each goes into the day without a rest. */
export const batchHours = [1, 2, 3, 4, 6, 8, 12, 24] as const;

/** What an organiser changes of a forum on its page. */
export const ForumEdit = z.strictObject({
  submissionId: z.uuid(),
  announcedTitle: z.string().trim().max(500).optional(),
  reportTitle: z.string().trim().max(500).optional(),
  shortTitle: z.string().trim().min(1).max(200),
  framing: z.string().trim().max(5_000).optional(),
  goal: z.string().trim().max(5_000).optional(),
  opens: z.string().trim().max(16).optional(),
  closes: z.string().trim().max(16).optional(),
  zone: z.string().trim().min(1).max(60),
  defaultRegime: z.enum(regimes),
  defaultMarking: z.enum(markings),
  /** When unattributed contributions are released; as they were where missing. */
  batchAuthors: z.coerce.number().int().min(2).max(20).optional(),
  batchHours: z.coerce.number().pipe(z.literal(batchHours)).optional(),
});
export type ForumEdit = z.output<typeof ForumEdit>;

export const Extension = z.strictObject({ submissionId: z.uuid(), closes: z.string().trim().min(1).max(16), reason: z.string().trim().min(1).max(1_000) });
export type Extension = z.output<typeof Extension>;

/** Until when announced texts are admitted after closing; empty: no longer. */
export const LateDeadline = z.strictObject({ submissionId: z.uuid(), late: z.string().trim().max(16).optional() });
export type LateDeadline = z.output<typeof LateDeadline>;

/** What an organiser changes of a question on its page. */
export const QuestionEdit = z.strictObject({
  submissionId: z.uuid(),
  text: z.string().trim().min(1).max(2_000),
  shortText: z.string().trim().min(1).max(120),
  kind: z.enum(['question', 'role']),
  paragraph: z.string().trim().regex(/^p\d{1,4}$/).optional(),
});
export type QuestionEdit = z.output<typeof QuestionEdit>;

export const Announcement = z.strictObject({ submissionId: z.uuid() });
export type Announcement = z.output<typeof Announcement>;
