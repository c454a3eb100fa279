import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invite } from '#domain/accreditation/commands/invite.ts';
import type { PlaceKind } from '#domain/accreditation/rules/reply-address.ts';
import { replyAddress } from '#domain/accreditation/rules/reply-address.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { ownRatings } from '#domain/adoption/queries/own-ratings.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { decideAppeal } from '#domain/moderation/commands/appeal.ts';
import { confirmDecision, decideCase } from '#domain/moderation/commands/decide-case.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { closesAt, type Character, ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';

let house: TestHouse;
let mailroom: TestMailroom;
const during = new Date('2012-07-04T08:00:00Z');
const underSilence = new Date('2012-08-06T10:00:00Z');
const id = { said: '', ref: '', decision: '', silence: '' };

beforeAll(async () => {
  house = await openHouse();
  mailroom = openMailroom(house);
  const said = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: 'Someone outside the unit should confirm it within days.', regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  Object.assign(id, { said: said.id, ref: said.ref });
});
afterAll(async () => {
  await mailroom.end();
  await house.end();
});

const addressOf = (name: string) => `${name}@example.org`;
const answersTo = (name: string) => house.pool.db.selectFrom('letter').selectAll().where('address', '=', addressOf(name)).where('kind', 'in', ['mail.answer', 'mail.deed']).orderBy('written_at', 'desc').orderBy('id').execute();
const forget = () => house.pool.db.deleteFrom('letter').where('kind', 'in', ['mail.answer', 'mail.deed']).execute().then(() => house.pool.db.deleteFrom('letter_answered').execute());
const place = (name: Character, kind: PlaceKind, thing: string) => mailroom.addressOf(name, { place: { kind, id: thing } });

async function write(name: Character, kind: PlaceKind, thing: string, body: string, extra: { from?: string; to?: string; at?: TestMailroom; messageId?: string } = {}) {
  const to = extra.to ?? (await place(name, kind, thing));
  return (extra.at ?? mailroom).send(letterFrom(extra.from ?? addressOf(name), to, { body, ...(extra.messageId ? { messageId: extra.messageId } : {}) }), { sender: extra.from ?? addressOf(name), recipients: [to] });
}
/** The one answer to somebody since the last look. */
async function answerTo(name: Character) {
  const found = await answersTo(name);
  expect(found, `answers to ${name}`).toHaveLength(1);
  await forget();
  return found[0] as NonNullable<(typeof found)[number]>;
}
const journal = async (kind: string) => (await house.pool.db.selectFrom('journal').select('id').where('kind', '=', kind).execute()).length;

describe('a flag by letter', () => {
  it('names a rule and says why; what does not is answered with how to write it, and the text', async () => {
    expect(await write('anna', 'flag', id.said, 'Das ist schlimm.')).toBe('refused');
    const how = await answerTo('anna');
    expect(how.body).toContain('Beginnen Sie mit der Nummer der Regel');
    expect(how.body).toContain('> Das ist schlimm.');
    expect(how.reply_to).toBe(await place('anna', 'flag', id.said));
    expect(await write('anna', 'flag', id.said, '4.2: Alter und Beruf zeigen auf eine Person.')).toBe('done');
    expect((await answerTo('anna')).body).toContain(id.ref);
    expect(await house.pool.db.selectFrom('flag').select(['rule', 'sentence']).execute()).toEqual([{ rule: '4.2', sentence: 'Alter und Beruf zeigen auf eine Person.' }]);
    // A second one is refused by the command, as on the page.
    expect(await write('anna', 'flag', id.said, '3.1: Noch etwas.')).toBe('refused');
    expect((await answerTo('anna')).body).not.toContain('Beginnen Sie mit der Nummer');
    expect(await journal('moderation.flagged')).toBe(1);
  });

  it('is in the ledger without anybody to whom it could be traced', async () => {
    const [line] = await house.pool.db.selectFrom('inbound_ledger').selectAll().where('fate', '=', 'done').execute();
    expect(line).toMatchObject({ reason: 'byletter.done.flag', person: null, affiliation: null, category: null, kept: null, parts: null });
    expect(await house.pool.db.selectFrom('inbound_ledger').select('id').where((eb) => eb.or([eb('person', 'is not', null), eb('kept', 'is not', null)])).execute()).toEqual([]);
  });
});

