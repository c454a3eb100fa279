import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { circulatePaper } from '#domain/paper/commands/circulate-paper.ts';
import { writePaper } from '#domain/paper/commands/write-paper.ts';
import { paperPage } from '#domain/paper/queries/paper-page.ts';
import { postBySmtp, sendLetter } from '#platform/mail/send-letter.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { type Mailbox, openMailbox } from '../../tests/mailbox.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';
import { answersTo } from '../worker/answers-to.ts';
import { noticeWriter } from '../worker/notices.ts';

let house: TestHouse;
let mailroom: TestMailroom;
let paperId = '';

beforeAll(async () => {
  house = await openHouse();
  mailroom = openMailroom(house);
  await write('## What is at stake\n\nContent is removed *before* it is preserved.\n\nA hold of limited time is missing.', 'en');
  await write('## О чём речь\n\nМатериалы удаляются раньше, чем их сохраняют.\n\nНет временной заморозки.', 'ru', true);
  paperId = (await house.pool.db.selectFrom('paper').select('id').executeTakeFirstOrThrow()).id;
});
afterAll(async () => {
  await mailroom.end();
  await house.end();
});

const write = async (markdown: string, locale: 'en' | 'ru', sameVersion = false) => expect(await writePaper(await house.as('fay'), { submissionId: randomUUID(), title: locale === 'ru' ? 'Социальные сети' : 'Social networks', locale, markdown }, { sameVersion })).toMatchObject({ ok: true });
const circulate = async () => expect(await circulatePaper(await house.as('fay'), { submissionId: randomUUID(), audiences: ['participants'] }, { origin: 'https://forum.example' })).toMatchObject({ ok: true });
const ask = async (name: Character, body: string, { from = `${name}@example.org`, at = mailroom } = {}) => {
  const to = await mailroom.addressOf(name, { place: { kind: 'paper', id: paperId } });
  return at.send(letterFrom(from, to, { body }), { sender: from, recipients: [to] });
};
/** The one answer to somebody since the last look. */
const answerTo = async (name: Character) => {
  const found = await house.pool.db.selectFrom('letter').selectAll().where('address', '=', `${name}@example.org`).where('kind', '=', 'mail.deed').execute();
  expect(found, `answers to ${name}`).toHaveLength(1);
  await house.pool.db.deleteFrom('letter').where('kind', '=', 'mail.deed').execute();
  await house.pool.db.deleteFrom('letter_answered').execute();
  return found[0]?.body ?? '';
};
const annotations = () => house.pool.db.selectFrom('annotation').select(['paragraph', 'number', 'quote', 'text', 'lang', 'text_lang']).orderBy('at').orderBy('paragraph').orderBy('number').execute();

describe('the discussion paper by letter', () => {
  it('is sent to nobody before it is circulated', async () => {
    expect(await ask('dmitri', 'SEND')).toBe('refused');
    expect(await house.pool.db.selectFrom('letter').select('body').where('address', '=', 'dmitri@example.org').executeTakeFirst()).toMatchObject({ body: expect.not.stringContaining('Материалы') });
    await house.pool.db.deleteFrom('letter').execute();
    await house.pool.db.deleteFrom('letter_answered').execute();
    await circulate();
  });

  it('comes whole in its reader’s language, with the numbers of its paragraphs, and says how to annotate it', async () => {
    expect(await ask('dmitri', 'ПРИСЛАТЬ')).toBe('done');
    const letter = await answerTo('dmitri');
    expect(letter).toContain('# О чём речь\n\n¶\u00a01 Материалы удаляются раньше, чем их сохраняют.\n\n¶\u00a02 Нет временной заморозки.');
    expect(letter).toContain('Социальные сети');
    expect(letter).toContain('замечание');
    expect(letter).toContain(await mailroom.addressOf('dmitri', { place: { kind: 'paper', id: paperId } }));
    // German is not there: it stands in the original, and says so.
    expect(await ask('anna', 'Senden')).toBe('done');
    expect(await answerTo('anna')).toMatch(/Absätze ohne Übersetzung stehen im Original\.[\s\S]*¶\u00a01 Content is removed before it is preserved\./);
  });

  it('comes from a paragraph on; one that is not there is said, with how to ask', async () => {
    expect(await ask('dmitri', 'SEND 2')).toBe('done');
    const letter = await answerTo('dmitri');
    expect(letter).toContain('Нет временной заморозки.');
    expect(letter).not.toContain('Материалы');
    expect(await ask('dmitri', 'SEND 9')).toBe('refused');
    expect(await answerTo('dmitri')).toContain('с таким номером: 9');
    expect(await ask('dmitri', 'Пришлите мне его, пожалуйста')).toBe('refused');
    expect(await answerTo('dmitri')).toContain('12: Срок слишком мал');
  });

  it('is of use to nobody else, and stays where its marking keeps it', async () => {
    expect(await ask('dmitri', 'SEND', { from: 'anna@example.org' })).toBe('refused');
    await house.pool.db.deleteFrom('letter').execute();
    await house.pool.db.updateTable('forum').set({ default_marking: 'TLP:RED' }).where('id', '=', ids.forum).execute();
    expect(await ask('dmitri', 'SEND')).toBe('refused');
    const letter = await answerTo('dmitri');
    expect(letter).toContain('Маркировка не позволяет');
    expect(letter).not.toContain('Материалы');
    await house.pool.db.updateTable('forum').set({ default_marking: 'TLP:AMBER' }).where('id', '=', ids.forum).execute();
  });
});

