import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seatPerson } from '#domain/accreditation/commands/accept-invitation.ts';
import { addState } from '#domain/accreditation/commands/add-state.ts';
import { invite } from '#domain/accreditation/commands/invite.ts';
import { setDuty } from '#domain/accreditation/commands/set-duty.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { outcomePage } from '#domain/adoption/queries/outcome-page.ts';
import type { Context, ForumContext } from '#domain/context.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { decideAppeal } from '#domain/moderation/commands/appeal.ts';
import { confirmDecision, decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { compileReport } from '#domain/report/commands/compile-report.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { reviewTranslation } from '#domain/synthesis/commands/translate-finding.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { followClock } from '#platform/clock.ts';
import { type DbPool, openPool } from '#platform/db/pool.ts';
import { filesIn } from '#platform/files/store.ts';
import type { Outcome } from '#platform/outcome.ts';
import { realWorld } from '#platform/world.ts';
import { type Letter, type Program, startProgram } from './program.ts';

// One person lives a whole forum with a mailbox and nothing else: every letter to them comes out of the started program
// over SMTP, every letter of theirs goes into it over SMTP. The secretariat acts by its commands, as its pages do.
const me = 'dmitri@demonstration.invalid';
const domain = 'forum.demonstration.invalid';
let program: Program;
let pool: DbPool;
let port = 0;
/** Letters of the person's that the door acknowledged. */
let sent = 0;
const ids = { forum: '', said: '', ref: '' };
const people: Record<string, string> = {};

beforeAll(async () => {
  port = await new Promise<number>((answer) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => answer(typeof at === 'object' && at ? at.port : 0));
    });
  });
  Object.assign(process.env, { MAIL_IN: `smtp://127.0.0.1:${port}`, MAIL_DOMAIN: domain });
  program = await startProgram(['--rehearse', '--at', '2012-06-25T08:00:00Z']);
  const password = readFileSync(join(program.dataDir, 'postgres.password'), 'utf8').trim();
  pool = openPool(`postgres://colloquy:${encodeURIComponent(password)}@127.0.0.1:${readFileSync(join(program.dataDir, 'postgres.port'), 'utf8').trim()}/colloquy`, { max: 2 });
  const programme = JSON.parse(readFileSync('demonstration/osce-2012-series.json', 'utf8'));
  programme.series.slug = 'internet-2012';
  const file = join(program.dataDir, 'programme.json');
  writeFileSync(file, JSON.stringify(programme));
  expect((await program.cli('import-programme', file)).code).toBe(0);
  ids.forum = (await pool.db.selectFrom('forum').select('id').where('number', '=', 2).executeTakeFirstOrThrow()).id;
  const { stateId } = done(await addState(await operator(), { code: 'demo-velmark', names: Object.fromEntries(['en', 'fr', 'de', 'it', 'ru', 'es'].map((locale) => [locale, locale === 'ru' ? 'Велмарк (вымышленное)' : 'Velmark (fictional)'])), status: 'participating-state', orderFr: 900, demonstration: true }));
  for (const [name, role, category, body] of [['fay', 'organiser', 'staff', 'Secretariat'], ['clara', 'moderator', 'staff', 'Secretariat'], ['gus', 'moderator', 'staff', 'Secretariat'], ['elif', 'rapporteur', 'staff', 'Secretariat'], ['anna', 'participant', 'experts', 'Institute of Examples'], ['kim', 'participant', 'delegations', 'Delegation of Velmark']] as const) {
    const seated = await seatPerson(await operator(), { forumId: ids.forum, email: `${name}@demonstration.invalid`, name: `${name[0]?.toUpperCase()}${name.slice(1)} Example`, locale: 'en', body: { name: body, category, ...(category === 'delegations' ? { stateId } : {}), demonstration: true }, roles: [role], demonstration: true });
    people[name] = seated.ok ? seated.value.personId : '';
  }
});
afterAll(async () => {
  delete process.env['MAIL_IN'];
  delete process.env['MAIL_DOMAIN'];
  await pool?.end();
  await program?.stop();
});