describe('an appeal by answering the statement of reasons', () => {
  beforeAll(async () => {
    await house.entered(postContribution(await house.as('ben'), { submissionId: randomUUID(), code: 'A2', text: 'Filler.', regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
    const version = (await house.pool.db.selectFrom('moderation_case').select('version').executeTakeFirstOrThrow()).version;
    const decided = await decideCase(await house.as('clara'), 1, { submissionId: randomUUID(), version, measure: 'withhold', rule: '4.2', facts: 'Names a trade.', scope: 'All of it.', aidUsed: 'None.', redress: 'Without the details.' });
    if (!decided.ok) throw new Error(decided.refusal.code);
    const confirmed = await confirmDecision(await house.as('gus'), 1, { submissionId: randomUUID(), version: version + 1, step: 'confirm' });
    if (!confirmed.ok) throw new Error(confirmed.refusal.code);
    id.decision = decided.value.decisionId;
  });

  it('is asked for by the letter itself, whose answer does it', async () => {
    const letter = await house.pool.db.selectFrom('letter').select(['answers', 'address']).where('kind', '=', 'moderation.statement-of-reasons').executeTakeFirstOrThrow();
    expect(letter).toMatchObject({ address: 'dmitri@example.org', answers: { kind: 'decision', id: id.decision } });
  });

  it('is useless from anybody else, and says to nobody whether it exists', async () => {
    const to = await place('dmitri', 'decision', id.decision);
    expect(await write('dmitri', 'decision', '', 'Appeal.', { from: 'ben@example.org', to })).toBe('refused');
    expect(await write('dmitri', 'decision', '', 'Appeal.', { from: 'stranger@example.net', to })).toBe('unknown-sender');
    // Who is no party holds no decision, though an address were made for them.
    expect(await write('ben', 'decision', id.decision, 'Appeal.')).toBe('refused');
    const bodies = (await house.pool.db.selectFrom('letter').select('body').where('kind', 'in', ['mail.answer', 'mail.deed']).where('address', 'in', ['stranger@example.net', 'ben@example.org']).orderBy('written_at').execute()).map(({ body }) => body);
    for (const body of bodies.slice(0, 2)) expect(body).not.toMatch(/A1|Sokolov|M-001|Institute/);
    expect(await house.count('appeal')).toBe(0);
    await forget();
  });

  it('is lodged once by the same command, however often the letter is read', async () => {
    const to = await place('dmitri', 'decision', id.decision);
    const letter = await mailroom.arrive(letterFrom(addressOf('dmitri'), to, { body: 'Ремесло названо в открытой печати.\n\nср, 4 июл. 2012 г. в 10:00, Онлайн-форум <forum@example.org>:\n\n> Решение\n' }), { sender: addressOf('dmitri'), recipients: [to] });
    expect(await Promise.all([mailroom.read(letter), mailroom.read(letter)])).toEqual(['done', 'done']);
    const answer = await answerTo('dmitri');
    expect(answer.locale).toBe('ru');
    expect(answer.body).toContain(`Ваша апелляция на решение по ${id.ref} подана`);
    expect(await house.pool.db.selectFrom('appeal').select('text').execute()).toEqual([{ text: 'Ремесло названо в открытой печати.' }]);
    expect(await journal('moderation.appealed')).toBe(1);
    expect(await write('dmitri', 'decision', id.decision, 'Ещё раз.')).toBe('refused');
    expect((await answerTo('dmitri')).body).toContain('Апелляция уже подана');
  });

  it('is told its outcome, with the reasons', async () => {
    expect(await decideAppeal(await house.as('fay'), 1, { submissionId: randomUUID(), outcome: 'reversed', reasons: 'The press had it.\n# No heading' })).toMatchObject({ ok: true });
    const told = await house.pool.db.selectFrom('letter').select(['address', 'subject', 'body', 'locale']).where('kind', '=', 'moderation.appeal-outcome').execute();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ address: 'dmitri@example.org', locale: 'ru', subject: expect.stringContaining(id.ref) });
    expect(told[0]?.body).toContain('> The press had it.\n> # No heading');
    expect(told[0]?.body).not.toMatch(/Gus|Lindholm/);
  });

  const notYetAppealed = async () => {
    await house.pool.db.deleteFrom('appeal').execute();
    await house.pool.db.updateTable('moderation_case').set({ state: 'decided' }).execute();
    await house.pool.db.updateTable('decision').set({ state: 'in-force' }).execute();
  };
  const dmitriStands = (standing: string) => house.pool.db.updateTable('seat').set({ standing }).where('person_id', 'in', (eb) => eb.selectFrom('person').select('id').where('email', '=', addressOf('dmitri'))).execute();

  it('is taken from an author whose seat is suspended, who sees no page of the forum; nothing else is', async () => {
    await notYetAppealed();
    await dmitriStands('suspended');
    expect(await write('dmitri', 'flag', id.said, '4.2: Я тоже.')).toBe('refused');
    expect(await write('dmitri', 'decision', id.decision, 'Прошу пересмотреть.')).toBe('done');
    expect(await house.pool.db.selectFrom('appeal').select('text').execute()).toEqual([{ text: 'Прошу пересмотреть.' }]);
    await dmitriStands('withdrawn');
    await notYetAppealed();
    expect(await write('dmitri', 'decision', id.decision, 'И после ухода.')).toBe('refused');
    await dmitriStands('good');
    await forget();
  });

  it('ends with its own window, not with the forum', async () => {
    const until = (await house.pool.db.selectFrom('decision').select('appeal_until').executeTakeFirstOrThrow()).appeal_until as Date;
    expect(until.getTime()).toBeGreaterThan(closesAt.getTime());
    await notYetAppealed();
    house.at(until);
    expect(await write('dmitri', 'decision', id.decision, 'Слишком поздно.')).toBe('late');
    expect((await answerTo('dmitri')).body).toContain('> Слишком поздно.');
    house.at(new Date(until.getTime() - 1));
    expect(await write('dmitri', 'decision', id.decision, 'В последнюю миллисекунду.')).toBe('done');
    await forget();
    house.at(during);
  });
});

describe('ratings by letter', () => {
  beforeAll(async () => {
    const elif = await house.as('elif');
    for (const [text, quote] of [['Provide for a time-limited hold.', 'Someone outside the unit should confirm it'], ['Say who confirms.', 'within days']] as const) {
      const drafted = await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'participating States', text });
      const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: id.ref, quote });
      if (!drafted.ok || !marked.ok) throw new Error('no finding');
      await attachExcerpt(elif, drafted.value.reference, marked.value.excerptId);
      await readyFinding(elif, drafted.value.reference);
    }
  });
  const own = async () => (await ownRatings(await house.as('dmitri'), { forumId: ids.forum, seatId: (await house.as('dmitri')).sight.seat?.id ?? '' })).map(({ finding, value, comment }) => ({ finding, value, comment }));

  it('are taken in words or numbers, all in one letter', async () => {
    expect(await write('dmitri', 'findings', ids.forum, 'Добрый день!\n\nR-01: поддерживаю\nR-02: 3, кто подтверждает, неясно\n\nС уважением,\nДмитрий Соколов')).toBe('done');
    expect((await answerTo('dmitri')).body).toContain('Записано: R-01, R-02.');
    expect(await own()).toEqual([{ finding: 'R-01', value: 'support', comment: null }, { finding: 'R-02', value: 'have-concerns', comment: 'кто подтверждает, неясно' }]);
  });

  it('are not taken at all where one line is unclear, names no text, or lacks its sentence', async () => {
    for (const [body, says] of [['R-01: 4\nR-02: наверное', '> R-02: наверное'], ['R-01: 4\nR-77: 1', 'Ответьте одной строкой на каждый текст'], ['R-01: 4\nR-02: 3', 'Выразите сомнение одним предложением']] as const) {
      expect(await write('dmitri', 'findings', ids.forum, body), body).toBe('refused');
      expect((await answerTo('dmitri')).body).toContain(says);
    }
    expect((await own())[0]).toEqual({ finding: 'R-01', value: 'support', comment: null });
  });
});

