import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Silence } from './model.ts';
import { endOf, mayExtend, mayIssue, mayObject, mayPropose, mayWithdrawObjection, mayWithdrawProposal, type Objector, silenceState } from './rules.ts';

// Arbitrary sequences of deeds on one recommendation, by the rules the commands ask, against a plain account of what happened.
type Proposal = Silence & { wording: string };
type Letter = { receivedAt: Date; who: number; of: Proposal };
type Table = { now: Date; text: string; proposals: Proposal[]; letters: Letter[] };
/** What an observer wrote down, without asking any rule. */
type Seen = { proposal: Proposal; wordingThen: string; ends: number[]; brokenAt: Date[]; issued: boolean };

const people: readonly (Objector & { name: string })[] = [
  { name: 'the sender of a State', stateId: 'a', speaksForState: true, participating: true },
  { name: 'the sender of another', stateId: 'b', speaksForState: true, participating: true },
  { name: 'a colleague of the sender', stateId: 'a', speaksForState: false, participating: true },
  { name: 'the sender of a Partner', stateId: 'p', speaksForState: true, participating: false },
  { name: 'an expert', stateId: null, speaksForState: false, participating: false },
];
const entitled = (who: number): boolean => who < 2;
const minute = 60_000;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const someone = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 1) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: people.length - 1 }) });
const span = fc.oneof({ weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) }, { weight: 4, arbitrary: fc.integer({ min: minute, max: 40 * minute }) });
const deed = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), ms: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 20 * minute })) }),
  fc.record({ do: fc.constant('wait-to-end' as const), ms: fc.integer({ min: -1, max: 1 }) }),
  fc.record({ do: fc.constant('propose' as const), opensIn: fc.constantFrom(0, 0, 0, -1, minute), for: span }),
  fc.record({ do: fc.constant('object' as const), who: someone }),
  fc.record({ do: fc.constant('post' as const), who: someone }),
  fc.record({ do: fc.constant('read' as const) }),
  fc.record({ do: fc.constant('take-back' as const), who: someone }),
  fc.record({ do: fc.constant('extend' as const), by: fc.oneof(fc.constantFrom(-1, 0, 1), span) }),
  fc.record({ do: fc.constant('withdraw' as const) }),
  fc.record({ do: fc.constant('edit' as const), text: fc.constantFrom('one', 'two') }),
  fc.record({ do: fc.constant('issue' as const) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

const newest = ({ proposals }: Table): Proposal | undefined => proposals.at(-1);
const replace = (table: Table, was: Proposal, is: Proposal): void => {
  table.proposals[table.proposals.indexOf(was)] = is;
  for (const letter of table.letters) if (letter.of === was) letter.of = is;
};

describe('silence, whatever is done and when', () => {
  it('is never shortened, never adopted after an objection, broken by an authorised sender only, and keeps its words', () => {
    fc.assert(fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      const table: Table = { now: new Date('2012-08-06T10:00:00Z'), text: 'one', proposals: [], letters: [] };
      const seen: Seen[] = [];
      for (const one of deeds) {
        carryOut(table, seen, one);
        check(table, seen);
      }
      // Whatever else happens: the clock runs on, letters are read, numbers are issued.
      for (let i = 0; i < 3; i += 1) for (const last of [{ do: 'wait', ms: 60 * minute }, { do: 'issue' }, { do: 'read' }, { do: 'issue' }] as const) carryOut(table, seen, last);
      check(table, seen);
    }), { numRuns: 1_500 });
  });
});