function done<V>(outcome: Outcome<V>): V {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}
async function contextOf(personId: string | null): Promise<Context> {
  const world = realWorld(await followClock(pool.db, null));
  return { db: pool.db, actor: { kind: personId ? 'person' : 'operator', personId, administrator: false }, now: world.now(), world, requestId: 'by-mail' };
}
const operator = () => contextOf(null);
async function as(name: string): Promise<ForumContext> {
  const inside = await enter(await contextOf(people[name] ?? ''), ids.forum);
  if (!inside) throw new Error(`${name} has no sight of the forum`);
  return inside;
}
const wind = async (instant: string) => expect((await program.cli('advance-clock', instant)).code).toBe(0);
const some = () => crypto.randomUUID();

/** The letters that have been read; the next one that fits and was not. */
const seen = new Set<string>();
async function nextLetter(words: RegExp): Promise<Letter> {
  for (let i = 0; i < 900; i += 1) {
    const found = program.letters.find((letter) => letter.to === me && !seen.has(letter.messageId) && words.test(`${letter.subject}\n${letter.text}`));
    if (found) {
      seen.add(found.messageId);
      return found;
    }
    await pause(100);
  }
  throw new Error(`no letter about ${words} came; there came: ${program.letters.filter(({ to }) => to === me).map(({ subject }) => subject).join(' | ')}`);
}

/** Writes to an address, as a Russian mail program does: below the words what is answered, quoted. */
async function write(to: string, words: string, answering?: Letter): Promise<void> {
  expect(to, words).toMatch(new RegExp(`^(?:reply\\+[a-z2-7]+|forum)@${domain.replaceAll('.', '\\.')}$`));
  const quoted = answering ? `\n\nср, 4 июл. 2012 г. в 12:00, Онлайн-форум <forum@${domain}>:\n\n${answering.text.split('\n').map((line) => `> ${line}`).join('\n')}\n` : '';
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  await transport.sendMail({ from: { name: 'Дмитрий Соколов', address: me }, to, subject: answering ? `Re: ${answering.subject}` : 'Письмо', text: `${words}${quoted}`, ...(answering ? { inReplyTo: answering.messageId } : {}) });
  transport.close();
  sent += 1;
}
const addressIn = (letter: Letter, about: string): string => new RegExp(`href="mailto:(reply\\+[a-z2-7]+@[^"?]+)\\?subject=${about}"`).exec(letter.html)?.[1] ?? '';

