import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { SMTPServer } from 'smtp-server';
import { enter } from '#domain/accreditation/sight.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { tellOfNew } from '#domain/discussion/commands/tell-of-new.ts';
import { openPool } from '#platform/db/pool.ts';
import type { Message } from '#platform/mail/message.ts';
import { linesToServer, type Out, postBySmtp, sendDue } from '#platform/mail/send-letter.ts';
import { ids, openHouse } from '../tests/house.ts';
import { noticeWriter } from '../src/worker/notices.ts';
import { median, textOf } from './corpus.ts';
import { durably } from './durably.ts';

// A thousand people's daily letters: put in the outbox on a durable database, then written and sent to a sink in another
// process; beside the sink's own limit, the same letters handed to it over as many lines with nothing else done, in
// turns within the same run. `npm run bench digests`; READERS and ROUNDS set how many.

const [readers, rounds] = [Number(process.env['READERS'] ?? 1_000), Number(process.env['ROUNDS'] ?? 5)];

if (process.argv[2] === 'sink') sink();
else await durably(measure);

/** The other process: takes every letter, keeps none, and tells how many came. */
function sink(): void {
  let taken = 0;
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, onData: (stream, _, done) => { stream.resume(); stream.on('end', () => { taken += 1; done(); }); } });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.server.address() as { port: number }).port }));
  process.on('message', () => process.send?.({ taken }));
  process.on('disconnect', () => process.exit(0));
}

async function measure(): Promise<void> {
  const child = fork(process.argv[1] ?? '', ['sink']);
  const said = <T>(): Promise<T> => new Promise((heard) => child.once('message', (word) => heard(word as T)));
  const { port } = await said<{ port: number }>();
  const taken = async () => {
    const answer = said<{ taken: number }>();
    child.send('how many');
    return (await answer).taken;
  };
  const house = await openHouse();
  const pool = openPool(house.url, { max: 5 });
  await furnish(house);
  const post = postBySmtp(`smtp://127.0.0.1:${port}`);
  const captured: Message[] = [];
  const context = { ...house.operator(), db: pool.db, actor: { kind: 'clock' as const, personId: null, administrator: false } };
  const out: Out = { post: { send: async (message) => { captured.push(message); await post.send(message); } }, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: (id) => id }, write: noticeWriter({ ...context, now: house.world.now() }, 'http://forum.example'), taken: new Set() };
  const [writing, sending, limit, cpu, bareCpu] = [[], [], [], [], []] as [number[], number[], number[], number[], number[]];
  for (let round = -1; round < rounds; round += 1) {
    for (const table of ['told_of', 'last_telling', 'letter'] as const) await pool.db.deleteFrom(table).execute();
    captured.length = 0;
    house.at('2012-07-05T05:00:00Z');
    const inside = await enter({ ...context, now: house.world.now() }, ids.forum);
    if (!inside) throw new Error('no sight of the forum');
    const [before, began] = [await taken(), performance.now()];
    const letters = await tellOfNew(inside);
    const written = performance.now();
    const used = process.cpuUsage();
    const sent = await sendDue(pool.db, out, house.world);
    const over = performance.now();
    const { user, system } = process.cpuUsage(used);
    const bare = [...captured];
    const line = async () => { for (let message = bare.pop(); message; message = bare.pop()) await post.send(message); };
    const [bareBegan, bareUsed] = [performance.now(), process.cpuUsage()];
    await Promise.all(Array.from({ length: linesToServer }, line));
    const [bareOver, bareCpuUsed] = [performance.now(), process.cpuUsage(bareUsed)];
    if (letters !== readers || sent !== readers || (await taken()) - before !== 2 * readers) throw new Error(`${letters} letters, ${sent} sent, ${(await taken()) - before} taken`);
    // The first turn warms up.
    if (round < 0) continue;
    writing.push((written - began) / 1_000);
    sending.push(readers / ((over - written) / 1_000));
    limit.push(readers / ((bareOver - bareBegan) / 1_000));
    cpu.push((user + system) / 1_000 / readers);
    bareCpu.push((bareCpuUsed.user + bareCpuUsed.system) / 1_000 / readers);
  }
  const [own, most] = [median(sending), median(limit)];
  console.log(`${readers} daily letters of 20 texts, ${rounds} rounds in turns; load ${loadavg()[0]?.toFixed(2) ?? ''}; a letter of ${Math.round((captured[0]?.text.length ?? 0) / 1024)} KB text and ${Math.round((captured[0]?.html.length ?? 0) / 1024)} KB HTML`);
  console.log(`put in the outbox in ${median(writing).toFixed(1)} s (${writing.map((s) => s.toFixed(1)).join(', ')})`);
  console.log(`written and sent ${own.toFixed(0)}/s, ${median(cpu).toFixed(2)} ms CPU each; the sink’s limit ${most.toFixed(0)}/s, ${median(bareCpu).toFixed(2)} ms CPU each; ratio ${(own / most).toFixed(2)}`);
  post.close();
  child.disconnect();
  await pool.end();
  await house.end();
}

/** A thousand people with a seat in six languages, and a day of twenty texts under several regimes. */
async function furnish(house: Awaited<ReturnType<typeof openHouse>>): Promise<void> {
  const { db } = house.pool;
  const at = new Date('2012-05-14T07:00:00Z');
  const body = await db.selectFrom('body').select('id').where('name', '=', 'Institute for Digital Rights').executeTakeFirstOrThrow();
  await db.updateTable('person').set({ digest: 'never' }).execute();
  const people = Array.from({ length: readers }, (_, n) => ({ id: randomUUID(), email: `reader${n}@example.net`, name: `Reader ${n}`, locale: ['en', 'fr', 'de', 'it', 'ru', 'es'][n % 6] ?? 'en', digest: 'daily' as const, digest_hour: 7, zone: 'Europe/Vienna', created_at: at }));
  for (let i = 0; i < people.length; i += 500) {
    const some = people.slice(i, i + 500);
    await db.insertInto('person').values(some).execute();
    await db.insertInto('seat').values(some.map(({ id }) => ({ forum_id: ids.forum, id: randomUUID(), person_id: id, body_id: body.id, category: 'experts', roles: ['participant'], rules_accepted_at: at, accredited_at: at }))).execute();
  }
  const authors = await Promise.all((['anna', 'ben', 'dmitri'] as const).map((name) => house.as(name)));
  for (let n = 0; n < 20; n += 1) {
    const { lang, text } = textOf(n);
    const ctx = authors[n % 3];
    const done = ctx && (await postContribution(ctx, { submissionId: randomUUID(), code: ['A1', 'A2', 'B1'][n % 3] ?? 'A1', text, regime: (['named', 'institution', 'category'] as const)[n % 3] ?? 'named', marking: 'TLP:AMBER', lang, capacity: 'own-name', kind: 'contribution' }));
    if (!done?.ok) throw new Error('not posted');
  }
}