describe('breaking silence by letter', () => {
  beforeAll(async () => {
    house.at(underSilence);
    const opened = await openSilence(await house.as('fay'), 'R-01', { submissionId: randomUUID(), ends: '2012-08-17T12:00' });
    if (!opened.ok) throw new Error(opened.refusal.code);
    id.silence = opened.value.procedureId;
  });
  const objections = async () => (await house.pool.db.selectFrom('objection').select(['kind', 'text', 'state_id']).orderBy('made_at').execute()).map(({ kind, text }) => ({ kind, text }));

  it('takes the authorised sender’s letter and does nothing before they have confirmed it', async () => {
    expect(await write('ben', 'silence', id.silence, 'OBJECTION : le terme est obscur.')).toBe('held');
    const asked = await answerTo('ben');
    expect(asked.body).toContain('habilité(e) à faire objection');
    expect(asked.body).toContain('> OBJECTION : le terme est obscur.');
    expect(await objections()).toEqual([]);
    const to = asked.reply_to ?? '';
    expect(to).toMatch(/^reply\+/);
    // Anything but a yes does nothing; nor does a yes from anybody else, or to the address of the text itself.
    expect(await write('ben', 'waiting', '', 'Merci, c’est noté.', { to })).toBe('refused');
    await forget();
    expect(await write('ben', 'waiting', '', 'OUI', { to, from: 'anna@example.org' })).toBe('refused');
    expect(await write('ben', 'silence', id.silence, 'OUI')).toBe('refused');
    await forget();
    expect(await objections()).toEqual([]);
    expect(await write('ben', 'waiting', '', 'OUI\n\nLe lun. 6 août 2012 à 12:00, Forum <forum@example.org> a écrit :\n> Répondez\n', { to })).toBe('done');
    expect((await answerTo('ben')).body).toContain('Le silence sur R-01 est rompu');
    expect(await objections()).toEqual([{ kind: 'objection', text: 'le terme est obscur.' }]);
    expect(await journal('adoption.silence_broken')).toBe(1);
    // Confirmed once, it is settled.
    expect(await write('ben', 'waiting', '', 'OUI', { to })).toBe('refused');
    await forget();
    expect(await journal('adoption.silence_broken')).toBe(1);
    expect(await house.pool.db.selectFrom('inbound_ledger').select(['fate', 'outcome']).where('outcome', 'is not', null).execute()).toEqual([{ fate: 'held', outcome: 'done' }]);
  });

  it('never takes a denial for an objection', async () => {
    for (const body of ['Kein Einwand', 'No objection', 'Возражений нет', 'Wir stimmen zu.']) expect(await write('anna', 'silence', id.silence, body), body).toBe('refused');
    await forget();
    expect(await house.pool.db.selectFrom('inbound_letter').select('id').where('deed', 'is not', null).execute()).toEqual([]);
  });

  it('is refused to whoever speaks for no State, before anything is held', async () => {
    expect(await write('ivo', 'silence', id.silence, 'Einwand')).toBe('refused');
    expect(await write('dmitri', 'silence', id.silence, 'Возражение')).toBe('refused');
    expect((await answersTo('dmitri'))[0]?.body).not.toContain('time-limited');
    await forget();
  });

  it('is confirmed before the end, to the millisecond: the first letter alone does not keep the time', async () => {
    const end = new Date('2012-08-17T10:00:00Z');
    house.at(new Date(end.getTime() - 60_000));
    expect(await write('anna', 'silence', id.silence, 'ÄNDERUNGSANTRAG\nZwei Tage statt einem.')).toBe('held');
    const { reply_to, body } = await answerTo('anna');
    expect(body).toContain('17.');
    house.at(end);
    expect(await write('anna', 'waiting', '', 'JA', { to: reply_to ?? '' })).toBe('refused');
    expect(await objections()).toHaveLength(1);
    house.at(new Date(end.getTime() - 1));
    expect(await write('anna', 'waiting', '', 'JA', { to: reply_to ?? '' })).toBe('done');
    expect(await objections()).toEqual([{ kind: 'objection', text: 'le terme est obscur.' }, { kind: 'amendment', text: 'Zwei Tage statt einem.' }]);
    house.at(end);
    expect(await write('anna', 'silence', id.silence, 'EINWAND')).toBe('late');
    house.at(during);
    await forget();
  });
});