function carryOut(table: Table, seen: Seen[], one: Deed): void {
  const { now } = table;
  const current = newest(table);
  const account = seen.find(({ proposal }) => proposal === current);
  const change = (is: Proposal): void => {
    if (!current) return;
    replace(table, current, is);
    if (account) account.proposal = is;
  };
  switch (one.do) {
    case 'wait': table.now = new Date(now.getTime() + one.ms); return;
    case 'wait-to-end': if (current) table.now = new Date(Math.max(now.getTime(), endOf(current).getTime() + one.ms)); return;
    case 'edit': if (!current || ['broken', 'withdrawn'].includes(silenceState(current, now))) table.text = one.text; return;
    case 'propose': {
      const opensAt = new Date(now.getTime() + one.opensIn);
      const [wording, endsAt] = [sha256(table.text), new Date(opensAt.getTime() + one.for)];
      if (!mayPropose(table.proposals, { wording, opensAt, endsAt }, now).ok) return;
      const proposal: Proposal = { wording, opensAt, endsAt, withdrawnAt: null, issuedAt: null, extensions: [], objections: [] };
      table.proposals.push(proposal);
      seen.push({ proposal, wordingThen: wording, ends: [endsAt.getTime()], brokenAt: [], issued: false });
      return;
    }
    case 'object': if (current && account) breaks(account, current, one.who, now, change); return;
    case 'post': if (current) table.letters.push({ receivedAt: now, who: one.who, of: current }); return;
    case 'read': readAll(table, seen); return;
    case 'take-back': {
      const who = people[one.who];
      const ruling = current && who ? mayWithdrawObjection(current, who) : null;
      if (current && ruling?.ok) change({ ...current, objections: current.objections.map((o) => (o.stateId === ruling.value && !o.withdrawnAt ? { ...o, withdrawnAt: now } : o)) });
      return;
    }
    case 'extend': {
      const to = current && new Date(endOf(current).getTime() + one.by);
      if (!current || !account || !to || !mayExtend(current, to, now).ok) return;
      change({ ...current, extensions: [...current.extensions, to] });
      account.ends.push(to.getTime());
      return;
    }
    case 'withdraw': if (current && mayWithdrawProposal(current, now).ok) change({ ...current, withdrawnAt: now }); return;
    case 'issue': {
      if (!current || !account) return;
      const unread = table.letters.some(({ receivedAt }) => receivedAt < endOf(current));
      if (!mayIssue(current, now, { unread })) return;
      change({ ...current, issuedAt: now });
      account.issued = true;
      return;
    }
    default: one satisfies never;
  }
}

/** An attempt to break silence, judged at the instant that counts for it; whether it did. */
function breaks(account: Seen, current: Proposal, who: number, at: Date, change: (is: Proposal) => void): boolean {
  const person = people[who];
  const ruling = person ? mayObject(current, person, at) : null;
  if (!ruling?.ok) return false;
  expect(entitled(who), person?.name).toBe(true);
  expect(at.getTime()).toBeLessThan(Math.max(...account.ends));
  expect(at.getTime()).toBeGreaterThanOrEqual(current.opensAt.getTime());
  account.brokenAt.push(at);
  change({ ...current, objections: [...current.objections, { stateId: ruling.value, withdrawnAt: null }] });
  return true;
}

/** Letters are read late, and count by when they came: one from an authorised sender in time is never refused for being late. */
function readAll(table: Table, seen: Seen[]): void {
  for (const letter of table.letters.splice(0)) {
    const account = seen.find(({ proposal }) => proposal === letter.of);
    const { of } = letter;
    // A letter about a text that another has taken the place of is answered so, and breaks nothing.
    if (!account || of !== newest(table)) continue;
    const own = people[letter.who]?.stateId;
    const inTime = entitled(letter.who) && letter.receivedAt >= of.opensAt && letter.receivedAt < endOf(of) && !of.withdrawnAt && !of.objections.some(({ stateId }) => stateId === own);
    const broke = breaks(account, of, letter.who, letter.receivedAt, (is) => {
      table.proposals[table.proposals.indexOf(of)] = is;
      account.proposal = is;
      for (const other of table.letters) if (other.of === of) other.of = is;
    });
    expect(broke).toBe(inTime);
  }
}

function check({ now, proposals }: Table, seen: readonly Seen[]): void {
  for (const { proposal, wordingThen, ends, brokenAt, issued } of seen) {
    expect(proposal.wording).toBe(wordingThen);
    for (const [i, end] of ends.entries()) expect(end).toBeGreaterThan(ends[i - 1] ?? 0);
    expect(endOf(proposal).getTime()).toBe(Math.max(...ends));
    const state = silenceState(proposal, now);
    if (brokenAt.length > 0) expect(state).not.toBe('adopted');
    if (state === 'adopted') expect(now.getTime()).toBeGreaterThanOrEqual(Math.max(...ends));
    if (issued) expect([state, brokenAt]).toEqual(['adopted', []]);
  }
  // Of one recommendation at most one text is before the delegations, and at most one is adopted.
  expect(proposals.filter((one) => ['pending', 'running', 'adopted'].includes(silenceState(one, now))).length).toBeLessThanOrEqual(1);
  // No words are before the delegations, or adopted, against which an objection stands.
  for (const one of proposals) for (const other of proposals) if (other.wording === one.wording && ['running', 'adopted'].includes(silenceState(one, now))) expect(other.objections.filter(({ withdrawnAt }) => withdrawnAt === null)).toEqual([]);
}
