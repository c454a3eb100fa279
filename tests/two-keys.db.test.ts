import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeLink } from '#domain/discussion/commands/clear-position.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { movePosition } from '#domain/discussion/commands/edit-position.ts';
import { exportRecord } from '#domain/record/queries/export-record.ts';
import { commands } from '../src/cli/commands.ts';
import { everyMinute } from '../src/worker/schedule.ts';
import { type Character, ids, openHouse, type TestHouse } from './house.ts';
import { letterFrom, openMailroom } from './mailroom.ts';
import { openWeb, type TestWeb } from './web.ts';

// No way in yields a delegation's or a group's word with one key, and nothing shows it before its second has turned.
const forum = 'internet-2012-2';
const sources = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? sources(join(folder, e.name)) : /(?<!\.test)\.tsx?$/.test(e.name) ? [join(folder, e.name)] : []));

let house: TestHouse;
let web: TestWeb;
let position = '';
let token = '';
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

/** A position whose wording and clearance are Anna's, with a link: everything but the second key. */
async function prepared(text: string): Promise<{ position: string; token: string }> {
  const anna = await house.as('anna');
  const drafted = await draftPosition(anna, { submissionId: randomUUID(), code: 'A1', voice: 'group', groupName: `Group ${text}`, text, regime: 'named', marking: 'TLP:GREEN', lang: 'en' });
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  const link = await makeLink(anna, drafted.value.id, { submissionId: randomUUID(), wording: 1, reader: `Reader ${text}`, days: 7 });
  await movePosition(anna, drafted.value.id, { submissionId: randomUUID(), wording: 1, deed: 'clear', note: `Note ${text}` });
  return { position: drafted.value.id, token: link.ok ? link.value.token : '' };
}

/** Every form a delegation's word could come by, each as its address takes it; the last ones may settle what the first began. */
const shapes = (capacity: string): Record<string, string>[] => {
  const text = { text: 'One key.', regime: 'named', marking: 'TLP:AMBER', lang: 'en' };
  return [
    { wording: '1' },
    { ...text, capacity, deed: 'post' }, { ...text, voice: capacity, groupName: 'Alone' },
    { text: 'One key.', verdict: 'cleared' }, { wording: '1', text: 'One key.', verdict: 'cleared' }, { aligned: 'yes' }, { wording: '1', reader: 'me', days: '1' }, { wording: '1', answer: position, settled: 'accepted' },
    { wording: '1', deed: 'return' }, { wording: '1', ...text, groupName: 'Alone' }, ...['1', '2'].flatMap((wording) => [{ wording, deed: 'clear' }, { wording }]),
    { text: 'One key.', deed: 'save' }, { text: 'One key.', regime: 'named' },
  ];
};

const twoKeyed = () => house.pool.db.transaction().execute(async (db) => {
  await sql`set local role colloquy_custody`.execute(db);
  return db.selectFrom('authorship').select('contribution_id').where('capacity', 'in', ['delegation', 'group']).execute();
});
const filled = (path: string): string => path.replace(':forum', forum).replace(':code', 'A1').replace(':ref', 'A1-1').replace(':token', token).replace(':id', position).replace(/:(part|letter)/, 'A').replace(':slug', 'internet-2012').replace(':series', 'internet-2012').replace(/:number/, '1').replace(':day', '2012-07-04').replace(/:[a-zA-Z]+/g, '1');

