import type { z } from 'zod';
import { forStaff } from '#domain/disclosure/outputs.ts';
import { askAccess, grantAccess, viewMaterial } from '#domain/moderation/commands/open-quarantine.ts';
import { quarantineMaterial } from '#domain/moderation/commands/quarantine.ts';
import { askReferral, confirmReferral, takeReferral } from '#domain/moderation/commands/refer-material.ts';
import { proposeSettlement, secondSettlement } from '#domain/moderation/commands/settle-quarantine.ts';
import { quarantineList, type QuarantinePage, quarantinePage } from '#domain/moderation/queries/quarantine-page.ts';
import { viewedFile } from '#domain/moderation/queries/viewed.ts';
import { quarantineRef } from '#domain/moderation/rules/quarantine.ts';
import { AccessInput, GrantInput, QuarantineInput, ReferralConfirmationInput, ReferralInput, SecondInput, SettlementInput, ViewInput } from '#domain/moderation/schema.ts';
import { QuarantineItem } from '#domain/moderation/ui/QuarantineItem.tsx';
import { QuarantineList } from '#domain/moderation/ui/QuarantineList.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Answer, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

const numberOf = (visit: Visit): number => Number(/^Q-0*(\d{1,6})$/.exec(visit.params['item'] ?? '')?.[1] ?? 0);

/** Dangerous material: put out of reach, opened by two, settled by two, handed to an authority by two. */
export function quarantineRoutes(door: Door): void {
  door.page('/f/:forum/mod/quarantine', forStaff('quarantine'), 'quarantine', (visit) => list(visit));
  door.deed('/f/:forum/mod/quarantine', forStaff('put in quarantine', 'answer'), 'quarantine', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(QuarantineInput, visit.form);
    if (!form.ok) return list(visit, { typed: form.typed, errors: form.errors });
    const put = await quarantineMaterial(inside.ctx, form.value);
    return put.ok ? goTo(`/f/${inside.frame.forum.key}/mod/quarantine/${quarantineRef(put.value.number)}`) : list(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, put.refusal) });
  });
  door.page('/f/:forum/mod/quarantine/:item', forStaff('quarantine item'), 'quarantine', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await quarantinePage(inside.ctx, numberOf(visit), visit.query['view'] ?? null));
    return inside && page ? show(item(visit, inside, page)) : absent();
  });
  // What is looked at is fetched by the look that was journaled; who has none is led to where one asks.
  door.page('/f/:forum/mod/quarantine/:item/material/:view', forStaff('quarantined file', 'file'), 'quarantine', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await quarantinePage(inside.ctx, numberOf(visit), null));
    if (!inside || !page) return absent();
    const file = await viewedFile(inside.ctx, visit.house.attachments.files, page.number, visit.params['view'] ?? '');
    return file ? bytes(file.mediaType, file.bytes, { fileName: file.fileName, sandbox: true }) : goTo(`/f/${inside.frame.forum.key}/mod/quarantine/${page.ref}`);
  });
  itemDeed(door, '/ask', AccessInput, ({ ctx }, n, input) => askAccess(ctx, n, input));
  itemDeed(door, '/grant', GrantInput, ({ ctx }, n, input) => grantAccess(ctx, n, input));
  itemDeed(door, '/view', ViewInput, ({ ctx }, n, input) => viewMaterial(ctx, n, input), ({ view }: { view: string }) => `?view=${view}`);
  itemDeed(door, '/propose', SettlementInput, ({ ctx }, n, input) => proposeSettlement(ctx, n, input));
  itemDeed(door, '/second', SecondInput, ({ ctx }, n, input) => secondSettlement(ctx, n, input));
  itemDeed(door, '/refer', ReferralInput, ({ ctx }, n, input, visit) => askReferral(ctx, n, input, visit.locale));
  itemDeed(door, '/refer/confirm', ReferralConfirmationInput, ({ ctx }, n, input, visit) => confirmReferral(ctx, visit.house.attachments.files, n, input));
  door.deed('/f/:forum/mod/quarantine/:item/refer/take', forStaff('referral package', 'file'), 'quarantine', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await quarantinePage(inside.ctx, numberOf(visit), null));
    if (!inside || !page) return absent();
    const form = readForm(ReferralConfirmationInput, visit.form);
    if (!form.ok) return showAgain(item(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const { files } = visit.house.attachments;
    const taken = await takeReferral(inside.ctx, files, page.number, form.value);
    const zip = taken.ok ? await files.get(Buffer.from(taken.value.sha256, 'hex')) : null;
    if (!taken.ok || !zip) return showAgain(item(visit, inside, page, taken.ok ? {} : { refusal: sayRefusal(visit.locale, taken.refusal) }));
    return bytes('application/zip', zip, { fileName: taken.value.fileName });
  });
}

/** A deed on one item: its form, its command, the item again. */
function itemDeed<S extends z.ZodType, V>(door: Door, path: string, schema: S, run: (inside: ForumVisit, number: number, input: z.output<S>, visit: Visit) => Promise<Outcome<V>>, after: (value: V) => string = () => ''): void {
  door.deed(`/f/:forum/mod/quarantine/:item${path}`, forStaff(`quarantine item${path}`, 'answer'), 'quarantine', async (visit): Promise<Answer> => {
    const inside = await visit.forum();
    const page = inside && (await quarantinePage(inside.ctx, numberOf(visit), null));
    if (!inside || !page) return absent();
    const form = readForm(schema, visit.form);
    if (!form.ok) return showAgain(item(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const done = await run(inside, page.number, form.value, visit);
    if (!done.ok) return showAgain(item(visit, inside, (await quarantinePage(inside.ctx, page.number, null)) ?? page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) }));
    return goTo(`/f/${inside.frame.forum.key}/mod/quarantine/${page.ref}${after(done.value)}`);
  });
}

async function list(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  const lines = inside && (await quarantineList(inside.ctx));
  if (!inside || !lines) return absent();
  const { locale } = visit;
  const title = say(locale, 'quarantine.title');
  const { key, zone } = inside.frame.forum;
  const about = (/^[A-Z]{1,2}\d{1,3}-\d{1,6}$/.exec(visit.query['ref'] ?? '')?.[0] ?? '').replace('-', '·');
  const node = forumPage(visit, inside.frame, { title, current: 'mod', children: <div class="stack"><h1>{title}</h1><QuarantineList locale={locale} zone={zone} here={`/${locale}/f/${key}/mod/quarantine`} lines={lines} ref={about} form={form} /></div> });
  return form ? showAgain(node) : show(node);
}

function item(visit: Visit, { frame }: ForumVisit, page: QuarantinePage, form?: FormState) {
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const title = say(locale, 'quarantine.item', { ref: page.ref });
  return forumPage(visit, frame, { title, current: 'mod', children: <div class="stack"><h1>{title}</h1><QuarantineItem locale={locale} zone={frame.forum.zone} base={base} here={`${base}/mod/quarantine/${page.ref}`} page={page} form={form} /></div> });
}
