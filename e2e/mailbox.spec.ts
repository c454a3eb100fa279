import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../tests/house.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../tests/mailroom.ts';
import { pollMailbox } from '../src/mailroom/poll-mailbox.ts';

// A real mailbox: Debian's dovecot, which `.ci/run` installs, on a folder of its own.
const binary = ['/usr/sbin/dovecot', '/usr/bin/dovecot'].find((path) => existsSync(path));
let house: TestHouse;
let mailroom: TestMailroom;
let server: ChildProcess | null = null;
let folder = '';
let port = 0;

const freePort = (): Promise<number> => new Promise((answer) => {
  const probe = createServer();
  probe.listen(0, '127.0.0.1', () => {
    const at = probe.address();
    probe.close(() => answer(typeof at === 'object' && at ? at.port : 0));
  });
});

/** Puts a letter into the mailbox as a delivering server does, that long ago. */
let count = 0;
function deliver(raw: Buffer, ageSeconds = 0): void {
  count += 1;
  const path = join(folder, 'mail', 'new', `${Math.floor(Date.now() / 1000)}.M${count}.test`);
  writeFileSync(path, raw);
  chmodSync(path, 0o666);
  if (ageSeconds) execFileSync('touch', ['-d', `-${ageSeconds} seconds`, path]);
}

beforeAll(async () => {
  if (!binary) throw new Error('dovecot is not installed: apt-get install dovecot-imapd');
  house = await openHouse();
  mailroom = openMailroom(house);
  folder = mkdtempSync(join(tmpdir(), 'colloquy-mailbox-'));
  chmodSync(folder, 0o777);
  for (const part of ['mail', 'mail/new', 'mail/cur', 'mail/tmp', 'run', 'state']) {
    mkdirSync(join(folder, part));
    chmodSync(join(folder, part), part === 'run' ? 0o755 : 0o777);
  }
  port = await freePort();
  const user = process.getuid?.() === 0 ? 'nobody' : execFileSync('id', ['-un']).toString().trim();
  const group = execFileSync('id', ['-gn', user]).toString().trim();
  const internal = process.getuid?.() === 0 ? ['default_internal_user = dovecot', 'default_login_user = dovenull'] : [`default_internal_user = ${user}`, `default_login_user = ${user}`, `default_internal_group = ${group}`];
  writeFileSync(join(folder, 'users'), `forum:{PLAIN}quiet-harbour:${execFileSync('id', ['-u', user]).toString().trim()}:${execFileSync('id', ['-g', user]).toString().trim()}::${folder}\n`);
  writeFileSync(join(folder, 'dovecot.conf'), [
    'protocols = imap', 'listen = 127.0.0.1', 'ssl = no', 'disable_plaintext_auth = no', `base_dir = ${folder}/run`, `state_dir = ${folder}/state`, `log_path = ${folder}/log`, `mail_location = maildir:${folder}/mail`, 'first_valid_uid = 0', 'first_valid_gid = 0', ...internal,
    `passdb {\n  driver = passwd-file\n  args = ${folder}/users\n}`, `userdb {\n  driver = passwd-file\n  args = ${folder}/users\n}`,
    `service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`, 'service anvil {\n  chroot =\n}', '',
  ].join('\n'));
  server = spawn(binary, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  for (let i = 0; i < 100; i += 1) {
    const open = await new Promise<boolean>((answer) => import('node:net').then(({ connect }) => connect(port, '127.0.0.1').once('connect', function (this: { destroy(): void }) { this.destroy(); answer(true); }).once('error', () => answer(false))));
    if (open) return;
    await pause(100);
  }
  throw new Error('dovecot did not start');
});
afterAll(async () => {
  server?.kill('SIGTERM');
  await mailroom?.end();
  await house?.end();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const at = () => ({ by: 'imap', host: '127.0.0.1', port, secure: false, user: 'forum', password: 'quiet-harbour', folder: 'INBOX' }) as const;
const withTrace = (raw: Buffer, to: string) => Buffer.concat([Buffer.from(`Return-Path: <dmitri@example.org>\r\nDelivered-To: ${to}\r\n`), raw]);

describe('a mailbox', () => {
  it('is emptied once: each letter is kept, marked as read, and not taken again', async () => {
    const to = await mailroom.addressOf('dmitri');
    for (const body of ['First by mailbox.', 'Second by mailbox.']) deliver(withTrace(letterFrom('dmitri@example.org', to, { body }), to));
    const ids: string[] = [];
    const take = () => pollMailbox(at(), async ({ raw, sender, recipients }) => { ids.push(await mailroom.arrive(Buffer.from(raw), { sender, recipients: [...recipients] })); }, house.world.now());
    expect(await take()).toEqual({ kept: 2 });
    expect(await take()).toEqual({ kept: 0 });
    expect(await Promise.all(ids.map((id) => mailroom.read(id)))).toEqual(['posted', 'posted']);
  });

  it('keeps a letter that could not be kept for the next look', async () => {
    const to = await mailroom.addressOf('dmitri');
    deliver(withTrace(letterFrom('dmitri@example.org', to, { body: 'Tried twice.' }), to));
    await expect(pollMailbox(at(), async () => { throw new Error('the database is away'); }, house.world.now())).rejects.toThrow('away');
    let kept = 0;
    await pollMailbox(at(), async () => { kept += 1; }, house.world.now());
    expect(kept).toBe(1);
  });

  it('tells when the letter came: it is not late because we looked late', async () => {
    const to = await mailroom.addressOf('dmitri');
    deliver(withTrace(letterFrom('dmitri@example.org', to, { body: 'An hour ago.' }), to), 3_600);
    const now = house.world.now();
    let received: Date | undefined;
    await pollMailbox(at(), async ({ receivedAt }) => { received = receivedAt; }, now);
    expect(Math.abs(now.getTime() - 3_600_000 - (received?.getTime() ?? 0))).toBeLessThan(60_000);
  });
});
