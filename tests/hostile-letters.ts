/** A seeded stream of chance, so that a run can be repeated. */
export function chanceOf(seed: number): { next(): number; pick<T>(of: readonly T[]): T; int(below: number): number } {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return { next, int, pick: (of) => of[int(of.length)] as (typeof of)[number] };
}

type Chance = ReturnType<typeof chanceOf>;
export type Hostile = { raw: Buffer; sender: string; recipients: string[] };

/** Letters as nobody should send them: ordinary ones with one or several things done to them that break parsers. */
export function hostileLetter(chance: Chance, addresses: readonly { from: string; to: string }[]): Hostile {
  const { from, to } = chance.pick(addresses);
  const head = [`From: ${from}`, `To: ${to}`, `Subject: ${chance.pick(subjects)}`, ...(chance.next() < 0.9 ? [`Message-ID: <${chance.next() < 0.1 ? `again-${chance.int(3)}` : chance.int(2 ** 31)}@mail.example.org>`] : []), 'MIME-Version: 1.0'];
  let { type, body } = chance.pick(bodies)(chance);
  for (let n = chance.int(3); n > 0; n -= 1) chance.pick(spoils)(head, chance, from);
  if (chance.next() < 0.05) type = 'Content-Type: multipart/mixed';
  let raw = Buffer.from([...head, type, '', body].join('\r\n'), chance.next() < 0.5 ? 'utf8' : 'latin1');
  if (chance.next() < 0.15) raw = Buffer.from(raw.map((byte) => (chance.next() < 0.01 ? chance.int(256) : byte)));
  if (chance.next() < 0.1) raw = raw.subarray(0, chance.int(raw.length + 1));
  return { raw, sender: chance.next() < 0.1 ? '' : from, recipients: chance.next() < 0.8 ? [to] : chance.pick([['forum@forum.example.org'], ['bounce+aaaaaaaaaaaaaaaa@forum.example.org'], [`reply+${'a'.repeat(53)}@forum.example.org`], []]) };
}

const subjects = ['Re: Question 1', 'Automatic reply: A1', '=?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGC?=', '=?utf-8?q?=?=', 'Fwd: Confidential', '=?x?b?!!!?='.repeat(50), ''];

const plain = 'Content-Type: text/plain; charset=utf-8';
const bodies: readonly ((chance: Chance) => { type: string; body: string })[] = [
  (c) => ({ type: plain, body: `A reply with content, number ${c.int(100_000)}.\r\n\r\nOn 2 July 2012 at 10:00, Forum <f@example.org> wrote:\r\n> quoted` }),
  (c) => ({ type: plain, body: 'Kind regards\r\n'.repeat(c.int(5_000)) }),
  (c) => ({ type: plain, body: '> '.repeat(c.int(50_000)) }),
  (c) => ({ type: `${plain}; format=flowed`, body: 'word \r\n'.repeat(c.int(20_000)) }),
  (c) => ({ type: 'Content-Type: text/html', body: '<div><blockquote>'.repeat(c.int(20_000)) }),
  (c) => ({ type: 'Content-Type: text/html', body: `<table>${'<td>&#x0;&bogus;<p '.repeat(c.int(10_000))}` }),
  () => ({ type: 'Content-Type: text/html', body: '<script>alert(1)</script><img src="https://canary.invalid/p.png"><!--' }),
  (c) => ({ type: `${plain}\r\nContent-Transfer-Encoding: base64`, body: '====!!!!'.repeat(c.int(10_000)) }),
  (c) => ({ type: `${plain}\r\nContent-Transfer-Encoding: quoted-printable`, body: '=\r\n=4=ZZ='.repeat(c.int(10_000)) }),
  (c) => ({ type: `Content-Type: text/plain; charset=${c.pick(['utf-16le', 'utf-7', 'iso-2022-jp', 'x-none', 'koi8-r', "utf-8'; drop", 'cp932', '"\\""'])}`, body: '\u001b$B~~\u001b(B \ud800 +AGE-' }),
  (c) => ({ type: 'Content-Type: multipart/mixed; boundary="b"', body: '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(c.int(5_000)) }),
  (c) => ({ type: 'Content-Type: multipart/mixed; boundary="b0"', body: Array.from({ length: c.int(200) }, (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary="b${i + 1}"\r\n\r\n`).join('') }),
  (c) => ({ type: 'Content-Type: multipart/alternative; boundary=""', body: '--\r\n'.repeat(c.int(20_000)) }),
  (c) => ({ type: `Content-Type: text/plain; ${'name*0*=a;'.repeat(c.int(300))}`, body: 'x' }),
  () => ({ type: 'Content-Type: message/rfc822', body: 'From: a@b\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@d\r\n\r\ndeep' }),
  () => ({ type: 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', body: '--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--' }),
  () => ({ type: 'Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64', body: 'eJ8+IgAAAAAAAAAA' }),
  () => ({ type: plain, body: '' }),
];

const spoils: readonly ((head: string[], chance: Chance, from: string) => void)[] = [
  (head) => head.push('From: a@evil.invalid'),
  (head, _, from) => head.splice(0, 1, `From: a@evil.invalid, ${from}`),
  (head, _, from) => head.splice(0, 1, `From: <${from}>\0<a@evil.invalid>`),
  (head, _, from) => head.splice(0, 1, `From: "${from}" <a@evil.invalid>`),
  (head) => head.splice(0, 1),
  (head, c) => head.push(`X-Long: ${'a'.repeat(c.int(100_000))}`),
  (head, c) => head.push(...Array.from({ length: c.int(3_000) }, (_, i) => `X-${i}: a`)),
  (head) => head.push('Auto-Submitted: auto-replied'),
  (head) => head.push('Precedence: bulk'),
  (head) => head.push('X-Colloquy-Loop: forum.example.org'),
  (head, c) => head.push(...Array.from({ length: c.int(80) }, () => 'Received: from a by b; Mon, 2 Jul 2012 10:00:00 +0200')),
  (head) => head.push('Content-Type: text/html'),
  (head) => head.push(' folded before anything'),
  (head) => head.push(`References: ${'<a@b> '.repeat(600)}`),
  (head) => head.push('Authentication-Results: mx.evil.invalid; dmarc=pass'),
];
