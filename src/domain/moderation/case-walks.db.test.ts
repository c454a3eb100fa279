import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { enter } from '../accreditation/sight.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { reviseContribution } from '../discussion/commands/revise-contribution.ts';
import { contributionByRef } from '../discussion/queries/contribution-facts.ts';
import { decideAppeal, lodgeAppeal } from './commands/appeal.ts';
import { claimCase } from './commands/claim-case.ts';
import { confirmDecision, decideCase } from './commands/decide-case.ts';
import { flagContribution } from './commands/flag-contribution.ts';
import { lapseProposals } from './commands/lapse-proposals.ts';
import { settleEdit } from './commands/settle-edit.ts';
import { casePage } from './queries/case-page.ts';
import type { CaseStep, Measure } from './model.ts';
import { takesFromView } from './rules/docket.ts';

let house: TestHouse;
let round = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

/** Everyone tries everything: those who may, and those who may not. */
const people = ['clara', 'gus', 'fay', 'ben', 'dmitri', 'anna'] as const satisfies readonly Character[];
const deeds = ['claim', 'hand-over', 'none', 'withhold', 'at-once', 'until-edited', 'confirm', 'decline', 'edit', 'accept-edit', 'reopen', 'appeal', 'upheld', 'reversed', 'flag', 'a day'] as const;
type Attempt = { deed: (typeof deeds)[number]; by: (typeof people)[number]; stale: boolean };
const attempt: fc.Arbitrary<Attempt> = fc.record({ deed: fc.constantFrom(...deeds), by: fc.constantFrom(...people), stale: fc.constantFrom(false, false, false, true) });

/** How far a case has come before everyone tries everything, so that what is far from its beginning is tried as well. */
const walk = (said: string): Attempt[] => said.split(', ').map((one) => {
  const [by, deed] = [people.find((name) => one.startsWith(`${name} `)), deeds.find((name) => one.endsWith(` ${name}`))];
  if (!by || !deed) throw new Error(`nobody does this: ${one}`);
  return { by, deed, stale: false };
});
const withheld = 'clara claim, clara withhold, gus confirm';
const openings = ['clara claim', 'clara at-once', withheld, `${withheld}, dmitri appeal`, 'clara until-edited, dmitri edit', 'gus until-edited, dmitri edit, dmitri appeal', 'gus none'].map(walk);
const walks = fc.tuple(fc.constantFrom([], ...openings), fc.array(attempt, { minLength: 2, maxLength: 8 })).map(([opening, tried]) => [...opening, ...tried]);
/** To every state at least once. */
const examples = [`${withheld}, dmitri appeal, clara reversed, gus upheld, fay reversed, dmitri appeal`, `${withheld}, dmitri appeal, fay upheld, clara reopen`, 'clara at-once, clara confirm, gus decline, gus at-once, ben a day, clara none'].map((said): [Attempt[]] => [walk(said)]);

it('no walk of a case, whoever tries what, skips a second moderator, lets a decider review, or leaves a text lost', async () => {
  const reached = new Set<string>();
  await fc.assert(fc.asyncProperty(walks, async (tries) => {
    const { ref, id, place, number } = await flagged();
    for (const one of tries) {
      const offered = await offeredTo(one.by, number);
      const outcome = await attempted(one, number, ref);
      agrees(one, offered, outcome);
      const now = await facts(id, number);
      reached.add(now.state);
      isLawful(now, place);
    }
  }), { numRuns: 30, examples });
  expect([...reached].sort()).toEqual(['appealed', 'claimed', 'decided', 'open', 'proposed', 'reversed', 'upheld']);
}, 120_000);

/** A case on a text of Dmitri's, which Ben flagged as urgent. */
async function flagged() {
  round += 1;
  house.at('2012-07-04T08:00:00Z');
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: `Text ${round}.`, regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  await flagContribution(await house.as('ben'), ref, { submissionId: randomUUID(), rule: '4.2', sentence: 'See.', urgent: 'yes' });
  const { id = '', number: place = 0 } = (await contributionByRef(await house.as('clara'), ref)) ?? {};
  const { number } = await house.pool.db.selectFrom('moderation_case').select('number').where('contribution_id', '=', id).orderBy('number', 'desc').executeTakeFirstOrThrow();
  return { ref, id, place, number };
}

/** What must hold after every attempt, granted or refused. */
function isLawful(now: Awaited<ReturnType<typeof facts>>, place: number): void {
  // Out of view only by one moderator's interim, by two, or until the author edits.
  if (now.visibility === 'withheld') expect(now.decisions.some((d) => takesFromView(d.measure) && (d.measure === 'withhold-until-edited' || d.confirmed_by !== null || (d.state === 'proposed' && d.interim_until !== null))), JSON.stringify(now)).toBe(true);
  const noDeciders = ['ben', 'dmitri', 'anna'].map((name) => seats.get(name));
  for (const d of now.decisions) {
    if (d.measure === 'withhold' && (d.state === 'in-force' || d.state === 'reversed')) expect(d.confirmed_by).not.toBeOneOf([null, d.seat_id]);
    if (d.reviewer_seat_id) expect([d.seat_id, d.confirmed_by]).not.toContain(d.reviewer_seat_id);
    for (const seat of [d.seat_id, d.confirmed_by, d.reviewer_seat_id]) expect(noDeciders).not.toContain(seat);
  }
  // Every way back leads to the same place, with the same words.
  if (now.state === 'reversed' || (now.state === 'open' && now.decisions.every((d) => d.state === 'declined'))) expect([now.visibility, now.number]).toEqual(['shown', place]);
}

