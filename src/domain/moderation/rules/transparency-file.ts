import { z } from 'zod';
import { grounds, measures } from '../model.ts';
import { automatedDeeds, decisionOutcomes, decisionTimes, flagFates } from './figures.ts';

const told = z.int().min(0).nullable().describe('A count, or null where it is not told.');
const counts = <V extends string>(values: readonly [V, ...V[]]) => z.strictObject(Object.fromEntries(values.map((value) => [value, told])) as Record<V, typeof told>);
const instant = z.iso.datetime().nullable();

/** The published figures of a forum, `colloquy-transparency/1`; docs/reference/transparency.schema.json is made from it. */
export const TransparencyFile = z.strictObject({
  format: z.literal('colloquy-transparency/1'),
  forum: z.strictObject({ key: z.string(), number: z.int(), title: z.string() }),
  asOf: instant,
  next: instant,
  smallCell: z.int().min(5),
  figures: z
    .strictObject({
      decided: told, byRule: counts(grounds), byMeasure: counts(measures), byOutcome: counts(decisionOutcomes), byTime: counts(decisionTimes), medianMinutes: told,
      flags: told, byFate: counts(flagFates),
      aids: z.array(z.strictObject({ language: z.string(), method: z.string(), label: z.string(), signals: told, right: told, overridden: told, notJudged: told })),
      automatedAlone: z.strictObject(Object.fromEntries(automatedDeeds.map((deed) => [deed, z.int().min(0)]))),
    })
    .nullable(),
});
