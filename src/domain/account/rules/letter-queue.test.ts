import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayRetry, queueReason, queueReasons, queueState, serverCode, subjectOf } from './letter-queue.ts';

const at = new Date('2012-07-04T08:00:00Z');
const fresh = { sentAt: null, nextAt: at, attempts: 0, failure: null, returnedAt: null };

describe('a letter of the queue', () => {
  it('stands where its facts put it', () => {
    expect(queueState(fresh)).toBe('waiting');
    expect(queueState({ ...fresh, attempts: 2, failure: '451' })).toBe('retrying');
    expect(queueState({ ...fresh, nextAt: null, attempts: 1, failure: '550' })).toBe('failed');
    expect(queueState({ ...fresh, nextAt: null, failure: 'address takes no letters' })).toBe('suppressed');
    for (const failure of ['too late', 'nothing left to tell', null]) expect(queueState({ ...fresh, nextAt: null, failure })).toBe('dropped');
    expect(queueState({ ...fresh, sentAt: at, nextAt: null })).toBe(null);
    expect(queueState({ ...fresh, sentAt: at, nextAt: null, returnedAt: at, failure: '5.1.1' })).toBe('returned');
  });

  it('is tried again by hand where that can help: not while it is being sent, not when it has nothing to say, not where letters do not arrive', () => {
    expect(mayRetry('failed', '550', true)).toBe(true);
    expect(mayRetry('retrying', 'unreachable', true)).toBe(true);
    expect(mayRetry('retrying', null, true)).toBe(false);
    expect(mayRetry('suppressed', 'address takes no letters', false)).toBe(false);
    expect(mayRetry('suppressed', 'address takes no letters', true)).toBe(true);
    for (const state of ['waiting', 'dropped', 'returned', null] as const) expect(mayRetry(state, null, true)).toBe(false);
  });

  it('has a reason in words for whatever is written beside it, and never those words themselves', () => {
    fc.assert(fc.property(fc.string(), (failure) => queueReasons.includes(queueReason('failed', failure) ?? 'fault')));
    expect(queueReason('failed', '550')).toBe('refused');
    expect(queueReason('retrying', '421')).toBe('refused-for-now');
    expect(queueReason('waiting', null)).toBe(null);
    expect(serverCode('anna@example.org')).toBe(null);
    expect(serverCode('5.1.1')).toBe('5.1.1');
  });

  it('keeps its addressee to itself unless its kind is known to say nothing of what they wrote', () => {
    for (const kind of ['mail.answer', 'moderation.statement-of-reasons', 'report.your-input', '']) expect(subjectOf(kind)).toBe('personal');
    expect(['account.sign-in-link', 'accreditation.invitation', 'discussion.new-contributions', 'discussion.desk-tasks'].map(subjectOf)).toEqual(['access', 'seat', 'new', 'tasks']);
  });
});