/** The step of the case's page that each deed is. */
const stepOf: Readonly<Partial<Record<Attempt['deed'], CaseStep>>> = { claim: 'claim', 'hand-over': 'hand-over', none: 'decide', 'until-edited': 'decide', withhold: 'propose', 'at-once': 'propose', confirm: 'confirm', decline: 'decline', 'accept-edit': 'accept-edit', reopen: 'reopen', upheld: 'uphold', reversed: 'reverse' };

async function offeredTo(by: Character, number: number): Promise<CaseStep[]> {
  return ((await casePage(await house.as(by), number))?.next ?? []).flatMap(({ step, ruling }) => (ruling.ok ? [step] : []));
}

/**
 * What the page offers is what the command grants: no more, but for what was read of another version; and no less, but
 * that whoever has a case is not offered to take it, which changes nothing.
 */
function agrees({ deed, by, stale }: Attempt, offered: readonly CaseStep[], outcome: { ok: boolean }): void {
  const step = stepOf[deed];
  const isOffered = step !== undefined && (offered.includes(step) || (step === 'claim' && offered.includes('hand-over')));
  if (step && !stale) expect([by, deed, isOffered]).toEqual([by, deed, outcome.ok]);
}

const seats = new Map<string, string>();

async function attempted({ deed, by, stale }: Attempt, number: number, ref: string): Promise<{ ok: boolean }> {
  const ctx = await house.as(by);
  if (ctx.sight.seat) seats.set(by, ctx.sight.seat.id);
  for (const name of people) if (!seats.has(name)) seats.set(name, (await house.as(name)).sight.seat?.id ?? '');
  const { version: current } = await house.pool.db.selectFrom('moderation_case').select('version').where('number', '=', number).executeTakeFirstOrThrow();
  const version = stale ? current - 1 : current;
  const id = { submissionId: randomUUID() };
  const decide = (measure: 'none' | 'withhold' | 'withhold-until-edited', more: { atOnce?: 'yes' } = {}) => decideCase(ctx, number, { ...id, version, measure, rule: '4.2', facts: 'F.', scope: 'S.', aidUsed: 'None.', redress: 'R.', ...more });
  const outcome: { ok: boolean } = await (() => {
    switch (deed) {
      case 'claim': case 'hand-over': return claimCase(ctx, number, { ...id, step: deed });
      case 'none': return decide('none');
      case 'withhold': return decide('withhold');
      case 'at-once': return decide('withhold', { atOnce: 'yes' });
      case 'until-edited': return decide('withhold-until-edited');
      case 'confirm': case 'decline': return confirmDecision(ctx, number, { ...id, version, step: deed });
      case 'edit': return reviseContribution(ctx, ref, { ...id, text: `Edited ${randomUUID()}.` });
      case 'accept-edit': case 'reopen': return settleEdit(ctx, number, { ...id, version, step: deed });
      case 'appeal': return lodgeAppeal(ctx, number, { ...id, text: 'I object.' });
      case 'upheld': case 'reversed': return decideAppeal(ctx, number, { ...id, outcome: deed, reasons: 'So.' });
      case 'flag': return flagContribution(ctx, ref, { ...id, rule: '4.2', sentence: 'Again.' });
      case 'a day': return aDayLater();
      default: return deed satisfies never;
    }
  })();
  if (stale && ['none', 'withhold', 'confirm', 'decline'].includes(deed)) expect(outcome).toMatchObject({ ok: false });
  return outcome;
}

/** The clock goes on, and ends what nobody confirmed; the forum stays open. */
async function aDayLater(): Promise<{ ok: true }> {
  house.at(new Date(Math.min(house.world.now().getTime() + 25 * 3_600_000, Date.parse('2012-07-06T14:00:00Z'))));
  const clock = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (clock) await lapseProposals(clock);
  return { ok: true };
}

async function facts(contributionId: string, number: number) {
  const { db } = house.pool;
  const found = await db.selectFrom('moderation_case').select(['id', 'state']).where('number', '=', number).executeTakeFirstOrThrow();
  const contribution = await db.selectFrom('contribution').select(['visibility', 'number']).where('id', '=', contributionId).executeTakeFirstOrThrow();
  const decisions = await db.selectFrom('decision as d').leftJoin('appeal as a', 'a.decision_id', 'd.id').select(['d.measure', 'd.state', 'd.seat_id', 'd.confirmed_by', 'd.interim_until', 'a.reviewer_seat_id']).where('d.case_id', '=', found.id).execute();
  return { state: found.state, ...contribution, decisions: decisions.map((d) => ({ ...d, measure: d.measure as Measure })) };
}
