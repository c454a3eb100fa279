import { z } from 'zod';
import type { Kept } from '#domain/account/ui/Kept.tsx';
import type { Visit } from './door.tsx';
import { ownAddress } from './way-back.ts';

/** What proves who somebody is goes into no page; it would not serve a second time either. */
const secret = ['password', 'code', 'response'];

/** The form of a visit, to be kept on the page that answers it; null where nothing was typed. */
export function keptOf(visit: Visit): Kept | null {
  const fields = Object.entries(visit.form)
    .filter(([name]) => !secret.includes(name))
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one: unknown) => [name, one] as const));
  const to = ownAddress(`${visit.path}${visit.url.search}`);
  if (fields.length === 0 || to === null) return null;
  return { to, fields: fields.filter((field): field is readonly [string, string] => typeof field[1] === 'string'), files: fields.some(([, value]) => typeof value !== 'string') };
}

const KeptForm = z.strictObject({ to: z.string().refine((to) => ownAddress(to) !== null), fields: z.array(z.tuple([z.string(), z.string()])), files: z.boolean() });

/** A form that came along with another, as `keptOf` made it; null for anything else. */
export function keptIn(sent: unknown): Kept | null {
  if (typeof sent !== 'string') return null;
  try {
    return KeptForm.safeParse(JSON.parse(sent)).data ?? null;
  } catch {
    return null;
  }
}
