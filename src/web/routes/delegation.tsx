import type { z } from 'zod';
import { decideNomination } from '#domain/accreditation/commands/confirm-nomination.ts';
import { nominateList, nominatePerson } from '#domain/accreditation/commands/nominate-person.ts';
import { replacePerson } from '#domain/accreditation/commands/replace-person.ts';
import { setDuty } from '#domain/accreditation/commands/set-duty.ts';
import { setQuota } from '#domain/accreditation/commands/set-quota.ts';
import { withdrawPerson } from '#domain/accreditation/commands/withdraw-person.ts';
import { delegationPage } from '#domain/accreditation/queries/delegation-page.ts';
import { delegationsPage } from '#domain/accreditation/queries/delegations-page.ts';
import { DutyForm, NominationDecision, NominationForm, NominationList, QuotaForm, ReplacementForm, WithdrawalForm } from '#domain/accreditation/schema.ts';
import { Delegation, type SentForm } from '#domain/accreditation/ui/Delegation.tsx';
import { Delegations, type SentDecision } from '#domain/accreditation/ui/Delegations.tsx';
import { forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { isMessage, say, sayAny, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** A delegation's own page, and the organiser's page of all delegations. */
export function delegationRoutes(door: Door): void {
  door.page('/f/:forum/delegation', forSeats('own delegation'), 'nominate', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await ownNode(visit, inside));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/delegation', forSeats('nominate', 'answer'), 'nominate', (visit) => own(visit, 'nominate', NominationForm, ({ ctx }, input) => nominatePerson(ctx, input, visit.house.origin)));
  door.deed('/f/:forum/delegation/list', forSeats('nominate a list', 'answer'), 'nominate', (visit) => own(visit, 'list', NominationList, ({ ctx }, input) => nominateList(ctx, input, visit.house.origin)));
  door.deed('/f/:forum/delegation/replace', forSeats('replace a person', 'answer'), 'nominate', (visit) => own(visit, 'replace', ReplacementForm, ({ ctx }, input) => replacePerson(ctx, input, visit.house.origin)));
  door.deed('/f/:forum/delegation/withdraw', forSeats('withdraw a person', 'answer'), 'nominate', (visit) => own(visit, 'withdraw', WithdrawalForm, ({ ctx }, input) => withdrawPerson(ctx, input, visit.house.origin)));
  door.page('/f/:forum/delegations', forStaff('delegations'), 'invite', async (visit) => {
    const inside = await visit.forum();
    const node = inside && (await allNode(visit, inside));
    return node ? show(node) : absent();
  });
  door.deed('/f/:forum/delegations/decide', forStaff('decide a nomination', 'answer'), 'invite', (visit) => all(visit, 'decide', NominationDecision, ({ ctx }, input) => decideNomination(ctx, input, visit.house.origin)));
  door.deed('/f/:forum/delegations/quota', forStaff('set a quota', 'answer'), 'invite', (visit) => all(visit, 'quota', QuotaForm, ({ ctx }, input) => setQuota(ctx, input)));
  door.deed('/f/:forum/delegations/duty', forStaff('set a duty', 'answer'), 'invite', (visit) => all(visit, 'duty', DutyForm, ({ ctx }, input) => setDuty(ctx, input, visit.house.origin)));
}

type Deed<S extends z.ZodType> = (inside: ForumVisit, input: z.output<S>) => Promise<Outcome<unknown>>;

/** A form as read, done, and what is wrong with it; null where it was done. */
async function tried<S extends z.ZodType>(visit: Visit, inside: ForumVisit, schema: S, deed: Deed<S>): Promise<FormState | null> {
  const form = readForm(schema, visit.form);
  const outcome = form.ok ? await deed(inside, form.value) : null;
  if (outcome?.ok) return null;
  return { typed: typedIn(visit.form), ...(form.ok ? { refusal: outcome && !outcome.ok ? sayRefusal(visit.locale, outcome.refusal) : undefined } : { errors: form.errors }) };
}

async function own<S extends z.ZodType>(visit: Visit, which: SentForm['which'], schema: S, deed: Deed<S>): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside || !(await ownNode(visit, inside))) return absent();
  const form = await tried(visit, inside, schema, deed);
  if (!form) return goTo(`/f/${inside.frame.forum.key}/delegation?done=${which}`);
  const node = await ownNode(visit, inside, { which, form });
  return node ? showAgain(node) : absent();
}

async function all<S extends z.ZodType>(visit: Visit, which: SentDecision['which'], schema: S, deed: Deed<S>): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const form = await tried(visit, inside, schema, deed);
  if (!form) return goTo(`/f/${inside.frame.forum.key}/delegations?done=${which}`);
  const node = await allNode(visit, inside, { which, form });
  return node ? showAgain(node) : absent();
}

/** What was done, in words; an address made up by hand says nothing. */
function doneText(visit: Visit): string | null {
  const key = `delegation.done.${visit.query['done'] ?? ''}`;
  return isMessage(key) ? sayAny(visit.locale, key) : null;
}

async function ownNode(visit: Visit, inside: ForumVisit, sent?: SentForm) {
  const { locale } = visit;
  const page = await delegationPage(inside.ctx, locale);
  return page && forumPage(visit, inside.frame, { title: say(locale, 'delegation.own.title'), current: 'delegation', children: <Delegation locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} page={page} done={sent ? null : doneText(visit)} sent={sent} /> });
}

async function allNode(visit: Visit, inside: ForumVisit, sent?: SentDecision) {
  const { locale } = visit;
  const page = await delegationsPage(inside.ctx, locale);
  return page && forumPage(visit, inside.frame, { title: say(locale, 'delegation.all.title'), current: 'delegations', children: <Delegations locale={locale} base={`/${locale}/f/${inside.frame.forum.key}`} page={page} done={sent ? null : doneText(visit)} sent={sent} /> });
}