describe('an annotation by letter', () => {
  it('stands at its paragraph as one made on the page does, and its author is told where', async () => {
    expect(await ask('dmitri', '1: Кем?\nИ когда?\n\n2 «временной заморозки»: Указать срок.')).toBe('done');
    expect(await answerTo('dmitri')).toContain('P1·1, P2·1');
    expect((await annotations()).map(({ quote, text, lang, text_lang: read }) => ({ quote, text, lang, read }))).toEqual([
      { quote: 'Материалы удаляются раньше, чем их сохраняют.', text: 'Кем?\nИ когда?', lang: 'ru', read: 'ru' },
      { quote: 'временной заморозки', text: 'Указать срок.', lang: 'ru', read: 'ru' },
    ]);
    expect((await paperPage(await house.as('anna'), 'ru'))?.paragraphs.map((one) => one.annotations.map(({ reference }) => reference))).toEqual([[], ['P1·1'], ['P2·1']]);
    expect((await house.pool.db.selectFrom('journal').select('id').where('kind', '=', 'paper.annotated').execute()).length).toBe(2);
  });

  it('is one of several or none: with words that do not stand there nothing is annotated', async () => {
    expect(await ask('dmitri', '1: Да.\n2 «нет таких слов»: Что это?')).toBe('refused');
    expect(await answerTo('dmitri')).toContain('> 2 «нет таких слов»: Что это?');
    expect(await annotations()).toHaveLength(2);
  });

  it('waits for its author’s word where the sender is not proved; the paper itself goes to the author alone, whoever asks', async () => {
    const strict = openMailroom(house, { trustedServer: 'mx.example.org', senderCheck: 'required' });
    expect(await ask('dmitri', 'SEND', { at: strict })).toBe('done');
    await answerTo('dmitri');
    expect(await ask('dmitri', '1: Ещё одно.', { at: strict })).toBe('held');
    expect(await annotations()).toHaveLength(2);
    const asked = await house.pool.db.selectFrom('letter').select(['reply_to', 'body']).where('address', '=', 'dmitri@example.org').where('kind', '=', 'mail.deed').executeTakeFirstOrThrow();
    expect(asked.body).toContain('рядом с документом');
    expect(await strict.send(letterFrom('dmitri@example.org', asked.reply_to ?? '', { body: 'ДА' }), { sender: 'dmitri@example.org', recipients: [asked.reply_to ?? ''] })).toBe('done');
    expect(await annotations()).toHaveLength(3);
    await strict.end();
    await house.pool.db.deleteFrom('letter').execute();
  });
});

describe('letters that go out', () => {
  let mailbox: Mailbox;
  let post: ReturnType<typeof postBySmtp>;
  beforeAll(async () => {
    mailbox = await openMailbox();
    post = postBySmtp(mailbox.url);
  });
  afterAll(async () => {
    post.close();
    await mailbox.end();
  });
  const send = async () => {
    const out = { post, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: () => 'leave' }, write: noticeWriter(house.operator(), 'http://forum.example', mailroom.door), answering: answersTo(mailroom.door, 'http://forum.example') };
    for (const { id } of await house.pool.db.selectFrom('letter').select('id').where('sent_at', 'is', null).execute()) expect(await sendLetter(house.pool.db, out, id, house.world.now())).toBe('sent');
  };

  it('announce the paper to who answers for a body with an address to ask for it', async () => {
    await write('## What is at stake\n\nContent is removed *before* it is preserved.\n\nA hold of limited time is missing. Say how long.', 'en');
    await circulate();
    await send();
    const letter = mailbox.to('anna@example.org').at(-1)?.mail;
    expect(letter?.text).toContain('SENDEN');
    // Nothing of the paper itself is in it.
    expect(letter?.text).not.toContain('preserved');
    const address = letter?.replyTo?.value[0]?.address ?? '';
    expect(await mailroom.send(letterFrom('anna@example.org', address, { body: 'SENDEN' }), { sender: 'anna@example.org', recipients: [address] })).toBe('done');
    expect(await answerTo('anna')).toContain('Say how long.');
  });
});
