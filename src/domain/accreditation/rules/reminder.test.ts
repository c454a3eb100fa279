import { describe, expect, it } from 'vitest';
import { invitationState, invitationStates, mayCancel, mayRemind, mayResend } from './invitation-state.ts';
import { reminderDue } from './reminder.ts';

const at = (text: string) => new Date(text);
const facts = { state: 'sent' as const, lastLetterAt: at('2012-06-20T08:00:00Z'), everyDays: 2, zone: 'Europe/Vienna' };

describe('a reminder by the clock', () => {
  it('is due from nine in the morning of its day, not a millisecond before', () => {
    expect(reminderDue(facts, at('2012-06-22T06:59:59.999Z'))).toBe(false);
    expect(reminderDue(facts, at('2012-06-22T07:00:00Z'))).toBe(true);
    expect(reminderDue(facts, at('2012-06-21T20:00:00Z'))).toBe(false);
    // Days are those of the forum: an hour after midnight in Vienna is still the day before in Greenwich.
    expect(reminderDue({ ...facts, lastLetterAt: at('2012-06-19T22:30:00Z') }, at('2012-06-22T07:00:00Z'))).toBe(true);
    expect(reminderDue({ ...facts, lastLetterAt: at('2012-06-20T22:30:00Z') }, at('2012-06-22T07:00:00Z'))).toBe(false);
  });

  it('keeps its hour over a change of the clocks', () => {
    expect(reminderDue({ ...facts, lastLetterAt: at('2026-10-24T10:00:00Z'), everyDays: 1 }, at('2026-10-25T07:30:00Z'))).toBe(false);
    expect(reminderDue({ ...facts, lastLetterAt: at('2026-10-24T10:00:00Z'), everyDays: 1 }, at('2026-10-25T08:00:00Z'))).toBe(true);
  });

  it('goes only to who has a letter and has not answered, and never where the forum reminds nobody', () => {
    expect(invitationStates.filter((state) => reminderDue({ ...facts, state }, at('2012-06-25T08:00:00Z')))).toEqual(['sent', 'opened']);
    expect(reminderDue({ ...facts, everyDays: null }, at('2012-06-25T08:00:00Z'))).toBe(false);
  });
});

describe('where an invitation stands', () => {
  const sent = { sentAt: at('2012-06-20T08:00:00Z'), nextAt: null, returned: false };
  const open = { answer: null, openedAt: null, expiresAt: at('2012-07-04T08:00:00Z'), letter: sent };
  const now = at('2012-06-21T08:00:00Z');

  it('follows from its letter, its page, its answer and the clock', () => {
    expect(invitationState({ ...open, letter: { ...sent, sentAt: null, nextAt: now } }, now)).toBe('queued');
    expect(invitationState(open, now)).toBe('sent');
    expect(invitationState({ ...open, letter: null }, now)).toBe('sent');
    expect(invitationState({ ...open, letter: { ...sent, sentAt: null } }, now)).toBe('bounced');
    // It came back after it was sent: no new deadline helps. Who has opened the link has it all the same.
    expect(invitationState({ ...open, letter: { ...sent, returned: true } }, open.expiresAt)).toBe('bounced');
    expect(invitationState({ ...open, openedAt: now, letter: { ...sent, returned: true } }, now)).toBe('opened');
    expect(invitationState({ ...open, openedAt: now }, now)).toBe('opened');
    expect(invitationState(open, at('2012-07-04T07:59:59.999Z'))).toBe('sent');
    expect(invitationState({ ...open, openedAt: now }, open.expiresAt)).toBe('expired');
    for (const answer of ['accepted', 'declined', 'replaced', 'cancelled'] as const) expect(invitationState({ ...open, answer }, open.expiresAt)).toBe(answer);
  });

  it('allows each deed from these states only', () => {
    expect(invitationStates.filter((state) => mayResend(state).ok)).toEqual(['queued', 'sent', 'bounced', 'opened', 'expired', 'cancelled']);
    expect(invitationStates.filter((state) => mayCancel(state).ok)).toEqual(['queued', 'sent', 'bounced', 'opened', 'expired']);
    expect(invitationStates.filter(mayRemind)).toEqual(['sent', 'opened']);
  });
});