describe("one person alone never makes a delegation's word", () => {
  afterEach(async () => {
    expect(await twoKeyed()).toEqual([]);
  });

  it('by any address of the web', async () => {
    const posts = web.door.opened.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(25);
    const taken = new Set<string>();
    for (const who of ['anna', 'ben', undefined] as const) {
      for (const capacity of who === 'anna' ? ['delegation', 'group'] : ['delegation']) {
        for (const { path } of posts.filter((p) => p.path !== '/sign-out')) {
          ({ position, token } = await prepared(`by ${path}`));
          // Where the position itself is in reach, every form; elsewhere those that bring a text.
          const forms = shapes(capacity);
          for (const shape of (who === 'anna' && capacity === 'delegation' ? /\/(q|c|position)\// : /\/clearance\//).test(path) ? forms : forms.slice(1, 3)) {
            const reply = await web.post(`/en${filled(path)}`, { submissionId: randomUUID(), ...shape }, who);
            if (reply.status === 303) taken.add(`${who ?? 'visitor'} ${path}`);
          }
        }
      }
    }
    // The forms were real ones: of each step that one key may take, some were taken, and the second key's none.
    for (const path of ['/f/:forum/q/:code/write', '/f/:forum/position/:id/edit', '/f/:forum/position/:id/move']) expect([...taken]).toContain(`anna ${path}`);
    expect([...taken]).toContain('visitor /clearance/:token');
    expect([...taken].filter((one) => one.endsWith('/release'))).toEqual([]);
  }, 120_000);

  it('by any letter, whatever address it is sent to and whoever of the delegation sends it', async () => {
    const mailroom = openMailroom(house);
    const fates = new Set<string>();
    for (const name of ['anna', 'ivo', 'ben'] as const) {
      for (const voice of ['own', 'delegation'] as const) {
        for (const body of ['One key by letter.', 'capacity: delegation\n\nOne key by letter.', 'One key.\n\nRegards\nAnna Berger\nDelegation of Austria']) {
          const to = await mailroom.addressOf(name, { voice });
          fates.add(`${voice} ${await mailroom.send(letterFrom(`${name}@example.org`, to, { body }), { sender: `${name}@example.org`, recipients: [to] })}`);
        }
      }
    }
    // Nine as oneself, of which one waits since its signature is its writer's.
    // As oneself a text is posted or waits; as the delegation it never goes further than a draft.
    expect([...fates].sort()).toEqual(['delegation held', 'own held', 'own posted']);
    expect(await house.pool.db.selectFrom('revision').select('markdown').where('markdown', 'like', '%One key%').execute()).toHaveLength(8);
    await mailroom.end();
  });

  it('by any command', async () => {
    const files = sources('src/domain').filter((file) => /\/commands\//.test(file));
    const called: string[] = [];
    for (const file of files) {
      const module = (await import(join(process.cwd(), file))) as Record<string, unknown>;
      for (const [name, command] of Object.entries(module).filter(([, value]) => typeof value === 'function')) {
        for (const capacity of ['delegation', 'group'] as const) {
          ({ position, token } = await prepared(`by ${name}`));
          const input = () => ({ submissionId: randomUUID(), code: 'A1', capacity, voice: capacity, groupName: 'Alone', text: 'One key.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', kind: 'contribution', wording: 1, deed: 'clear', verdict: 'cleared', settled: 'accepted', aligned: 'yes', days: 1, reader: 'me' });
          const keys = { draftedBy: (await house.as('anna')).sight.seat?.id, releasedBy: (await house.as('anna')).sight.seat?.id };
          for (const rest of [[input(), 'import', { name: 'Alone', states: ['AT'] }], [position, input(), 'mail', keys], ['A1', input(), 'web'], ['A1·1', input()], [token, input()]]) {
            // Wrong arguments throw; what counts is what then stands.
            await Promise.resolve().then(() => (command as (...args: unknown[]) => unknown)({ ...anna }, ...rest)).catch(() => null);
          }
        }
        called.push(name);
      }
    }
    expect(called).toEqual(expect.arrayContaining(['postContribution', 'releasePosition', 'keepDraft', 'importProgramme', 'settleAnswer', 'alignWith']));
  }, 90_000);
  let anna: Awaited<ReturnType<TestHouse['as']>>;
  beforeAll(async () => { anna = await house.as('anna'); });

  it('by the command line or the clock', async () => {
    await prepared('by the operator');
    const operating = { ctx: house.operator(), pool: house.pool, world: house.world, config: { origin: 'http://forum.example' }, databaseUrl: house.url, close: async () => {} } as never;
    for (const { run } of Object.values(commands)) await run(operating, { positionals: ['/dev/null', 'anna@example.org'], values: {} }).catch(() => null);
    for (const duty of everyMinute) await duty.do({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } }, 'http://forum.example');
  });

  it('by a path that no list names: one file turns the second key, one makes the pair, one writes it down', () => {
    const using = (word: RegExp) => sources('src').filter((file) => word.test(readFileSync(file, 'utf8')));
    expect(using(/\benterContribution\(/).sort()).toEqual(['src/domain/discussion/commands/facilitate.ts', 'src/domain/discussion/commands/post-contribution.ts', 'src/domain/discussion/commands/release-position.ts', 'src/domain/discussion/store/enter-contribution.ts']);
    expect(using(/(?<!function )\btwoKeys\(/)).toEqual(['src/domain/discussion/rules/position.ts']);
    expect(using(/as TwoKeys\b/)).toEqual(['src/domain/disclosure/rules.ts']);
    expect(using(/insertInto\('authorship'\)|insert into authorship/)).toEqual(['src/domain/disclosure/custody-archive.ts', 'src/domain/disclosure/custody.ts']);
    expect(using(/\bmayRelease\([^m]/).filter((file) => file.includes('discussion') && !file.endsWith('tell-of-tasks.ts') && !file.includes('/letters/')).sort()).toEqual(['src/domain/discussion/commands/release-position.ts', 'src/domain/discussion/queries/position-page.ts', 'src/domain/discussion/rules/position.ts']);
  });
});

describe('before its release', () => {
  const canary = 'kestrel-quintessence';
  const readers: (Character | undefined)[] = ['ben', 'clara', 'dmitri', 'elif', 'fay', 'gus', 'hana', undefined];
  const plain = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');

  it('a position is told by no page, feed, file or record to anybody outside its delegation, administrators included', async () => {
    await house.pool.db.updateTable('person').set({ administrator: true }).where('email', '=', 'hana@example.org').execute();
    await house.pool.db.updateTable('forum').set({ late_until: '2012-07-09T15:00:00Z', late_until_local: '2012-07-09T17:00' }).execute();
    const pages = web.door.opened.filter(({ method, path }) => method === 'GET' && !path.endsWith('/live'));
    const look = async () => {
      const seen = new Map<string, string>();
      for (const who of readers) for (const { path } of pages) {
        web.forget({ all: true });
        seen.set(`${who ?? 'visitor'} ${path}`, plain((await web.get(`/en${filled(path)}`, who)).text));
      }
      seen.set('record', await exportRecord(house.operator()));
      return seen;
    };
    [position, token] = [randomUUID(), createHash('sha256').update('no token').digest('base64url')];
    const before = await look();
    ({ position } = await prepared(canary));
    const after = await look();
    expect(after.size).toBeGreaterThan(100);
    // Not a word of it, and not a byte by which it could be known to exist.
    for (const [where, text] of after) {
      expect(text, where).not.toContain(canary);
      expect(text === before.get(where), where).toBe(true);
    }
    expect((await web.get(`/en/f/${forum}/position/${position}`, 'ivo')).text).toContain(canary);
    expect((await web.get(`/en/f/${forum}/delegation/texts`, 'ivo')).text).toContain(canary);
  }, 60_000);

  it('its link opens the text alone, is not indexed, and is slowed down', async () => {
    ({ position, token } = await prepared(canary));
    const page = (await web.get(`/en/clearance/${token}`)).text;
    expect(page).toContain(canary);
    expect(page).toContain('noindex');
    // The token stands in the addresses of the other languages; chance may spell anything with it.
    expect(page.replaceAll(token, '')).not.toMatch(/Anna|Austria|A1|Internet 2012/);
    const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => web.post(`/en/clearance/${token}`, { submissionId: randomUUID(), note: `answer ${n}`, text: canary })));
    expect(answers.map(({ status }) => status)).toContain(429);
    expect(answers.find(({ status }) => status === 429)?.text).toContain('answer ');
    expect((await web.get(`/en/clearance/${'x'.repeat(43)}`)).status).toBe(410);
  });

  it('a copy leaves as a document that names nobody', async () => {
    ({ position } = await prepared(canary));
    // Anna has been signed out by her own round of all addresses; Ivo is of the same delegation.
    const reply = await web.post(`/en/f/${forum}/position/${position}/docx`, {}, 'ivo');
    expect([reply.status, reply.headers['content-type']]).toEqual([200, expect.stringContaining('wordprocessingml')]);
    expect((await web.post(`/en/f/${forum}/position/${position}/docx`, {}, 'clara')).status).toBe(404);
    expect(ids.forum).toBeTruthy();
  });
});
