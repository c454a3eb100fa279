import type { z } from 'zod';

/** One thing wrong with a form: which field, and the message that says so. */
export type FieldError = { field: string; key: string; args: Readonly<Record<string, string | number>> };

export type ReadForm<T> = { ok: true; value: T } | { ok: false; errors: readonly FieldError[]; typed: Readonly<Record<string, string>> };

/**
 * A form as its schema wants it, or what is wrong with each field together with everything that was typed.
 *
 * Shape   empty fields count as not given; a field given twice becomes a list where the schema has one.
 */
export function readForm<S extends z.ZodType>(schema: S, form: Readonly<Record<string, unknown>>): ReadForm<z.output<S>> {
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given, { reportInput: true });
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, errors: read.error.issues.map(fieldError), typed: typedIn(form) };
}

/** What was typed, field by field, to be shown again. */
export const typedIn = (form: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(form).map(([key, value]) => [key, Array.isArray(value) ? value.join('\n') : String(value)]));

/**
 * What was sent, with every zero character made U+FFFD, as CommonMark shows it: no database of ours keeps one, and
 * nobody types one.
 */
export const withoutZeros = (sent: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(sent).map(([key, value]) => [key.replaceAll('\0', '\uFFFD'), Array.isArray(value) ? value.map(withoutZero) : withoutZero(value)]));

const withoutZero = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const field = issue.path.map(String).join('.');
  const of = (key: string, args: FieldError['args'] = {}): FieldError => ({ field, key, args });
  // A schema may name its own sentence: a message key instead of English.
  if (issue.code === 'custom' && /^[a-z]+(\.[a-zA-Z_]+)+$/.test(issue.message)) return of(issue.message);
  if (issue.code === 'invalid_type' && issue.input === undefined) return of('web.field.required');
  if (issue.code === 'too_small') return issue.minimum === 1 ? of('web.field.required') : of('web.field.tooShort', { min: Number(issue.minimum) });
  if (issue.code === 'too_big') return of('web.field.tooLong', { max: Number(issue.maximum) });
  if (issue.code === 'invalid_value') return of('web.field.notOffered');
  if (issue.code === 'unrecognized_keys') return { field: issue.keys[0] ?? '', key: 'web.field.unknown', args: { field: issue.keys[0] ?? '' } };
  if (issue.code === 'invalid_format') return of(issue.format === 'email' ? 'web.field.notAnAddress' : 'web.field.malformed');
  return of(issue.input === undefined || issue.input === null ? 'web.field.required' : 'web.field.malformed');
}
