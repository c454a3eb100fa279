import { join } from 'node:path';
import { Logger, run } from 'graphile-worker';
import { writeSignInLetter } from '#domain/account/commands/ask-sign-in.ts';
import { leaveToken } from '#domain/account/rules/leave-letters.ts';
import type { Context } from '#domain/context.ts';
import { followClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { openPool } from '#platform/db/pool.ts';
import { filesIn } from '#platform/files/store.ts';
import { scannerAt } from '#platform/incoming/clamd.ts';
import { listen } from '#platform/live/listen.ts';
import { openLog } from '#platform/log.ts';
import type { Site } from '#platform/mail/message.ts';
import { type Out, postBySmtp, sendDue, sendLetter } from '#platform/mail/send-letter.ts';
import { vaultIn } from '#platform/vault.ts';
import { realWorld } from '#platform/world.ts';
import { openMailroom } from '../mailroom/open-mailroom.ts';
import { answersTo } from './answers-to.ts';
import { noticeWriter } from './notices.ts';
import { translatorAt } from '#platform/translate.ts';
import { classifierAt } from '#platform/classify.ts';
import { modelAt } from '#platform/model.ts';
import { askEverything, classifyEverything, compareOne, everyMinute, scanOne, type Tools, translateOne } from './schedule.ts';

// The worker's process: letters out, and what happens at a set hour. Several may run; the queue gives each job to one.
const read = readConfig(process.env);
if (!read.ok || !read.config.databaseUrl) {
  console.error(read.ok ? 'DATABASE_URL is not set; npm start sets it, or set it to your PostgreSQL' : read.problems.join('\n'));
  process.exit(2);
}
const { config } = read;
const databaseUrl = read.config.databaseUrl;
const log = openLog(config.logLevel);
const pool = openPool(databaseUrl, { max: 5, onError: (error) => log.warn('worker.connection_lost', { fault: error.name }) });
const live = await listen(databaseUrl);
const clock = await followClock(pool.db, live);
const world = realWorld(clock);
const vault = vaultIn(config.dataDir, config.secretKey);
const post = config.smtpUrl ? postBySmtp(config.smtpUrl) : null;
const site: Site = { origin: config.origin, name: 'Colloquy', leaveToken: (personId) => leaveToken(vault.mark, personId) };
const tools: Tools = {
  attachments: filesIn(join(config.dataDir, 'files', 'attachments')),
  scan: config.scannerUrl ? scannerAt(config.scannerUrl) : null,
  translator: config.translator ? { translate: translatorAt(config.translator), ceiling: config.translator.ceiling } : null,
  classifier: config.classifier ? { classify: classifierAt(config.classifier), ceiling: config.classifier.ceiling } : null,
  model: config.model ? { model: modelAt(config.model), ceiling: config.model.ceiling } : null,
};
const context = (requestId: string): Context => ({ db: pool.db, actor: { kind: 'clock', personId: null, administrator: false }, now: world.now(), world, requestId });
const door = { domain: config.mail.domain, mark: vault.mark };
const mailroom = await openMailroom({ settings: config.mail, door, origin: config.origin, context, log });
// Where letters come in, what cannot be delivered comes back there; elsewhere it returns to whoever runs the server.
const out: Out = { post, site, write: noticeWriter(context('notice'), config.origin, config.mail.in ? door : null), door: config.mail.in ? door : null, taken: new Set(), answering: answersTo(config.mail.in ? door : null, config.origin) };

const minute = async () => {
  const ctx = context('minute');
  await mailroom.everyMinute();
  for (const duty of everyMinute) {
    try {
      await duty.do(ctx, config.origin, tools);
    } catch (error) {
      // The name of the fault only: a database's message may quote what somebody wrote.
      log.error('worker.duty_failed', { duty: duty.name, fault: error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'unknown' });
    }
  }
};

/** The queue's own lines, in our form: its messages name tasks and numbers, never what a job holds. */
const queueLog = new Logger(() => (level, message) => log[level === 'warning' ? 'warn' : level === 'info' ? 'debug' : level](`queue.${level}`, { says: message }));

const runner = await run({
  connectionString: databaseUrl,
  concurrency: 4,
  pollInterval: 1_000,
  noHandleSignals: true,
  logger: queueLog,
  taskList: {
    'sign-in-letter': async (payload: unknown) => {
      const fate = await writeSignInLetter(context('sign-in-letter'), payload as { token: string; code: string }, config.origin);
      log.info('account.sign_in_letter', { done: fate.ok });
    },
    'send-letter': async (payload: unknown) => {
      const { letterId } = payload as { letterId: string };
      const fate = await sendLetter(pool.db, out, letterId, world.now());
      log.info('mail.letter', { letterId, fate });
    },
    'scan-attachment': (payload: unknown) => scanOne(context('scan-attachment'), tools, payload as { forumId: string; id: string }),
    'compare-attachment': (payload: unknown) => compareOne(context('compare-attachment'), tools, payload as { forumId: string; id: string }),
    'translate-contribution': (payload: unknown) => translateOne(context('translate-contribution'), tools, payload as { forumId: string; contributionId: string; locale: string }),
    'classify-texts': () => classifyEverything(context('classify-texts'), tools),
    'ask-model': () => askEverything(context('ask-model'), tools),
    'read-letter': async (payload: unknown) => {
      const { letterId } = payload as { letterId: string };
      log.info('mail.read', { letterId, fate: (await mailroom.read(letterId)) ?? 'gone' });
    },
    'every-minute': minute,
    // Apart from the minute's duties: a mail server that hangs keeps no text from its release and no letter from being read.
    'send-due': async () => {
      const sent = await sendDue(pool.db, out, world);
      if (sent > 0) log.info('mail.sent_due', { sent });
    },
  },
  crontab: '* * * * * every-minute\n* * * * * send-due',
});

const stop = async () => {
  await mailroom.close();
  await runner.stop().catch(() => {});
  await live.end();
  await pool.end();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
// Started by the supervising process: when that is gone, so are we.
if (process.send) process.on('disconnect', () => void stop());
process.send?.('ready');
log.info('worker.started');
