import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import { enter } from '#domain/accreditation/sight.ts';
import { archiveReport } from '#domain/discussion/queries/archive-report.ts';
import { importArchive } from '../src/mailroom/archive/import-archive.ts';
import { lettersOfMbox } from '../src/mailroom/archive/mbox.ts';
import { ids, openHouse } from '../tests/house.ts';
import { textOf } from './corpus.ts';
import { durably } from './durably.ts';

// An archive of 100,000 letters brought in as a past discussion on a durable database, with its words made findable;
// beside parsing alone, of the same letters by the same library in one process, in the same run.
// `npm run bench import-mbox [LETTERS] [REGIME]`. Ratios count; absolute figures are this machine's.

const count = Number(process.argv[2] ?? 100_000);
const regime = (process.argv[3] ?? 'named') as 'named' | 'institution';
const file = join(tmpdir(), `bench-${process.pid}.mbox`);

/** Threads of some dozen letters, each quoting what it answers; a third in Russian; the encodings of real archives. */
async function write(): Promise<void> {
  const out = createWriteStream(file);
  const wrapped = (text: string, before = '') => text.replace(/\. /g, '.\n\n').split('\n').map((line) => line.replace(/(.{1,68})(?: |$)/g, `${before}$1\n`)).join('\n').replace(/\n{3,}/g, '\n\n');
  for (let n = 0; n < count; n += 1) {
    const { text } = textOf(n);
    const answers = n % 12 === 0 ? null : n - 1 - (n % 3 === 0 ? Math.min(n % 12, 3) - 1 : 0);
    const at = new Date(Date.UTC(2001, 0, 1) + n * 1_800_000);
    const name = `Writer ${n % 997} Of${(n * 7) % 991}`;
    const body = `${answers === null ? '' : `On 1 January 2001, Writer ${answers % 997} wrote:\n${wrapped(textOf(answers).text.slice(0, 500), '> ')}\n`}${wrapped(text)}\n-- \n${name}\nInstitute of Letters\n`;
    const how = ['8bit', 'base64', 'quoted-printable'][n % 3] ?? '8bit';
    const encoded = how === 'base64' ? Buffer.from(body).toString('base64').replace(/(.{76})/g, '$1\n') : how === '8bit' ? body : Buffer.from(body).toString('latin1').replace(/[^\n\x20-\x3c\x3e-\x7e]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).replace(/((?:=[0-9A-F]{2}|.){1,70})(?!$)/gm, '$1=\n');
    const head = `From: ${name} <writer${n % 997}@archive.example>\nTo: list@archive.example\nReceived: from a.example by b.example; ${at.toUTCString()}\nReceived: from c.example by d.example; ${at.toUTCString()}\nSubject: ${answers === null ? '' : 'Re: '}[list] Topic ${Math.floor(n / 12)}\nDate: ${at.toUTCString()}\nMessage-ID: <m${n}@archive.example>\n${answers === null ? '' : `In-Reply-To: <m${answers}@archive.example>\nReferences: <m${answers}@archive.example>\n`}List-Id: <list.archive.example>\nPrecedence: list\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${how}\n\n`;
    const masked = `${head}${encoded}`.replace(/^(>*From )(?!:)/gm, (line) => (line === 'From ' || line.startsWith('>') ? `>${line}` : line));
    if (!out.write(`From writer@archive.example Mon Jan  1 00:00:00 2001\n${masked}\n\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** Parsing alone: what the library takes for the same letters, in one process and with nothing else done. */
async function parseAlone(letters: number): Promise<{ letters: number; seconds: number }> {
  const began = performance.now();
  let n = 0;
  for await (const { raw } of lettersOfMbox(createReadStream(file, { highWaterMark: 1 << 20 }))) {
    if (raw) await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
    if ((n += 1) >= letters) break;
  }
  return { letters: n, seconds: (performance.now() - began) / 1_000 };
}

await durably(async () => {
  await write();
  const house = await openHouse();
  house.at('2012-07-10T08:00:00Z');
  const inside = await enter(house.operator(), ids.forum);
  if (!inside) throw new Error('no sight of the forum');
  const size = statSync(file).size;
  console.log(`${count} letters, ${(size / 2 ** 20).toFixed(0)} MB, ${regime}; load before ${loadavg()[0]?.toFixed(2)}`);
  const limit = await parseAlone(Math.min(count, 20_000));
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  let inAfter = 0;
  let [largest, next] = [0, 0];
  const run = await importArchive(inside, {
    file, code: 'A1', regime, marking: 'TLP:GREEN',
    told: ({ run, stage }) => {
      largest = Math.max(largest, process.memoryUsage().rss);
      const seconds = (performance.now() - began) / 1_000;
      if (stage === 'reading') inAfter = seconds;
      if (seconds < next) return;
      next = seconds + 10;
      console.log(`  ${seconds.toFixed(0).padStart(4)} s ${stage} ${stage === 'reading' ? run.letters : run.foundTo}, load ${loadavg()[0]?.toFixed(2)}`);
    },
  });
  if (!run.ok) throw new Error(run.refusal.code);
  const all = (performance.now() - began) / 1_000;
  const used = process.cpuUsage(cpu);
  const report = await archiveReport(inside, run.value);
  const after = await parseAlone(Math.min(count, 20_000));
  const limitPerSecond = (limit.letters + after.letters) / (limit.seconds + after.seconds);
  console.log(JSON.stringify({
    letters: run.value.letters, imported: run.value.imported, balances: report.balances,
    standAfterSeconds: Math.round(inAfter), searchableAfterSeconds: Math.round(all), standingPerSecond: Math.round(run.value.imported / inAfter), searchablePerSecond: Math.round(run.value.imported / all),
    parseAlonePerSecond: Math.round(limitPerSecond), ratioStanding: Number((run.value.imported / inAfter / limitPerSecond).toFixed(2)), ratioSearchable: Number((run.value.imported / all / limitPerSecond).toFixed(2)),
    ownCpuMsEach: Number(((used.user + used.system) / 1_000 / count).toFixed(3)), ownMegabytes: Math.round(largest / 2 ** 20), loadAfter: Number(loadavg()[0]?.toFixed(2)),
  }));
  await house.end();
});
rmSync(file, { force: true });
process.exit(0);
