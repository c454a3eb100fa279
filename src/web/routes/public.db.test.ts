import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importProgramme } from '#domain/programme/commands/import-programme.ts';
import { locales } from '#platform/i18n/locales.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  const programme = JSON.parse(readFileSync('demonstration/osce-2012-series.json', 'utf8'));
  programme.series.slug = 'real-2012';
  programme.forums[1].goal = { text: 'Ends </script><script>alert(1)</script> here' };
  programme.forums[1].framing = programme.forums[1].goal;
  const outcome = await importProgramme(house.operator(), JSON.stringify(programme));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

describe('the public pages', () => {
  it('tell in six languages what is open now', async () => {
    for (const locale of locales) {
      const { status, text } = await web.get(`/${locale}/`);
      expect(status).toBe(200);
      expect(text).toContain(`<html lang="${locale}"`);
      expect(text).toContain('Online forum on terrorist use of social networking tools');
      expect((await web.get(`/${locale}/s/real-2012`)).status).toBe(200);
      for (const number of [1, 2, 3, 4]) expect((await web.get(`/${locale}/s/real-2012/${number}`)).status).toBe(200);
    }
  });

  it('cope with what is not known, in words', async () => {
    const { text } = await web.get('/en/s/real-2012/4');
    expect(text).toContain('The dates of this forum are not known.');
    expect(text).toContain('No questions are known for this focus aspect.');
    expect(text).toContain('The audience is not known.');
    expect(text).not.toMatch(/null|undefined|Invalid Date|NaN/);
    expect(text).not.toContain('calendar.ics');
    expect((await web.get('/en/s/real-2012/4/calendar.ics')).status).toBe(404);
  });

  it('show both titles of a focus aspect as printed, and Vienna time', async () => {
    const { text } = await web.get('/en/s/real-2012/2');
    expect(text).toContain('Clarifying the role of the private sector');
    expect(text).toContain('Title in the report: The Role of the Private Sector');
    expect(text).toMatch(/Monday 2\sJuly\s2012, 09:00 in Vienna/);
    expect(text).toContain('Standing question on the organization’s role');
  });

  it('end no data block by the text they quote', async () => {
    const { text } = await web.get('/en/s/real-2012/2');
    expect(text).not.toContain('<script>alert');
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '';
    expect(JSON.parse(block)).toMatchObject({ '@type': 'Event', startDate: '2012-07-02T07:00:00.000Z', endDate: '2012-07-06T15:00:00.000Z' });
    // Everything else that runs comes from a file of ours.
    expect(text.match(/<script(?![^>]*(src=|application\/ld\+json))/g)).toBeNull();
    expect(text).not.toMatch(/ style="|<style/);
  });

  it('count seats by category and hide small groups together with the total', async () => {
    const { text } = await web.get('/en/s/internet-2012/2');
    expect(text).toContain('&lt;5');
    expect(text).not.toContain('Anna Berger');
    expect(text).not.toContain('Delegation of Austria');
  });

  it('know nothing of a forum that is not announced, and no other way of writing a number', async () => {
    await house.pool.db.updateTable('forum').set({ announced_at: null }).where('number', '=', 3).execute();
    expect((await web.get('/en/s/real-2012/3')).status).toBe(404);
    expect((await web.get('/en/s/real-2012')).text).not.toContain('/s/real-2012/3');
    expect((await web.get('/en/s/real-2012/feed.atom')).text).not.toContain('/s/real-2012/3');
    for (const path of ['02', '2.0', '99', 'x', '-1']) expect((await web.get(`/en/s/real-2012/${path}`)).status).toBe(404);
    expect((await web.get('/en/s/no-such')).status).toBe(404);
  });

  it('come without script to those who only read, and show a change at once', async () => {
    expect((await web.get('/en/s/internet-2012/2')).text).not.toContain('src="/assets/app.js"');
    expect((await web.get('/en/s/internet-2012/2', 'anna')).text).toContain('src="/assets/app.js"');
    await house.pool.db.updateTable('forum').set({ framing: 'Changed just now', revision: 2 }).where('short_title', '=', 'Social networking tools').execute();
    expect((await web.get('/en/s/internet-2012/2')).text).toContain('Changed just now');
  });

  it('are under 30 kB compressed', async () => {
    expect(brotliCompressSync((await web.get('/ru/s/real-2012/2')).text).length).toBeLessThan(30_000);
  });
});

describe('the calendar and the feed', () => {
  it('give the opening hours in their own zone, with its rule', async () => {
    const { status, headers, text } = await web.get('/en/s/real-2012/2/calendar.ics');
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(text).toContain('DTSTART;TZID=Europe/Vienna:20120702T090000\r\n');
    expect(text).toContain('DTEND;TZID=Europe/Vienna:20120706T170000\r\n');
    expect(text).toContain('BEGIN:DAYLIGHT\r\nDTSTART:20120325T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it('list every announced forum with its own id', async () => {
    const { headers, text } = await web.get('/de/s/real-2012/feed.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(text.match(/<entry>/g)).toHaveLength(3);
    expect(text).toContain('&lt;/script&gt;');
    expect(new Set(text.match(/<id>[^<]+/g)).size).toBe(4);
  });
});
