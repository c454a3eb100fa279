import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstView, isAccessible, newReader, openBrowser, type Reader } from './browser.ts';
import { linkIn } from './people.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let browser: Browser;
const readers: Record<string, Reader> = {};
const forum = '/f/internet-2012-2';

beforeAll(async () => {
  program = await startProgram(['--rehearse', '--at', '2012-06-25T08:00:00Z']);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const at = (locale: string, path: string) => `${program.origin}/${locale}${path}`;
const reader = (name: string): Reader => {
  const found = readers[name];
  if (!found) throw new Error(`${name} has not come yet`);
  return found;
};
const wind = async (instant: string) => expect((await program.cli('advance-clock', instant)).code).toBe(0);

/** An invited person follows the link of their letter, accepts the rules and stands in the forum. */
async function accept(name: string, address: string, button: RegExp, rules: RegExp): Promise<void> {
  readers[name] = await newReader(browser);
  const { page } = reader(name);
  await page.goto(linkIn((await program.letterTo(address)).text));
  await isAccessible(reader(name));
  await page.getByLabel(rules).check();
  await page.getByRole('button', { name: button }).click();
  await page.waitForURL(`**${forum}`);
}

describe('the life of a forum', () => {
  it('begins with its programme', async () => {
    const programme = JSON.parse(readFileSync('demonstration/osce-2012-series.json', 'utf8'));
    programme.series.slug = 'internet-2012';
    const file = join(program.dataDir, 'programme.json');
    writeFileSync(file, JSON.stringify(programme, null, 1));
    expect(await program.cli('import-programme', file)).toMatchObject({ code: 0, out: expect.stringContaining('4 forums, 11 focus aspects') });
    expect(await program.cli('import-programme', file)).toMatchObject({ code: 1, out: expect.stringContaining('already') });
    readers['visitor'] = await newReader(browser);
    const { page } = reader('visitor');
    for (const path of ['/', '/s/internet-2012', '/s/internet-2012/2', '/s/internet-2012/4', '/sign-in']) {
      expect((await page.goto(at('de', path)))?.status(), path).toBe(200);
      await isAccessible(reader('visitor'));
    }
    // Who is not signed in is asked to sign in, whether the forum is there or not.
    await page.goto(at('en', forum));
    expect(new URL(page.url()).pathname).toBe('/en/sign-in');
    for (const path of ['/', '/s/internet-2012', '/s/internet-2012/2']) expect(await firstView(browser, at('en', path)), path).toBeLessThan(100_000);
  });

  it('invites by letters whose links work once', async () => {
    readers['fay'] = await newReader(browser);
    const { page } = reader('fay');
    await page.goto(/http\S+\/sign-in\/\S+/.exec(program.printed())?.[0] ?? '');
    await page.getByRole('button', { name: 'Sign in on this device' }).click();
    await page.waitForURL('**/me');
    await isAccessible(reader('fay'));
    await page.goto(at('en', `${forum}/run/invitations`));
    await page.getByLabel(/One line for each person/).fill('B; experts; 1; nobody');
    await page.getByRole('button', { name: 'Check the list' }).click();
    await page.getByRole('alert').waitFor();
    // What was typed is still there.
    expect(await page.getByLabel(/One line for each person/).inputValue()).toBe('B; experts; 1; nobody');
    await page.getByLabel(/One line for each person/).fill([
      'Delegation of Austria; delegations; ; anna@example.org; Anna Berger; participant; en',
      'Institute for Digital Rights; experts; ; dmitri@example.org; Дмитрий Соколов; participant; ru',
      'Secretariat; staff; ; clara@example.org; Clara Moretti; moderator; en',
      'Secretariat; staff; ; gus@example.org; Gus Lindholm; moderator; en',
      'Secretariat; staff; ; hugo@example.org; Hugo Adler; moderator; en',
      'Secretariat; staff; ; elif@example.org; Elif Demir; rapporteur; en',
    ].join('\n'));
    await page.getByRole('button', { name: 'Check again' }).click();
    await isAccessible(reader('fay'));
    await page.getByRole('button', { name: 'Send 6 invitations' }).click();
    await page.getByText('6 invitations are on their way').waitFor();
    await isAccessible(reader('fay'));
  });

  it('writes and circulates its paper', async () => {
    const { page } = reader('fay');
    await page.goto(at('en', `${forum}/paper`));
    await page.getByLabel('Title of the paper').fill('Social networking tools: questions');
    await page.getByLabel(/^Text/).fill('Removal without delay should be the aim of every request.\n\nWho confirms a hold?');
    await page.getByRole('button', { name: /Write this version|version/i }).first().click();
    await page.getByText('Who confirms a hold?').first().waitFor();
    await page.getByRole('button', { name: /^Circulate/ }).click();
    await page.getByText(/^Version 1 circulated /).waitFor();
    await isAccessible(reader('fay'));
  });

  it('opens at its Vienna minute to those who accepted', async () => {
    await accept('anna', 'anna@example.org', /Accept and take the seat/, /I accept the rules/);
    await accept('dmitri', 'dmitri@example.org', /Принять и занять место/, /Принимаю правила/);
    await accept('clara', 'clara@example.org', /Accept and take the seat/, /I accept the rules/);
    await accept('gus', 'gus@example.org', /Accept and take the seat/, /I accept the rules/);
    await accept('hugo', 'hugo@example.org', /Accept and take the seat/, /I accept the rules/);
    await accept('elif', 'elif@example.org', /Accept and take the seat/, /I accept the rules/);
    await wind('2012-07-04T08:00:00Z');
    const { page } = reader('anna');
    await page.goto(at('en', forum));
    await page.getByText('Closes in').waitFor();
    await isAccessible(reader('anna'));
    await page.goto(at('en', `${forum}/paper`));
    await page.getByText('Removal without delay').first().waitFor();
    await isAccessible(reader('anna'));
    // A used invitation says so.
    await page.goto(linkIn((await program.letterTo('anna@example.org')).text));
    await page.getByText('This invitation has been answered').waitFor();
  });

  it('takes contributions in English and in Russian, each shown as its author chose', async () => {
    const { page } = reader('anna');
    await page.goto(at('en', `${forum}/q/A1`));
    await isAccessible(reader('anna'));
    await page.getByLabel('Your contribution to A1').fill('We ask for three things in a fixed order: preserve, disclose, remove. Someone outside the unit should confirm it within days.');
    await page.getByLabel(/^Affiliation only/).check();
    await page.getByLabel('Handling').selectOption('TLP:CLEAR');
    await page.getByRole('button', { name: 'Contribute to A1' }).click();
    await page.getByText('preserve, disclose, remove').first().waitFor();
    expect(await page.getByRole('article').first().innerText()).toContain('Delegation of Austria');
    expect(await page.getByRole('article').first().innerText()).not.toContain('Anna');

    const { page: russian } = reader('dmitri');
    await russian.goto(at('ru', `${forum}/q/A1/write`));
    await russian.getByLabel(/Ваше выступление/).fill('Порядок действий должен зависеть от риска, а не от вида площадки.');
    await russian.getByLabel(/^Без указания автора/).check();
    await isAccessible(reader('dmitri'));
    await russian.getByRole('button', { name: /Выступить/ }).click();
    // Without an author it waits to be released with others; its author alone can see it, and takes it back.
    await russian.getByRole('heading', { name: 'Ожидает выпуска по A1' }).waitFor();
    await isAccessible(reader('dmitri'));
    await page.reload();
    expect(await page.getByText('Порядок действий').count()).toBe(0);
    await russian.getByRole('button', { name: 'Вернуть в черновик' }).click();
    await russian.getByLabel(/^Только категория/).check();
    await russian.getByRole('button', { name: /Выступить/ }).click();
    await russian.getByText('Порядок действий').first().waitFor();
    const shown = russian.getByRole('article').nth(1);
    expect(await shown.innerText()).not.toMatch(/Соколов|Institute/);
    expect(await shown.locator('.read').getAttribute('lang')).toBe('ru');
  });

  it('marks what is new to each reader, and no more once it was on screen', async () => {
    const { page } = reader('clara');
    await page.goto(at('en', `${forum}/q/A1`));
    await page.getByText('New', { exact: true }).first().waitFor();
    await isAccessible(reader('clara'));
    await page.goto(at('en', `${forum}/new`));
    await isAccessible(reader('clara'));
    // Looked at for longer than a second, all of it is told to the server as read when the page is left.
    for (const article of await page.locator('article.contrib').all()) {
      await article.scrollIntoViewIfNeeded();
      await page.waitForTimeout(1_300);
    }
    await page.goto(at('en', forum));
    await page.goto(at('en', `${forum}/new`));
    await page.getByText('You have read everything').waitFor();
  });

  it('shows a pill when more has come, and moves nothing by itself', async () => {
    const { page } = reader('clara');
    await page.goto(at('en', `${forum}/q/A1`));
    await page.waitForTimeout(700);
    const { page: writer } = reader('anna');
    await writer.goto(at('en', `${forum}/q/A1/write`));
    await writer.getByLabel('Your contribution to A1').fill('The man from the harbour town, a welder of 34, was never charged.');
    await writer.getByRole('button', { name: 'Contribute to A1' }).click();
    await page.getByRole('button', { name: '1 more since you opened this page' }).waitFor();
    expect(await page.getByText('harbour town').count()).toBe(0);
    await page.getByRole('button', { name: '1 more since you opened this page' }).click();
    await page.getByText('harbour town').first().waitFor();
  });

  it('refuses what cannot be taken and loses nothing typed', async () => {
    const { page } = reader('anna');
    await page.goto(at('en', `${forum}/q/A1/write`));
    const long = 'long '.repeat(400_000);
    await page.getByLabel('Your contribution to A1').fill(long);
    await page.getByRole('button', { name: 'Contribute to A1' }).click();
    await page.getByText('This is longer than 20,000 characters').first().waitFor();
    expect((await page.getByLabel('Your contribution to A1').inputValue()).length).toBe(long.length);
    await page.getByLabel('Your contribution to A1').fill('<script>alert(1)</script> [bad](javascript:alert(2)) and [good](https://example.org)');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('region', { name: 'Preview' }).waitFor();
    const preview = await page.getByRole('region', { name: 'Preview' }).innerHTML();
    expect(preview).toContain('&lt;script&gt;');
    expect(preview).not.toContain('href="javascript');
  });

  it('takes a flag to a decision with reasons, and an appeal to another person', async () => {
    const { page } = reader('dmitri');
    await page.goto(at('ru', `${forum}/c/A1-3/flag`));
    await page.getByLabel(/^4\.2/).check();
    await page.getByLabel('Что не так, одним предложением').fill('Возраст и ремесло указывают на одного человека.');
    await isAccessible(reader('dmitri'));
    await page.getByRole('button', { name: 'Отправить модераторам' }).click();
    await page.getByRole('status').waitFor();

    const { page: moderator } = reader('clara');
    await moderator.goto(at('en', `${forum}/mod`));
    await isAccessible(reader('clara'));
    await moderator.getByRole('link', { name: 'M-001' }).click();
    await moderator.getByRole('button', { name: 'Take the case' }).click();
    await moderator.getByText(/^Yours since/).waitFor();
    await isAccessible(reader('clara'));
    await moderator.getByLabel(/^Withhold\s*Hidden for good/).check();
    for (const [label, text] of [['Facts', 'Gives age, trade and place of a person.'], ['Scope and duration', 'The whole text.'], ['Automated means used', 'None.'], ['How to put it right, how to appeal', 'Post it without the details.']] as const) await moderator.getByLabel(label).fill(text);
    await moderator.getByRole('button', { name: 'See what each person will read' }).click();
    await moderator.getByText('Nothing has been decided yet.').waitFor();
    await isAccessible(reader('clara'));
    await moderator.getByRole('button', { name: 'Decide and send reasons' }).click();
    await moderator.getByRole('heading', { name: 'Statement of reasons' }).waitFor();
    await isAccessible(reader('clara'));
    await moderator.getByText(/^Proposed by a moderator/).waitFor();
    const { page: second } = reader('gus');
    await second.goto(at('en', `${forum}/mod/M-001`));
    await second.getByRole('button', { name: 'Confirm and send reasons' }).click();
    await second.getByText('A second moderator confirmed it').waitFor();
    await isAccessible(reader('gus'));
    await moderator.goto(at('en', `${forum}/q/A1`));
    await moderator.getByText('A1·3 is withheld by decision of a moderator').waitFor();
    expect(await moderator.getByText('welder').count()).toBe(0);

    const letter = await program.letterTo('anna@example.org');
    expect(letter.subject).toContain('[TLP:AMBER]');
    expect(letter.text).toContain('Gives age, trade and place of a person.');
    const { page: author } = reader('anna');
    await author.goto(at('en', `${forum}/mod/M-001`));
    await author.getByLabel('Why the decision should be reviewed').fill('It was in the press.');
    await author.getByRole('button', { name: 'Appeal to another moderator' }).click();
    await author.getByText('Appeal lodged').waitFor();
    const { page: reviewer } = reader('hugo');
    await reviewer.goto(at('en', `${forum}/mod/M-001`));
    await reviewer.getByLabel('Reverse the decision and restore the text').check();
    await reviewer.getByLabel('Statement of reasons').fill('The court published it.');
    await reviewer.getByRole('button', { name: 'Decide the appeal' }).click();
    await reviewer.getByText('Appeal decided: the text is restored').waitFor();
    await reviewer.goto(at('en', `${forum}/q/A1`));
    await reviewer.getByText('welder').waitFor();
  });

  it('sums up a day, every sentence with its source', async () => {
    const { page } = reader('clara');
    await page.goto(at('en', `${forum}/summaries/2012-07-04`));
    await page.getByRole('link', { name: 'Write the summary of this day' }).click();
    await page.getByLabel('Hour of publication').fill('09:00');
    await page.getByRole('button', { name: 'Set the hour' }).click();
    await page.getByText(/^The hour has passed/).waitFor();
    await isAccessible(reader('clara'));
    await page.getByLabel('The text, a sentence a line').fill('A fixed order was proposed. []');
    await page.getByRole('button', { name: 'Sign and publish' }).click();
    await page.getByRole('alert').getByText(/Sentence 1 has no source/).waitFor();
    await page.getByLabel('The text, a sentence a line').fill('A fixed order was proposed. [A1·1, A1·2]\nTomorrow we turn to part B. [!]');
    await page.getByRole('button', { name: 'Sign and publish' }).click();
    await page.waitForURL('**/summaries/2012-07-04');
    await page.getByRole('link', { name: 'A1·2' }).waitFor();
    await isAccessible(reader('clara'));
  });

  it('closes at its Vienna minute and keeps the text that came too late', async () => {
    const { page } = reader('dmitri');
    await page.goto(at('ru', `${forum}/q/A2/write`));
    await page.getByLabel(/Ваше выступление/).fill('На мгновение позже.');
    await wind('2012-07-06T15:00:00Z');
    await page.getByRole('button', { name: /Выступить/ }).click();
    await page.getByText('Форум закрыт. Текст сохранён как черновик').first().waitFor();
    expect(await page.getByLabel(/Ваше выступление/).inputValue()).toBe('На мгновение позже.');
  });

  it('rests a recommendation on exact words, and adopts it when silence is not broken', async () => {
    const { page } = reader('elif');
    await page.goto(at('en', `${forum}/bench/A?c=A1-1`));
    await isAccessible(reader('elif'));
    await page.getByLabel('Kind').selectOption('recommendation');
    await page.getByLabel('Text of the finding').fill('Provide in law for a time-limited hold that someone outside the unit confirms.');
    await page.getByLabel('Addressee').fill('participating States');
    await page.getByRole('button', { name: 'Draft the finding' }).click();
    await page.getByRole('button', { name: 'R-01 leaves draft' }).click();
    await page.getByText('A finding without an excerpt stays in draft').first().waitFor();
    await page.getByText('Choose a sentence', { exact: true }).click();
    await page.getByRole('radio').nth(1).check();
    await page.getByLabel('Under finding').selectOption('R-01');
    await page.getByRole('button', { name: 'Mark the passage' }).click();
    // One form after the other: a second one sent at once would overtake the first.
    await page.getByText('1 passage').first().waitFor();
    await page.getByRole('button', { name: 'R-01 leaves draft' }).click();
    await page.getByRole('button', { name: 'R-01 leaves draft' }).waitFor({ state: 'detached' });
    await isAccessible(reader('elif'));

    const { page: organiser } = reader('fay');
    await organiser.goto(at('en', `${forum}/outcome`));
    await isAccessible(reader('fay'));
    await organiser.getByRole('link', { name: 'Put R-01 under silence' }).click();
    await organiser.getByLabel(/^Ends/).fill('2012-08-17T12:00');
    await isAccessible(reader('fay'));
    await organiser.getByRole('button', { name: 'Put R-01 under silence' }).click();
    await organiser.getByText('Under silence').first().waitFor();
    await wind('2012-08-17T10:00:00Z');
    await organiser.goto(at('en', `${forum}/outcome`));
    await organiser.getByText('Adopted, silence not broken').first().waitFor();
  });

  it('ends in one report as web page, PDF and Word document, with trace and label and no hidden name', async () => {
    const { page } = reader('fay');
    await page.goto(at('en', '/s/internet-2012/report'));
    await page.getByRole('button', { name: 'Compile and publish the report' }).click();
    // Nothing is published before everything that was said is accounted for.
    const refusal = (await page.getByText(/not accounted for/).first().textContent()) ?? '';
    const open = [...refusal.matchAll(/II\/(\w)(\d+)·(\d+)/g)];
    expect(open.length).toBeGreaterThan(0);
    const { page: rapporteur } = reader('elif');
    for (const [, part, question, number] of open) {
      await rapporteur.goto(at('en', `${forum}/bench/${part}?c=${part}${question}-${number}`));
      await rapporteur.getByLabel('How it ended', { exact: true }).selectOption('noted');
      await rapporteur.getByRole('button', { name: 'Record how it ended' }).click();
      await rapporteur.locator('p', { hasText: 'Noted: read' }).waitFor();
    }
    await isAccessible(reader('elif'));

    // Nor before the State that is quoted was told and had its say.
    await page.goto(at('en', '/s/internet-2012/report'));
    await page.getByRole('button', { name: 'Compile and publish the report' }).click();
    await page.getByText(/checks? still stand/).first().waitFor();
    await rapporteur.goto(at('en', '/s/internet-2012/report/edit'));
    await isAccessible(reader('elif'));
    await rapporteur.getByText('Add text: I Summary').click();
    await rapporteur.locator('#c1 textarea').fill('{weight} would have the hold end by itself. [II/R-01]\nNobody asked for less.');
    await rapporteur.locator('#c1').getByRole('button', { name: 'Save' }).click();
    await rapporteur.getByText(/One participant would have the hold end by itself/).first().waitFor();
    await rapporteur.getByRole('link', { name: 'Change this paragraph' }).first().click();
    await isAccessible(reader('elif'));
    await rapporteur.getByLabel('Sentences, one on a line').fill('{weight} would have the hold end by itself. [II/R-01]\nNobody asked for less. [*]');
    await rapporteur.getByRole('button', { name: 'Save' }).click();
    await rapporteur.getByText('editorial', { exact: true }).first().waitFor();
    await rapporteur.goto(at('en', `${forum}/quotations`));
    await rapporteur.getByRole('button', { name: 'Tell the States quoted (1)' }).click();
    await rapporteur.getByText('told; may still reply').waitFor();
    await isAccessible(reader('elif'));
    const { page: delegate } = reader('anna');
    await delegate.goto(at('en', `${forum}/quotations`));
    await isAccessible(reader('anna'));
    await delegate.getByLabel(/^Reply, printed beside/).fill('The bill was tabled since.');
    await delegate.getByRole('button', { name: 'Seen; send the reply if any' }).click();
    await delegate.getByText('told and seen').waitFor();

    await page.goto(at('en', '/s/internet-2012/report/edit'));
    await page.getByText('Nothing stands in the way of publication in this language.').waitFor();
    await page.getByRole('button', { name: 'Compile and publish the report' }).click();
    await page.getByText('Secretariat report, non-binding').first().waitFor({ timeout: 60_000 });
    await isAccessible(reader('fay'));
    const { page: visitor } = reader('visitor');
    expect((await visitor.goto(at('en', '/s/internet-2012/report')))?.status()).toBe(200);
    for (const path of ['/report/findings', '/report/finding/II-R-01', '/follow-up']) {
      expect((await visitor.goto(at('en', `/s/internet-2012${path}`)))?.status(), path).toBe(200);
      await isAccessible(reader('visitor'));
    }
    await delegate.goto(at('en', '/s/internet-2012/report/input'));
    await delegate.getByText(/taken up in R-01/).waitFor();
    await isAccessible(reader('anna'));
    await visitor.goto(at('en', '/s/internet-2012/report'));
    const [pdf, docx] = [join(program.dataDir, 'report.pdf'), join(program.dataDir, 'report.docx')];
    expect(await program.cli('compile-report', 'internet-2012', '--format', 'pdf', '--out', pdf)).toMatchObject({ code: 0 });
    expect(await program.cli('compile-report', 'internet-2012', '--format', 'docx', '--out', docx)).toMatchObject({ code: 0 });
    const texts = [execFileSync('pdftotext', ['-layout', pdf, '-']).toString(), execFileSync('unzip', ['-p', docx, 'word/document.xml', 'word/footnotes.xml', 'word/header1.xml']).toString().replace(/<[^>]+>/g, ' '), (await visitor.locator('main').textContent()) ?? ''];
    for (const text of texts.map((t) => t.replace(/\s+/g, ' '))) {
      expect(text).toContain('time-limited hold');
      expect(text).toContain('II/R-01');
      expect(text).toContain('II/A1·1');
      expect(text).toContain('Delegation of Austria');
      expect(text).toContain('The bill was tabled since.');
      expect(text).toContain('would have the hold end by itself');
      expect(text).not.toMatch(/Anna Berger|Соколов|Institute for Digital Rights/);
    }
    expect(texts[0]).toContain('TLP:CLEAR');
    expect(execFileSync('pdfinfo', [pdf]).toString()).toMatch(/Tagged:\s+yes/);
  });

  it('leaves a record that anyone can check, and a browser that had nothing to stop', async () => {
    const file = join(program.dataDir, 'record.jsonl');
    expect(await program.cli('export-record', '--out', file)).toMatchObject({ code: 0 });
    expect(execFileSync(process.execPath, ['dist/server/verify-main.js', file]).toString()).toContain('The record is whole');
    expect(readFileSync(file, 'utf8')).not.toMatch(/Anna|welder|Соколов/);
    for (const [name, { complaints }] of Object.entries(readers)) expect(complaints, name).toEqual([]);
  });
});