describe('a letter that waits for its author’s word', () => {
  it('is posted by answering yes, and discarded by no; nothing of it was shown before', async () => {
    const signed = 'Короткий срок лучше.\n\n-- \nDmitri Sokolov\nInstitute for Digital Rights';
    expect(await write('dmitri', 'question', ids.B1, signed)).toBe('held');
    const first = await answerTo('dmitri');
    expect(first.body).toContain('одним словом ДА');
    expect(await write('dmitri', 'waiting', '', 'Да.', { to: first.reply_to ?? '' })).toBe('done');
    expect((await answerTo('dmitri')).body).toContain('размещён в форуме как B1·1');
    expect(await house.pool.db.selectFrom('revision').select('markdown').where('markdown', 'like', 'Короткий%').execute()).toEqual([{ markdown: 'Короткий срок лучше.' }]);
    expect(await write('dmitri', 'question', ids.B1, signed.replace('Короткий', 'Длинный'))).toBe('held');
    const second = await answerTo('dmitri');
    expect(await write('dmitri', 'waiting', '', 'нет', { to: second.reply_to ?? '' })).toBe('done');
    expect(await write('dmitri', 'waiting', '', 'да', { to: second.reply_to ?? '' })).toBe('refused');
    await forget();
    expect(await house.pool.db.selectFrom('revision').select('markdown').where('markdown', 'like', 'Длинный%').execute()).toEqual([]);
  });

  it('and a deed whose sender is not proved waits likewise, where that is asked', async () => {
    const strict = openMailroom(house, { trustedServer: 'mx.example.net', senderCheck: 'required' });
    expect(await write('dmitri', 'findings', ids.forum, 'R-01: 4', { at: strict })).toBe('held');
    const { reply_to } = await answerTo('dmitri');
    const value = async () => (await ownRatings(await house.as('dmitri'), { forumId: ids.forum, seatId: (await house.as('dmitri')).sight.seat?.id ?? '' }))[0]?.value;
    expect(await value()).toBe('support');
    // The answer comes from whoever reads that mailbox: that proves more than the first letter did.
    expect(await write('dmitri', 'waiting', '', 'да', { to: reply_to ?? '', at: strict })).toBe('done');
    expect(await value()).toBe('cannot-accept');
    await strict.end();
    await forget();
  });
});

