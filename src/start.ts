import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { issueSignInLink, linkForFirstAdministrator } from '#domain/account/commands/sign-in.ts';
import { importStates } from '#domain/accreditation/commands/import-states.ts';
import { followClock, windClock } from '#platform/clock.ts';
import { openPool } from '#platform/db/pool.ts';
import { realWorld } from '#platform/world.ts';
import { demonstrationSlug, loadDemonstration } from './cli/demonstration.ts';
import { openDatabase, operator, projectFolder, settings } from './cli/house.ts';

// `npm start`: the database, the web and the worker side by side, and where to look.
const { values } = parseArgs({ options: { demo: { type: 'boolean' }, rehearse: { type: 'boolean' }, at: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log('npm start [-- --demo | --rehearse [--at INSTANT]]\n  --demo      a rehearsal with the series of 2012 and demonstration data\n  --rehearse  a rehearsal in an empty house\n  --at        the instant at which the rehearsal clock starts; 2012-07-05T12:25:00Z unless told');
  process.exit(0);
}
const at = new Date(values.at ?? '2012-07-05T12:25:00Z');
if (Number.isNaN(at.getTime())) {
  console.error('--at is no instant; write it as in 2012-07-05T12:25:00Z');
  process.exit(2);
}
const config = settings();
const progress = (what: string) => console.log(`  ${what} …`);

console.log('Colloquy is starting.');
progress('database');
const database = await openDatabase(config, progress);
// A demonstration takes letters from this machine, so that answering by e-mail can be tried.
const mailIn = values.demo && !config.mail.in && config.port < 65_000 ? { MAIL_IN: `smtp://127.0.0.1:${config.port + 25}` } : {};
const env = { ...process.env, ...mailIn, DATABASE_URL: database.url, DATA_DIR: config.dataDir };
const links = await furnish();
const children = new Map<string, ChildProcess>();
let stopping = false;
await Promise.all([keep('web'), keep('worker')]);
console.log(['', `Colloquy serves at ${config.origin}/`, ...links, '', config.smtpUrl ? '' : 'SMTP_URL is not set: letters wait in the outbox and are not sent.', ...(mailIn.MAIL_IN ? [`Letters are taken at ${mailIn.MAIL_IN}, for addresses @${config.mail.domain}.`] : []), 'Stop with Ctrl+C.'].join('\n'));
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

/** What the first start puts in: States, the rehearsal where asked for; answers with how to sign in. */
async function furnish(): Promise<string[]> {
  const pool = openPool(database.url, { max: 4 });
  try {
    const found = await pool.db.selectFrom('series').select('slug').where('slug', '=', demonstrationSlug).executeTakeFirst();
    const person = await pool.db.selectFrom('person').select('id').where('demonstration', '=', false).executeTakeFirst();
    const rehearsed = await pool.db.selectFrom('rehearsal_clock').select('single').executeTakeFirst();
    if ((values.demo || values.rehearse) && !rehearsed && person) {
      console.error('This data folder is in real use; a rehearsal would wind its clock. Set DATA_DIR to an empty folder.');
      process.exit(2);
    }
    if ((values.demo || values.rehearse) && !rehearsed) await windClock(pool.db, at);
    const ctx = operator(pool, realWorld(await followClock(pool.db, null)));
    await importStates(ctx, readFileSync(`${projectFolder}reference/osce-states.json`, 'utf8'));
    if (values.demo && !found) {
      progress('demonstration data');
      await loadDemonstration({ ctx, folder: `${projectFolder}demonstration`, until: at, progress });
      // Loading took real time; the rehearsal begins now.
      await windClock(pool.db, at);
    }
    if (!values.demo) return await administratorLink(ctx);
    const roles: [string, string][] = [['participant (delegation)', 'quist'], ['participant (law enforcement)', 'halden'], ['moderator', 'ferrante'], ['rapporteur', 'osei'], ['organiser', 'weiss'], ['observer', 'holm']];
    const lines = await Promise.all(roles.map(async ([role, person]) => {
      const link = await issueSignInLink(ctx, `${person}@demonstration.invalid`);
      return link.ok ? `  ${role.padEnd(30)} ${config.origin}/en/sign-in/${link.value.token}` : '';
    }));
    return ['Rehearsal with demonstration data. Links to sign in, each works once:', ...lines.filter(Boolean), ...(await administratorLink(ctx))];
  } finally {
    await pool.end();
  }
}

async function administratorLink(ctx: Parameters<typeof linkForFirstAdministrator>[0]): Promise<string[]> {
  const link = await linkForFirstAdministrator(ctx);
  return link.ok ? ['To become the first administrator, open once within 24 hours:', `  ${config.origin}/en/sign-in/${link.value.token}`] : ['Sign in with your address, or: npm run colloquy -- sign-in-link EMAIL'];
}

/** Keeps one process running; it is started again when it dies, ever more slowly when it keeps dying. */
async function keep(name: 'web' | 'worker', wait = 250): Promise<void> {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.set(name, child);
  const started = Date.now();
  child.once('exit', async (code) => {
    if (stopping) return;
    if (code === 2) return void stop(2);
    const next = Date.now() - started > 10_000 ? 250 : Math.min(wait * 2, 10_000);
    console.error(`The ${name} process ended; it is started again.`);
    await pause(next);
    if (!stopping) await keep(name, next);
  });
  await new Promise<void>((ready) => {
    child.once('message', () => ready());
    child.once('exit', () => ready());
  });
}

async function stop(code = 0): Promise<void> {
  if (stopping) return;
  stopping = true;
  console.log('Colloquy is stopping.');
  await Promise.all([...children.values()].map((child) => new Promise<void>((gone) => {
    if (child.exitCode !== null || child.signalCode !== null) return gone();
    child.once('exit', () => gone());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 8_000).unref();
  })));
  await database.stop();
  process.exit(code);
}
