import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LifeFacts, phases } from './model.ts';
import { isOpen, isRoleQuestion, openingHours, partLetter, phaseOf, shortForm } from './rules.ts';

const none: LifeFacts = { opensAt: null, closesAt: null, paperCirculatedAt: null, synthesisAt: null, silenceAt: null, publishedAt: null };
const forum2: LifeFacts = { ...none, opensAt: new Date('2012-07-02T07:00:00Z'), closesAt: new Date('2012-07-06T15:00:00Z') };
const justBefore = (at: string) => new Date(new Date(at).getTime() - 1);

describe('the phase of a forum', () => {
  it('opens and closes at its Vienna minute, not a millisecond before', () => {
    expect(phaseOf(forum2, justBefore('2012-07-02T07:00:00Z'))).toBe('announced');
    expect(phaseOf(forum2, new Date('2012-07-02T07:00:00Z'))).toBe('open');
    expect(phaseOf(forum2, justBefore('2012-07-06T15:00:00Z'))).toBe('open');
    expect(phaseOf(forum2, new Date('2012-07-06T15:00:00Z'))).toBe('closed');
    expect(isOpen(forum2, justBefore('2012-07-06T15:00:00Z'))).toBe(true);
    expect(isOpen(forum2, new Date('2012-07-06T15:00:00Z'))).toBe(false);
  });

  it('of a forum whose dates are not known is announced, however long ago', () => {
    expect(phaseOf(none, new Date('2026-01-01Z'))).toBe('announced');
  });

  it('never goes back as time goes on', () => {
    const instant = fc.option(fc.date({ noInvalidDate: true, min: new Date('2012-01-01Z'), max: new Date('2013-01-01Z') }));
    const facts = fc.record({ opensAt: instant, closesAt: instant, paperCirculatedAt: instant, synthesisAt: instant, silenceAt: instant, publishedAt: instant });
    const now = fc.date({ noInvalidDate: true, min: new Date('2011-06-01Z'), max: new Date('2013-06-01Z') });
    fc.assert(fc.property(facts, now, now, (f, a, b) => {
      const [earlier, later] = a <= b ? [a, b] : [b, a];
      expect(phases.indexOf(phaseOf(f, later))).toBeGreaterThanOrEqual(phases.indexOf(phaseOf(f, earlier)));
    }));
  });
});

describe('opening hours', () => {
  it('are instants of the local times agreed', () => {
    expect(openingHours('2012-07-02T09:00', '2012-07-06T17:00', 'Europe/Vienna')).toEqual({ ok: true, value: { opensAt: forum2.opensAt, closesAt: forum2.closesAt } });
  });
  it('are refused when they close before they open, at the same minute, or only one is given', () => {
    expect(openingHours('2012-07-06T17:00', '2012-07-02T09:00', 'Europe/Vienna')).toMatchObject({ refusal: { code: 'programme.closes_before_opening' } });
    expect(openingHours('2012-07-02T09:00', '2012-07-02T09:00', 'Europe/Vienna').ok).toBe(false);
    expect(openingHours('2012-07-02T09:00', null, 'Europe/Vienna')).toMatchObject({ refusal: { code: 'programme.hours_incomplete' } });
  });
  it('are refused in a zone that is none and at a time Vienna skips', () => {
    expect(openingHours('2026-03-29T02:30', '2026-03-30T17:00', 'Europe/Vienna')).toMatchObject({ refusal: { code: 'platform.no_such_local_time' } });
    expect(openingHours('2012-07-02T09:00', '2012-07-06T17:00', 'Vienna')).toMatchObject({ refusal: { code: 'platform.unknown_zone' } });
  });
});

describe('a guiding question', () => {
  it("on the organization's role is the standing one", () => {
    expect(isRoleQuestion("What could the OSCE's role be?", 'OSCE')).toBe(true);
    expect(isRoleQuestion('How can automated processes help?', 'OSCE')).toBe(false);
  });
  it('has a short form that ends with a word', () => {
    expect(shortForm('How can automated processes help?')).toBe('How can automated processes help?');
    expect(shortForm('How can terrorist content on social media be handled most effectively?')).toMatch(/^How can terrorist content on social media…$|^How can terrorist content on social media be…$/);
    expect(partLetter(2)).toBe('C');
  });
});