describe('an invitation answered by letter', () => {
  const invited = async (name: string, address: string) => {
    const sent = await invite(await house.as('fay'), { submissionId: randomUUID(), lines: `Institute of Examples; experts; ; ${address}; ${name}; participant; ru` }, 'http://forum.example');
    if (!sent.ok) throw new Error(sent.refusal.code);
    const { id } = await house.pool.db.selectFrom('invitation').select('id').where('email', '=', address).executeTakeFirstOrThrow();
    return replyAddress(mailroom.door, { personId: id, forumId: ids.forum, place: { kind: 'invitation', id }, voice: 'own' });
  };
  const send = (from: string, to: string, body: string) => mailroom.send(letterFrom(from, to, { body }), { sender: from, recipients: [to] });
  const seats = async () => (await house.pool.db.selectFrom('seat').select('id').execute()).length;

  it('takes the seat by the word for it and from the invited address alone, and gets the addresses to write to', async () => {
    const [to, before] = [await invited('Мария Росси', 'maria@example.net'), await seats()];
    expect(await send('stranger@example.net', to, 'Принимаю')).toBe('unknown-sender');
    expect(await send('maria@example.net', to, 'Спасибо за приглашение!')).toBe('refused');
    expect(await seats()).toBe(before);
    expect(await send('maria@example.net', to, 'ПРИНИМАЮ')).toBe('done');
    expect(await seats()).toBe(before + 1);
    const [answer] = await house.pool.db.selectFrom('letter').select(['body', 'locale']).where('address', '=', 'maria@example.net').where('kind', '=', 'mail.deed').orderBy('written_at', 'desc').orderBy('id').execute();
    const bodies = (await house.pool.db.selectFrom('letter').select('body').where('address', '=', 'maria@example.net').where('kind', '=', 'mail.deed').execute()).map(({ body }) => body);
    expect(answer?.locale).toBe('ru');
    const accepted = bodies.find((body) => body.includes('место за Вами')) ?? '';
    const address = /mailto:(reply\+[a-z2-7]+@forum\.example\.org)\?subject=A1/.exec(accepted)?.[1] ?? '';
    expect(await send('maria@example.net', address, 'Первое слово нового участника.')).toBe('posted');
    // Once is once.
    expect(await send('maria@example.net', to, 'ПРИНИМАЮ')).toBe('refused');
    expect(await house.pool.db.selectFrom('session').select('token_hash').where('person_id', '=', (eb) => eb.selectFrom('person').select('id').where('email', '=', 'maria@example.net')).execute()).toEqual([]);
  });

  it('declines for good', async () => {
    const [to, before] = [await invited('Пьер', 'pierre@example.net'), await seats()];
    expect(await send('pierre@example.net', to, 'Отказываюсь')).toBe('done');
    expect(await send('pierre@example.net', to, 'ПРИНИМАЮ')).toBe('refused');
    expect(await seats()).toBe(before);
  });

  it('is nothing a program can do', async () => {
    const to = await invited('Ана', 'ana@example.net');
    expect(await mailroom.send(letterFrom('ana@example.net', to, { headers: ['Auto-Submitted: auto-replied'], body: 'Принимаю' }), { sender: 'ana@example.net', recipients: [to] })).toBe('automatic');
  });
});

