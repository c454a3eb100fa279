import type { Locale } from '#platform/i18n/locales.ts';
import { dayIn } from '#platform/instant.ts';
import type { Context } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';
import { type BodyKind, bodyKinds, type MembershipSpan, type MembershipStatus, membershipStatuses } from '../model.ts';
import { kindOf, nameIn, statusOn } from '../rules/membership.ts';
import { spansOf } from '../store.ts';

type Names = Readonly<Record<string, string>>;
export type StateLine = { code: string; name: string; nameFr: string; place: number; imported: boolean; edited: boolean; since: string | null };
export type StatesPage = { groups: { status: MembershipStatus; states: StateLine[] }[]; today: string };

/** Every State by its standing today, each group in French order. */
export async function statesPage(ctx: Context, locale: Locale): Promise<StatesPage> {
  const today = dayIn(ctx.now, 'Europe/Vienna');
  const states = await ctx.db.selectFrom('state').selectAll().orderBy('order_fr').orderBy('code').execute();
  const lines = await Promise.all(states.map(async (state) => {
    const spans = await spansOf(ctx, state.id);
    const names = state.names as Names;
    const imported = state.imported as { names: Names } | null;
    const since = spans.find(({ from, until }) => from <= today && (until === null || today < until))?.from ?? null;
    return { status: statusOn(spans, today), code: state.code, name: nameIn(locale, names, names['en'] ?? state.code), nameFr: names['fr'] ?? '', imported: imported !== null, edited: imported !== null && differs(imported.names, names), since };
  }));
  const groups = membershipStatuses.map((status) => ({ status, states: lines.filter((line) => line.status === status).map((line, i) => ({ ...line, place: i + 1 })) }));
  return { groups: groups.filter((group) => group.states.length > 0), today };
}

const differs = (a: Names, b: Names): boolean => Object.keys({ ...a, ...b }).some((locale) => a[locale] !== b[locale]);

export type StatePage = { code: string; names: Names; imported: Names | null; spans: MembershipSpan[]; status: MembershipStatus; today: string };

/** One State: its names beside those imported, and its membership in time. */
export async function statePage(ctx: Context, code: string): Promise<StatePage | null> {
  const state = await ctx.db.selectFrom('state').selectAll().where('code', '=', code).executeTakeFirst();
  if (!state) return null;
  const today = dayIn(ctx.now, 'Europe/Vienna');
  const spans = await spansOf(ctx, state.id);
  return { code, names: state.names as Names, imported: (state.imported as { names: Names } | null)?.names ?? null, spans, status: statusOn(spans, today), today };
}

export type BodyLine = { id: string; name: string; abbreviation: string | null; category: Category; kind: BodyKind; state: string | null };
export type BodiesPage = { kind: BodyKind; bodies: BodyLine[] }[];

/** Every body by its kind today; delegations in the French order of their States. */
export async function bodiesPage(ctx: Context, locale: Locale): Promise<BodiesPage> {
  const today = dayIn(ctx.now, 'Europe/Vienna');
  const rows = await ctx.db.selectFrom('body').leftJoin('state', 'state.id', 'body.state_id').select(['body.id', 'body.name', 'body.names', 'body.abbreviation', 'body.category', 'body.kind', 'body.state_id', 'state.names as stateNames']).orderBy('state.order_fr').orderBy('body.name').execute();
  const lines = await Promise.all(rows.map(async (row) => ({
    id: row.id, name: nameIn(locale, row.names as Names, row.name), abbreviation: row.abbreviation, category: row.category as Category,
    kind: kindOf({ stateId: row.state_id, kind: row.kind === 'institution' ? 'institution' : 'organization' }, row.state_id ? statusOn(await spansOf(ctx, row.state_id), today) : 'none'),
    state: row.stateNames ? nameIn(locale, row.stateNames as Names, '') : null,
  })));
  return bodyKinds.map((kind) => ({ kind, bodies: lines.filter((line) => line.kind === kind) })).filter(({ bodies }) => bodies.length > 0);
}

export type BodyPage = { id: string | null; name: string; names: Names; abbreviation: string; category: Category; kind: 'organization' | 'institution'; state: string; states: { code: string; name: string }[] };

/** One body to be edited, or with `id` null the form for a new one. */
export async function bodyPage(ctx: Context, id: string | null, locale: Locale): Promise<BodyPage | null> {
  const states = (await ctx.db.selectFrom('state').select(['code', 'names']).orderBy('order_fr').orderBy('code').execute()).map(({ code, names }) => ({ code, name: nameIn(locale, names as Names, code) }));
  if (id === null) return { id, name: '', names: {}, abbreviation: '', category: 'international-organizations', kind: 'organization', state: '', states };
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const body = await ctx.db.selectFrom('body').leftJoin('state', 'state.id', 'body.state_id').selectAll('body').select('state.code').where('body.id', '=', id).executeTakeFirst();
  return body ? { id, name: body.name, names: body.names as Names, abbreviation: body.abbreviation ?? '', category: body.category as Category, kind: body.kind === 'institution' ? 'institution' : 'organization', state: body.code ?? '', states } : null;
}
