import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vaultOf } from '#platform/vault.ts';
import { bounceAddress, letterOfBounce } from '#platform/mail/mail-door.ts';
import { recipientAmong, recipientOf } from './address.ts';
import { authenticationOf, isDisproved, isProved } from './authentication.ts';
import { bounceIn, decodedWords, writtenBy } from './automatic.ts';
import { oneAddress, precheck } from './precheck.ts';

const letter = (...lines: string[]) => Buffer.from([...lines, '', 'Text.'].join('\r\n'), 'latin1');
const usual = ['To: reply+x@forum.example.org', 'Subject: Re: A1', 'Message-ID: <1@example.org>'];
const why = (raw: Buffer) => {
  const checked = precheck(raw);
  return checked.ok ? checked.from : checked.why;
};

describe('before any parser, a letter', () => {
  it('has one sender with one address, in small letters', () => {
    expect(why(letter('From: Expert One <E1@Example.org>', ...usual))).toBe('e1@example.org');
    expect(why(letter('From: e1@example.org', ...usual))).toBe('e1@example.org');
    expect(why(letter('From: "One, Expert" \r\n <e1@example.org>', ...usual))).toBe('e1@example.org');
    expect(why(letter('From: =?utf-8?q?J=C3=BCrg?= <e1@example.org>', ...usual))).toBe('e1@example.org');
  });

  it('is refused with two senders, however they are written', () => {
    expect(why(letter('From: a@example.org', 'From: e1@example.org', ...usual))).toBe('from-twice');
    expect(why(letter('From: a@example.org', 'FROM : e1@example.org', ...usual))).toBe('from-twice');
    for (const field of ['a@example.org, e1@example.org', '<a@example.org> <e1@example.org>', 'Group: a@example.org, e1@example.org;', 'a@example.org (e1@example.org)', 'e1@example.org <a@example.org>', '"a@example.org"@evil.invalid', '<@relay.invalid:e1@example.org>', '', 'nobody', '"a" b@c', 'a@b@example.org', '<e1@example.org>, ', 'e1@example.org,']) expect(why(letter(`From: ${field}`, ...usual)), field).toMatch(/^from-(ambiguous|missing)$/);
    expect(why(letter(...usual))).toBe('from-missing');
  });

  it('is refused with control characters in its header, a lone carriage return among them', () => {
    expect(why(letter('From: <e1@example.org>\0<a@evil.invalid>', ...usual))).toBe('control-characters');
    expect(why(letter('From: e1@example.org\rX: a', ...usual))).toBe('control-characters');
    expect(why(letter('From: e1@example.org', 'Subject: \x1b[2J', ...usual.slice(0, 1)))).toBe('control-characters');
  });

  it('is refused with a header of another size than letters have', () => {
    expect(why(letter('From: e1@example.org', `X: ${'a'.repeat(4_200)}`))).toBe('line-too-long');
    expect(why(letter('From: e1@example.org', ...Array.from({ length: 900 }, (_, i) => `X-${i}: ${'a'.repeat(100)}`)))).toBe('header-too-long');
    expect(why(Buffer.alloc(200_000, 'a'))).toBe('header-too-long');
    expect(why(Buffer.alloc(0))).toBe('header-missing');
    expect(why(Buffer.from('no header at all'))).toBe('header-missing');
  });

  it('is refused with a second field that changes what it is, or with parts in parts in parts', () => {
    expect(why(letter('From: e1@example.org', 'Content-Type: text/plain', 'Content-Type: text/html'))).toBe('field-twice');
    expect(why(Buffer.from(`From: e1@example.org\r\n\r\n${Array.from({ length: 120 }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n`).join('')}`))).toBe('nested-too-deep');
  });

  it('is read without a fault whatever its bytes, and never for two addresses', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      precheck(Buffer.from(bytes));
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (field) => {
      expect(oneAddress(field) ?? 'a@b').toMatch(/^[^@\s<>,;]+@[^@\s<>,;]+$/);
    }), { numRuns: 500 });
  });
});

describe('who wrote a letter', () => {
  const by = (...fields: string[]) => writtenBy(precheck(letter('From: e1@example.org', ...fields)).headers, { sender: 'e1@example.org', domain: 'forum.example.org' });
  it('is a program where its header says so', () => {
    for (const field of ['Auto-Submitted: auto-replied', 'Auto-Submitted: auto-generated; x=y', 'Precedence: bulk', 'Precedence: list', 'List-Id: <x.example.org>', 'X-Autoreply: yes', 'X-Colloquy-Loop: forum.example.org', 'Message-ID: <0b5c2d8e-0000-4000-8000-000000000001@forum.example.org>', 'Return-Path: <>']) expect(by(field).by, field).toBe('program');
    expect(by('Auto-Submitted: no').by).toBe('person');
    expect(by('Subject: Re: A1').by).toBe('person');
    expect(by('Message-ID: <CAF-1@forum.example.org>').by).toBe('person');
  });

  it('is a program where its subject is that of an absence notice, in six languages', () => {
    for (const subject of ['Out of office', 'Automatic reply: A1', 'Auto: x'.replace('Auto', 'Autoreply'), '=?utf-8?B?UsOpcG9uc2UgYXV0b21hdGlxdWUgOiBSZQ==?=', '=?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGCOiBSZQ==?=', 'Abwesenheitsnotiz: A1', 'Automatische Antwort: A1', 'Risposta automatica: A1', 'Fuori ufficio', 'Respuesta automática: A1', 'Absence du bureau : A1']) expect(by(`Subject: ${Buffer.from(subject).toString('latin1')}`).by, subject).toBe('program');
    for (const subject of ['Re: Office of the Prosecutor', 'Absence of law', 'Re: Automatic takedown', 'Réponse à la question A1']) expect(by(`Subject: ${Buffer.from(subject).toString('latin1')}`).by, subject).toBe('person');
  });

  it('is a server where it returns a letter; a receipt that was opened is a program’s', () => {
    expect(by('Content-Type: multipart/report; report-type=delivery-status; boundary="b"').by).toBe('server');
    expect(by('Content-Type: multipart/report; report-type=disposition-notification; boundary="b"').by).toBe('program');
    expect(bounceIn(Buffer.from('Action: failed\r\nStatus: 5.1.1\r\n'))).toEqual({ lasting: true, status: '5.1.1' });
    expect(bounceIn(Buffer.from('Action: delayed\r\nStatus: 4.4.1\r\n'))).toEqual({ lasting: false, status: '4.4.1' });
    expect(bounceIn(Buffer.from('nothing'))).toEqual({ lasting: false, status: null });
  });

  it('is told from a subject in any of the ways subjects are written', () => {
    expect(decodedWords('=?koi8-r?B?79TXxdQ=?= A1')).toBe('Ответ A1');
    expect(decodedWords('=?utf-8?q?Gr=C3=BC?= =?utf-8?q?=C3=9Fe?=')).toBe('Grüße');
    expect(decodedWords('=?x-none?q?a?=')).toBe('=?x-none?q?a?=');
  });
});

describe('what the site’s own server found of a sender', () => {
  const of = (...fields: string[]) => authenticationOf(precheck(letter('From: e1@example.org', ...fields)).headers, 'mx.example.net', 'e1@example.org');
  it('counts under its name alone, for the domain of the sender', () => {
    expect(of('Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=e1@example.org; dkim=pass header.d=example.org')).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'none' });
    expect(of('Authentication-Results: mx.evil.invalid; spf=pass smtp.mailfrom=e1@example.org; dmarc=pass')).toEqual({ spf: 'none', dkim: 'none', dmarc: 'none' });
    expect(of('Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=x@evil.invalid; dkim=pass header.d=evil.invalid')).toEqual({ spf: 'none', dkim: 'none', dmarc: 'none' });
    expect(authenticationOf(new Map(), null, 'e1@example.org')).toEqual({ spf: 'none', dkim: 'none', dmarc: 'none' });
  });
  it('proves by DMARC, or by one of the others where DMARC does not speak against it', () => {
    expect([isProved({ spf: 'none', dkim: 'none', dmarc: 'pass' }), isProved({ spf: 'fail', dkim: 'pass', dmarc: 'none' }), isProved({ spf: 'pass', dkim: 'none', dmarc: 'fail' }), isProved({ spf: 'none', dkim: 'none', dmarc: 'none' })]).toEqual([true, true, false, false]);
    expect([isDisproved({ spf: 'fail', dkim: 'none', dmarc: 'none' }), isDisproved({ spf: 'none', dkim: 'none', dmarc: 'none' })]).toEqual([true, false]);
  });
});

describe('an address of ours', () => {
  it('says by its form whom it is for', () => {
    expect(recipientOf('Reply+ABCDEFGH@Forum.example.org', 'forum.example.org')).toEqual({ kind: 'reply', token: 'abcdefgh' });
    expect(recipientOf('forum@forum.example.org', 'forum.example.org').kind).toBe('house');
    for (const other of ['reply+x@elsewhere.org', 'reply@forum.example.org', 'anna@forum.example.org', 'reply+1890@forum.example.org', 'nobody']) expect(recipientOf(other, 'forum.example.org').kind, other).toBe('nobody');
    expect(recipientAmong(['forum@forum.example.org', 'reply+abcdefgh@forum.example.org'], 'forum.example.org').kind).toBe('reply');
  });
  it('for what comes back names its letter, and cannot be made up', () => {
    const door = { domain: 'forum.example.org', mark: vaultOf(new Uint8Array(32).fill(7)).mark };
    const id = '0b5c2d8e-0000-4000-8000-000000000001';
    const token = /^bounce\+([a-z2-7]+)@/.exec(bounceAddress(door, id))?.[1] ?? '';
    expect(letterOfBounce(door, token)).toBe(id);
    expect(letterOfBounce(door, token.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a')))).toBeNull();
    expect(letterOfBounce({ ...door, mark: vaultOf(new Uint8Array(32)).mark }, token)).toBeNull();
  });
});