describe('who writes to the house itself', () => {
  const help = (from: string, body = '') => mailroom.send(letterFrom(from, 'forum@forum.example.org', { body }), { sender: from, recipients: ['forum@forum.example.org'] });

  it('is told how to write, with addresses of their own for each question and draft; each works', async () => {
    await forget();
    expect(await help('dmitri@example.org')).toBe('refused');
    const { body, locale } = await answerTo('dmitri');
    expect(locale).toBe('ru');
    for (const words of ['Как участвовать по почте', 'What should come first in A2?', '> Provide for a time-limited hold.']) expect(body).toContain(words);
    const address = /mailto:(reply\+[a-z2-7]+@forum\.example\.org)\?subject=A2/.exec(body)?.[1] ?? '';
    expect(await write('dmitri', 'question', '', 'По второму вопросу.', { to: address })).toBe('posted');
    await forget();
  });

  it('learns nothing of forums without a seat, and a stranger nothing at all', async () => {
    expect(await help('hana@example.org')).toBe('refused');
    expect((await answerTo('hana')).body).not.toMatch(/A1|R-01|mailto/);
    expect(await help('nobody@example.net', 'help')).toBe('unknown-sender');
    expect((await house.pool.db.selectFrom('letter').select('body').where('address', '=', 'nobody@example.net').executeTakeFirstOrThrow()).body).not.toMatch(/A1|R-01|mailto|social networking/i);
  });
});

it('every letter has one fate, and they add up', async () => {
  const rows = await house.pool.db.selectFrom('inbound_ledger').select((eb) => ['fate', eb.fn.countAll<number>().as('n')]).groupBy('fate').execute();
  expect(rows.every(({ fate }) => fate !== null)).toBe(true);
  expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(await house.asCustodian(async (db) => (await db.selectFrom('inbound_letter').select('id').execute()).length));
});
