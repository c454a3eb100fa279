import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '#domain/disclosure/outputs.ts';
import { commands } from '../src/cli/commands.ts';
import { openHouse, type TestHouse } from './house.ts';
import { openWeb, type TestWeb } from './web.ts';

// All that leaves the house is registered with whom it reaches and the strictest marking it may carry.
let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const files = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));
const sources = files('src').filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
const letters = sources.filter((file) => /\/letters\//.test(file));

describe('what leaves the house', () => {
  it('by the web is registered once for each address, and reaches no wider than its address says', () => {
    const names = web.door.opened.map(({ method, output }) => `${method} ${output.name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    for (const { path, output } of web.door.opened) {
      if (path.startsWith('/f/')) expect(output.reaches, path).not.toBe('public');
      if (output.reaches === 'public') expect([output.audience, output.ceiling], path).toEqual(['outside', 'TLP:CLEAR']);
    }
  });

  it('by letter is registered where the letter is written', async () => {
    expect(letters.length).toBeGreaterThan(0);
    const registered = await Promise.all(letters.map(async (file) => {
      const { output } = (await import(join(process.cwd(), file))) as { output?: Output };
      expect(output, `${file} exports no output`).toBeDefined();
      expect(output?.medium, file).toBe('letter');
      return output?.name;
    }));
    // Whatever is put into the outbox names one of them.
    const sent = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/queueLetter\(ctx, \{[^}]*?kind: ([^,}]+)/g)].map(([, kind]) => `${kind}`.trim()));
    expect(sent.length).toBeGreaterThan(0);
    for (const kind of sent) expect(registered.map((name) => `'${name}'`), kind).toContain(kind);
  });

  it('by the operator is registered with its command', () => {
    const writing = Object.entries(commands).filter(([, { run }]) => /writeFileSync/.test(run.toString()));
    expect(writing.map(([name]) => name)).toEqual(['import-mbox', 'compile-report', 'transparency-report', 'export-record']);
    for (const [name, { leaves }] of writing) expect(leaves, name).not.toBeNull();
  });

  it('leaves by no other way: only a door writes an answer, only the outbox sends, the identity provider is asked for nobody by name, and scanner, translator, classifier and model are the site’s own choice', () => {
    const sockets = sources.filter((file) => /from '(nodemailer|openid-client|smtp-server|imapflow)'|from 'node:(http|https|net|tls|dgram)'|\bfetch\(/.test(readFileSync(file, 'utf8')));
    expect(sockets.filter((file) => !file.startsWith('src/browser/')).sort()).toEqual(['src/mailroom/poll-mailbox.ts', 'src/mailroom/receive.ts', 'src/platform/db/supervisor/supervise.ts', 'src/platform/mail/send-letter.ts', 'src/platform/openid.ts', 'src/platform/incoming/clamd.ts', 'src/platform/translate.ts', 'src/platform/classify.ts', 'src/platform/model.ts'].sort());
  });
});