describe('a forum by e-mail alone, in Russian', () => {
  it('begins with an invitation that is accepted by answering it', async () => {
    done(await invite(await as('fay'), { submissionId: some(), lines: `Delegation of Velmark; delegations; ; ${me}; Дмитрий Соколов; participant; ru` }, program.origin));
    const invitation = await nextLetter(/Приглашение/);
    for (const words of ['Правила форума', 'Только по почте: ответьте на это письмо', 'ПРИНИМАЮ']) expect(invitation.text).toContain(words);
    await write(invitation.replyTo, 'Спасибо за приглашение!', invitation);
    const unclear = await nextLetter(/Не удалось понять/);
    expect(unclear.text).toContain('> Спасибо за приглашение!');
    await write(unclear.replyTo, 'ПРИНИМАЮ', unclear);
    const accepted = await nextLetter(/место за Вами/);
    expect(addressIn(accepted, 'A1')).not.toBe('');
    // What comes before the opening is returned, not lost.
    await write(addressIn(accepted, 'A1'), 'До открытия.');
    expect((await nextLetter(/Вашего письма в форуме нет|форуме/)).text).toContain('> До открытия.');
  });

  it('makes its person the sender of their delegation', async () => {
    const seat = await pool.db.selectFrom('seat as s').innerJoin('person as p', 'p.id', 's.person_id').select('s.id').where('p.email', '=', me).executeTakeFirstOrThrow();
    for (const duty of ['focal-point', 'sender'] as const) done(await setDuty(await as('fay'), { submissionId: some(), seat: seat.id, duty }, program.origin));
    await nextLetter(/координатор|контактн|делегаци/i);
  });

  it('brings the questions of the day at the reader’s hour, each with an address to answer it', async () => {
    await wind('2012-07-04T08:00:00Z');
    await nextLetter(/форум открыт/);
    const pack = await nextLetter(/вопросы дня/);
    expect(pack.text).toMatch(/# ?|A1/);
    await write(addressIn(pack, 'A1'), 'Человек из портового города, сварщик 34 лет, так и не был обвинён.\nПодтверждать должен кто-то вне подразделения.', pack);
    const receipt = await nextLetter(/размещено в форуме как A1·1/);
    expect(receipt.text).toContain('> Человек из портового города');
    ids.ref = 'A1·1';
  });

  it('brings an answer in the next day’s pack, which is answered in the thread', async () => {
    done(await postContribution(await as('anna'), { submissionId: some(), code: 'A1', parent: 'A1·1', text: 'Who would confirm it, and how soon?', regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
    await wind('2012-07-05T08:00:00Z');
    const pack = await nextLetter(/Who would confirm it/);
    expect(pack.text).not.toContain('Anna');
    await write(addressIn(pack, 'A1%C2%B72'), 'Судья, в течение трёх дней.', pack);
    await nextLetter(/размещено в форуме как A1·3/);
    const { rows } = { rows: await pool.db.selectFrom('contribution as c').innerJoin('contribution as p', 'p.id', 'c.parent_id').select(['p.number as parent', 'c.channel']).where('c.number', '=', 3).execute() };
    expect(rows).toEqual([{ parent: 2, channel: 'mail' }]);
    // And asks the moderators to look at it, by letter too.
    await write(addressIn(pack, encodeURIComponent('A1·2 для модераторов')), '3.1: не по теме вопроса');
    await nextLetter(/Модераторов просят посмотреть A1·2/);
  }, 200_000);

  it('brings the reasons of a measure, and takes the appeal as an answer to them', async () => {
    done(await flagContribution(await as('anna'), 'A1·1', { submissionId: some(), rule: '4.2', sentence: 'Age and trade point to one person.' }));
    const found = await pool.db.selectFrom('moderation_case as m').innerJoin('contribution as c', 'c.id', 'm.contribution_id').select(['m.number', 'm.version']).where('c.number', '=', 1).executeTakeFirstOrThrow();
    done(await decideCase(await as('clara'), found.number, { submissionId: some(), version: found.version, measure: 'withhold', rule: '4.2', facts: 'Gives age and trade of a person.', scope: 'The whole text.', aidUsed: 'None.', redress: 'Post it without the details.' }));
    done(await confirmDecision(await as('gus'), found.number, { submissionId: some(), version: found.version + 1, step: 'confirm' }));
    const reasons = await nextLetter(/Решение по A1·1/);
    expect(reasons.text).toContain('это и будет Вашей апелляцией');
    await write(reasons.replyTo, 'Это было в открытой печати.', reasons);
    await nextLetter(/Ваша апелляция на решение по A1·1 подана/);
    expect(await pool.db.selectFrom('appeal').select('text').execute()).toEqual([{ text: 'Это было в открытой печати.' }]);
    done(await decideAppeal(await as('fay'), found.number, { submissionId: some(), outcome: 'reversed', reasons: 'The court published it.' }));
    expect((await nextLetter(/Ваша апелляция по A1·1 рассмотрена/)).text).toContain('> The court published it.');
  });

  it('says to the second what came too late, and keeps it', async () => {
    await wind('2012-07-06T15:00:00Z');
    const pack = program.letters.findLast(({ to, subject }) => to === me && /вопросы дня/.test(subject)) as Letter;
    await write(addressIn(pack, 'A2'), 'На мгновение позже.');
    expect((await nextLetter(/после закрытия форума/)).text).toContain('> На мгновение позже.');
  });

  it('takes a rating as an answer, in words', async () => {
    await wind('2012-07-20T08:00:00Z');
    const elif = await as('elif');
    const part = (await pool.db.selectFrom('focus_aspect').select('letter').where('forum_id', '=', ids.forum).orderBy('position').executeTakeFirstOrThrow()).letter;
    const { reference } = done(await draftFinding(elif, { submissionId: some(), kind: 'recommendation', part, addressee: 'participating States', text: 'Provide in law for a time-limited hold.' }, { ru: 'Предусмотреть в законе срочное сохранение данных.' }));
    const { excerptId } = done(await markExcerpt(elif, { submissionId: some(), contribution: 'A1·3', quote: 'Судья, в течение трёх дней.' }));
    done(await attachExcerpt(elif, reference, excerptId));
    done(await readyFinding(elif, reference));
    // Who may rate is asked once the rapporteur has been at rest for an hour.
    await wind('2012-07-20T09:30:00Z');
    const call = await nextLetter(/можно оценить/);
    expect(call.text).toContain('> Предусмотреть в законе срочное сохранение данных.');
    // An empty letter is answered with all that can be written about.
    await write(`forum@${domain}`, '');
    const ways = await nextLetter(/Как участвовать по почте/);
    expect(ways.text).toContain('> Предусмотреть в законе срочное сохранение данных.');
    const rating = addressIn(ways, encodeURIComponent('оценка'));
    expect([call.replyTo, addressIn(call, 'R-01')]).toEqual([rating, rating]);
    await write(rating, 'R-01: наверное');
    await nextLetter(/R-01: наверное/);
    await write(rating, 'Добрый день!\n\nR-01: есть опасения, кто подтверждает, неясно\n\nС уважением,\nДмитрий Соколов');
    await nextLetter(/Записано: R-01/);
    expect(await pool.db.selectFrom('rating').select(['value', 'comment']).execute()).toEqual([{ value: 'have-concerns', comment: 'кто подтверждает, неясно' }]);
  });

  it('breaks silence for a State by two letters, and not by one', async () => {
    done(await openSilence(await as('fay'), 'R-01', { submissionId: some(), ends: '2012-08-17T12:00' }));
    const opened = await nextLetter(/идёт процедура умолчания/);
    expect(opened.replyTo).toBe(addressIn(opened, 'R-01'));
    await write(opened.replyTo, 'ВОЗРАЖЕНИЕ: неясно, кто подтверждает.', opened);
    const asked = await nextLetter(/уполномочены возражать/);
    expect(await pool.db.selectFrom('objection').select('kind').execute()).toEqual([]);
    await write(asked.replyTo, 'Да.', asked);
    await nextLetter(/Молчание по R-01 нарушено/);
    expect((await outcomePage(await as('fay'), 'ru')).recommendations[0]?.silence).toMatchObject({ state: 'broken', objections: [{ state: 'Велмарк (вымышленное)', kind: 'objection', text: 'неясно, кто подтверждает.' }] });
    await nextLetter(/: молчание по R-01 нарушено$/m);
  });

  it('is told of the report, and what became of each thing said, by reference', async () => {
    const elif = await as('elif');
    done(await disposeContribution(elif, { contribution: 'A1·1', fate: 'noted' }));
    done(await disposeContribution(elif, { contribution: 'A1·2', fate: 'out-of-scope', reason: 'Asks another forum.' }));
    // Who wrote the Russian wording did not review it.
    done(await reviewTranslation(await as('fay'), 'R-01', 'ru'));
    done(await compileReport(await contextOf(people['fay'] ?? ''), filesIn(join(program.dataDir, 'files')), 'internet-2012', 'ru'));
    await wind('2012-07-21T08:00:00Z');
    const report = await nextLetter(/Опубликован доклад/);
    expect(report.text).toContain('/ru/s/internet-2012/report');
    expect(report.text).toContain('A1·1: принято к сведению');
    expect(report.text).toContain('A1·3: учтено в R-01');
    // What became of what others said is theirs to know.
    expect(report.text).not.toContain('A1·2');
    expect(report.text).not.toContain('Судья, в течение трёх дней.');
  });

  it('ends with one fate for each letter in, one letter for each in the outbox, and sums that balance', async () => {
    const fates = await pool.db.selectFrom('inbound_ledger').select((eb) => ['fate', eb.fn.countAll<number>().as('n')]).groupBy('fate').execute();
    expect(fates.map(({ fate }) => fate)).not.toContain(null);
    expect(fates.reduce((sum, { n }) => sum + Number(n), 0)).toBe(sent);
    expect(Object.fromEntries(fates.map(({ fate, n }) => [fate, Number(n)]))).toEqual({ done: 5, held: 1, late: 1, posted: 2, refused: 4 });
    const out = await pool.db.selectFrom('letter').select(['id', 'sent_at', 'failure']).where('address', '=', me).execute();
    expect(out.filter(({ sent_at }) => sent_at === null).map(({ failure }) => failure)).toEqual([]);
    const came = program.letters.filter(({ to }) => to === me);
    expect(new Set(came.map(({ messageId }) => messageId)).size).toBe(came.length);
    expect(came.length).toBe(out.length);
    // Each letter in had one answer, and no other page was ever opened: there is no session of theirs.
    expect((await pool.db.selectFrom('letter').select('id').where('address', '=', me).where('kind', 'in', ['mail.answer', 'mail.deed']).execute()).length).toBe(sent);
    expect(await pool.db.selectFrom('session as s').innerJoin('person as p', 'p.id', 's.person_id').select('s.token_hash').where('p.email', '=', me).execute()).toEqual([]);
  });
});
