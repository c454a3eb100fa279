import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '#domain/accreditation/model.ts';
import { arrangeThread, undoArrangement } from '#domain/discussion/commands/arrange-thread.ts';
import { draftPosition } from '#domain/discussion/commands/draft-position.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { decideCase } from '#domain/moderation/commands/decide-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { quarantineMaterial } from '#domain/moderation/commands/quarantine.ts';
import { circulatePaper } from '#domain/paper/commands/circulate-paper.ts';
import { writePaper } from '#domain/paper/commands/write-paper.ts';
import { admits, type Deed, deeds, holds, may, type Needs, rightAsked, rights } from '#domain/rights.ts';
import { compileReport } from '#domain/report/commands/compile-report.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { openRound } from '#domain/synthesis/commands/open-round.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import type { Opened } from '#web/door.tsx';
import { ids, openHouse, type TestHouse } from './house.ts';
import { openWeb, type Reply, type TestWeb, type Who } from './web.ts';

let house: TestHouse;
let web: TestWeb;

/** Everyone who may knock: whether signed in, an administrator, and with which roles in this forum. */
const knockers: Record<string, { as?: Who; roles: readonly (typeof roles)[number][]; administrator?: boolean; elsewhere?: readonly (typeof roles)[number][] }> = {
  'a visitor': { roles: [] },
  'a person without a seat': { as: 'hana', roles: [] },
  'a seat of another forum': { as: 'otto', roles: [], elsewhere: ['organiser'] },
  'a suspended seat': { as: 'sven', roles: [] },
  'an observer': { as: 'olga', roles: ['observer'] },
  'a participant': { as: 'ben', roles: ['participant'] },
  'the author': { as: 'anna', roles: ['participant'] },
  'a moderator': { as: 'gus', roles: ['moderator'] },
  'a rapporteur': { as: 'elif', roles: ['rapporteur'] },
  'an organiser': { as: 'fay', roles: ['organiser'] },
  'an administrator': { as: 'adam', roles: ['organiser'], administrator: true },
};

beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await furnish();
});
afterAll(async () => {
  await web.end();
  await house.end();
});

/** People of further kinds, a text of Anna's with a decided case, a circulated paper, a task of the desk, and a second forum. */
async function furnish(): Promise<void> {
  const { db } = house.pool;
  const at = new Date('2012-05-14T07:00:00Z');
  const other = '00000000-0000-4000-8000-00000000000f';
  const first = await db.selectFrom('forum').selectAll().where('id', '=', ids.forum).executeTakeFirstOrThrow();
  await db.insertInto('forum').values({ ...first, id: other, number: 3 }).execute();
  const body = await db.selectFrom('body').select('id').where('name', '=', 'Institute for Digital Rights').executeTakeFirstOrThrow();
  for (const [name, forum, role, standing] of [['olga', ids.forum, 'observer', 'good'], ['sven', ids.forum, 'participant', 'suspended'], ['otto', other, 'organiser', 'good'], ['adam', null, '', '']] as const) {
    const id = randomUUID();
    await db.insertInto('person').values({ id, email: `${name}@example.org`, name, locale: 'en', administrator: forum === null, created_at: at }).execute();
    if (forum) await db.insertInto('seat').values({ forum_id: forum, id: randomUUID(), person_id: id, body_id: body.id, category: 'experts', roles: [role], standing, rules_accepted_at: at, accredited_at: at }).execute();
  }
  const anna = await db.selectFrom('person').select('id').where('email', '=', 'anna@example.org').executeTakeFirstOrThrow();
  const letter = params['letter'] ?? '';
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('inbound_letter').values({ id: letter, received_at: at, sender: '', recipients: [], identity: Buffer.alloc(32), bytes: 0, raw: Buffer.alloc(0) }).execute();
    await sql`select set_config('colloquy.inbound', ${letter}, true)`.execute(tx);
    await tx.updateTable('inbound_letter').set({ fate: 'held', settled_at: at, person_id: anna.id, forum_id: ids.forum, question_id: ids.A1, kept: 'Held.' }).where('id', '=', letter).execute();
  });
  await db.insertInto('desk_task').values({ forum_id: ids.forum, id: '00000000-0000-4000-8000-0000000000da', key: 'silent-question:A2', kind: 'silent-question', part: 'A', question_code: 'A2', raised_at: at }).execute();
  await db.insertInto('invitation').values({ forum_id: ids.forum, id: params['invitation'] ?? '', email: 'invited@example.net', name: '', body_id: body.id, category: 'experts', roles: ['participant'], token_hash: Buffer.alloc(32), sent_at: at, expires_at: '2099-01-01T00:00:00Z' }).execute();
  await db.updateTable('forum').set({ applications: true }).where('id', '=', ids.forum).execute();
  // A register that is open to everyone, so that its addresses are there.
  await db.insertInto('moderation_setting').values({ forum_id: ids.forum, decisions_public: true }).execute();
  const done = async (outcome: Promise<{ ok: boolean }>) => expect(await outcome).toMatchObject({ ok: true });
  await done(postContribution(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', text: 'Said by Anna.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  await done(postContribution(await house.as('ben'), { submissionId: randomUUID(), code: 'A1', text: 'Said by Ben.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  const drafted = await draftPosition(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', voice: 'delegation', text: 'Prepared by Anna.', regime: 'named', marking: 'TLP:AMBER', lang: 'en' });
  const moved = await arrangeThread(await house.as('clara'), 'A1·1', { submissionId: randomUUID(), kind: 'move', to: 'B1', reason: 'To try the way back.' });
  params['relocation'] = moved.ok ? moved.value.id : '';
  await done(undoArrangement(await house.as('clara'), params['relocation'], { submissionId: randomUUID() }));
  params['id'] = drafted.ok ? drafted.value.id : '';
  const said = await db.selectFrom('contribution').select('id').where('question_id', '=', ids.A1).where('number', '=', 1).executeTakeFirstOrThrow();
  const { sha256 } = await web.files.put(Buffer.from('a file'));
  await db.insertInto('attachment').values({ forum_id: ids.forum, id: params['attachment'] ?? '', contribution_id: said.id, question_id: ids.A1, number: 1, kind: 'pdf', sha256, bytes: 6, description: 'A file', words: 'Words.', scan: 'none' }).execute();
  await db.insertInto('attachment').values({ forum_id: ids.forum, id: randomUUID(), contribution_id: said.id, question_id: ids.A1, number: 2, kind: 'pdf', sha256, bytes: 6, description: 'Another', words: 'Words.', scan: 'none' }).execute();
  await done(quarantineMaterial(await house.as('clara'), { submissionId: randomUUID(), ref: 'A1·1', file: 2, reason: 'To try.' }));
  await db.insertInto('translation').values({ forum_id: ids.forum, contribution_id: said.id, locale: 'de', revision: 1, status: 'machine', markdown: 'Von Anna.', html: '<p>Von Anna.</p>', source_hash: Buffer.alloc(32) }).execute();
  await done(flagContribution(await house.as('dmitri'), 'A1·1', { submissionId: randomUUID(), rule: '4.2', sentence: 'See for yourself.' }));
  await done(decideCase(await house.as('clara'), 1, { submissionId: randomUUID(), version: 1, measure: 'none', rule: '4.2', facts: 'F', scope: 'S', aidUsed: 'None', redress: 'R' }));
  await done(writePaper(await house.as('fay'), { submissionId: randomUUID(), title: 'Paper', locale: 'en', markdown: 'One paragraph.' }));
  for (const contribution of ['A1·1', 'A1·2']) await done(disposeContribution(await house.as('elif'), { contribution, fate: 'noted' }));
  await done(draftFinding(await house.as('elif'), { submissionId: randomUUID(), kind: 'recommendation', part: 'A', text: 'Keep first.' }));
  await done(openRound(await house.as('elif'), { submissionId: randomUUID(), title: 'A round', lang: 'en', kind: 'rating', items: 'One', low: 'no', high: 'yes', ends: '2099-01-01T12:00' }));
  await done(draftFinding(await house.as('elif'), { submissionId: randomUUID(), kind: 'conclusion', part: 'A', text: 'Something was said.' }));
  const marked = await markExcerpt(await house.as('elif'), { submissionId: randomUUID(), contribution: 'A1·1', quote: 'Said by Anna.' });
  await done(attachExcerpt(await house.as('elif'), 'F-01', marked.ok ? marked.value.excerptId : ''));
  await done(readyFinding(await house.as('elif'), 'F-01'));
  await db.insertInto('chapter_paragraph').values({ series_id: ids.series, id: params['id'] ?? '', section: 'summary', position: 1, sentences: JSON.stringify([{ text: 'Here.', rests: [], editorial: true, word: null }]) }).execute();
  await done(compileReport(await house.as('fay'), web.files, 'internet-2012', 'en'));
  await done(circulatePaper(await house.as('fay'), { submissionId: randomUUID(), audiences: ['participants'] }, { origin: 'https://forum.example' }));
}

const params: Record<string, string> = { shift: '00000000-0000-4000-8000-0000000005f7', forum: 'internet-2012-2', series: 'internet-2012', number: '2', code: 'A1', ref: 'A1-1', part: 'A', day: '2012-07-04', paragraph: 'p1', case: 'M-001', item: 'Q-001', view: '00000000-0000-4000-8000-0000000000e1', reference: 'R-01', round: '1', invitation: '00000000-0000-4000-8000-00000000dead', application: '00000000-0000-4000-8000-00000000dead', state: 'AT', body: 'new', token: 'T'.repeat(43), signal: '00000000-0000-4000-8000-00000000dead', format: 'pdf', task: '00000000-0000-4000-8000-0000000000da', attachment: '00000000-0000-4000-8000-00000000a77a', into: 'de', letter: '00000000-0000-4000-8000-0000000000e1', anchor: 'II-F-01', table: 'csv' };
const addressOf = (path: string): string => `/en${path === '/' ? '/' : path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? `no-parameter-${name}`)}`;

const ask = (opened: Pick<Opened, 'method'>, address: string, as: Who | undefined): Promise<Reply> => (opened.method === 'GET' ? web.get(address, as) : web.post(address, {}, as));

/** What may differ between two answers of one kind: the id of the request, and the clock on the line. */
const like = ({ status, headers, text }: Reply) => {
  const { date: _, ...rest } = headers;
  return { status, headers: rest, text: text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID') };
};

/** An answer to a visitor without the address that was asked, in a page or in the way to sign in. */
const likeFor = (reply: Reply, address: string): string => {
  const path = address.replace(/^\/en/, '');
  const { 'content-length': _, date: __, ...headers } = reply.headers;
  const text = JSON.stringify({ ...reply, headers }).replaceAll(encodeURIComponent(path), 'PATH').replaceAll(path, 'PATH');
  return JSON.stringify(like({ status: reply.status, headers: {}, text }));
};

/** Whether the table lets somebody in; `own` objects are let in to their author alone, whatever the role. */
function letsIn(needs: Needs, who: (typeof knockers)[string], path: string): boolean {
  const open = admits(needs, { personId: who.as ?? null, administrator: who.administrator ?? false });
  if (open !== null) return open;
  const asked = rightAsked(needs);
  if (!asked) return false;
  // A decision is its author's to read: whether it moderates or not, no other seat has this page.
  if (asked.within === 'party') return who.as === 'anna';
  if (asked.within === 'series') return may({ roles: [...who.roles, ...(who.elsewhere ?? [])] }, asked.deed);
  if (!holds({ roles: who.roles, seat: who.administrator ? null : 'a seat' }, asked.deed)) return false;
  const object = deeds[asked.deed];
  if (object === 'case-of-party') return who.as === 'anna' || may(who, 'see-cases');
  // A letter is seen by the one who wrote it, whoever else may write.
  if (path.endsWith('/:letter')) return who.as === 'anna';
  // Positions are for their delegation alone: Anna's is the Austrian one, and Ben has a delegation of his own.
  if (object === 'own-delegation') return who.as === 'anna' || who.as === 'ben';
  return (object !== 'own-contribution' && object !== 'own-position') || who.as === 'anna';
}

/** Answers that do not end; they are refused like the rest, and journeys in the browser hear them. */
const endless = ['/f/:forum/live', '/f/:forum/desk/live'];

describe('the rights', () => {
  it('deny what they do not list: nobody without a seat may do anything inside a forum', () => {
    for (const deed of Object.keys(deeds) as Deed[]) expect(may({ roles: [] }, deed), deed).toBe(false);
    for (const role of roles) for (const deed of rights[role]) expect(deeds[deed], deed).toBeDefined();
    expect(rightAsked('everyone')).toBe(null);
    expect(rightAsked('series:compile-report')).toEqual({ deed: 'compile-report', within: 'series' });
  });

  it('are asked by every address: each is open to exactly those the table names, and absent for all others', async () => {
    const wrong: string[] = [];
    for (const [name, who] of Object.entries(knockers)) {
      // A visitor is asked to sign in, by the next test.
      if (!who.as) continue;
      const absent = { GET: like(await ask({ method: 'GET' }, '/en/f/nowhere-9', who.as)), POST: like(await ask({ method: 'POST' }, '/en/f/nowhere-9/q/A1/write', who.as)) };
      expect([absent.GET.status, absent.POST.status]).toEqual([404, 404]);
      // An address nothing was ever opened at, and an object that is not there, answer with the same bytes.
      for (const nothing of ['/en/nothing/at/all', '/en/s/no-series', '/en/f/nowhere-9/mod/M-999']) expect(like(await ask({ method: 'GET' }, nothing, who.as)), `${name}: ${nothing}`).toEqual(absent.GET);
      for (const opened of web.door.opened) {
        // Signing out would end the session that the next address needs.
        if (opened.path === '/sign-out') continue;
        const allowed = letsIn(opened.needs, who, opened.path);
        if (allowed && endless.includes(opened.path)) continue;
        const reply = like(await ask(opened, addressOf(opened.path), who.as));
        const isAbsent = JSON.stringify(reply) === JSON.stringify(absent[opened.method]);
        const answered = reply.status < 500 && reply.status !== 404 && reply.status !== 403;
        if (allowed ? !answered : !isAbsent) wrong.push(`${name}: ${opened.method} ${opened.path} (${opened.needs}) answered ${reply.status}`);
      }
    }
    expect(wrong).toEqual([]);
    // One request for each address and everyone who may knock.
  }, 120_000);

  it('ask a visitor to sign in with the same answer everywhere, whether anything is there or not', async () => {
    const wrong: string[] = [];
    const nowhere = { page: likeFor(await web.get('/en/f/nowhere-9'), '/en/f/nowhere-9'), deed: likeFor(await web.post('/en/f/nowhere-9/q/A1/write', {}), '/en/f/nowhere-9/q/A1/write') };
    expect(nowhere.page).toContain('/en/sign-in?back=PATH');
    expect(nowhere.deed).toContain('You are signed out');
    for (const opened of web.door.opened) {
      const address = addressOf(opened.path);
      const reply = await ask(opened, address, undefined);
      if (admits(opened.needs, { personId: null, administrator: false })) {
        if (reply.status >= 500) wrong.push(`${opened.path} answered ${reply.status}`);
        continue;
      }
      // A stream of events is no page to come back to.
      const alike = endless.includes(opened.path) ? reply.headers['location'] === '/en/sign-in' : likeFor(reply, address) === (opened.method === 'GET' ? nowhere.page : nowhere.deed);
      if (!alike) wrong.push(`${opened.method} ${opened.path} (${opened.needs}) answered ${reply.status}`);
    }
    expect(wrong).toEqual([]);
    // What was never opened at all is the same to everyone, and says nothing of any forum.
    for (const nothing of ['/en/nothing/at/all', '/en/s/no-series']) expect((await web.get(nothing)).status).toBe(404);
  }, 120_000);

  it('are shown to administrators, who find the way from their own page', async () => {
    expect((await web.get('/en/me', 'adam')).text).toContain('href="/en/admin/rights"');
    expect((await web.get('/en/me', 'fay')).text).not.toContain('/admin/rights');
    const page = await web.get('/ru/admin/rights', 'adam');
    expect(page.text.match(/<th scope="row">/g)).toHaveLength(Object.keys(deeds).length);
    expect(page.text).toContain('не может');
  });

  it('let nobody sign out but who is signed in', async () => {
    expect((await web.post('/en/sign-out', {})).status).toBe(401);
    expect((await web.post('/en/sign-out', {}, 'ivo')).status).toBe(303);
    expect((await web.get('/en/f/internet-2012-2', 'ivo')).headers['location']).toBe('/en/sign-in?back=%2Ff%2Finternet-2012-2');
  });

  it('leave no deed without an address or a command that asks for it', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const text = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('rights.ts')).map((file) => readFileSync(`src/${file}`, 'utf8')).join('\n');
    expect((Object.keys(deeds) as Deed[]).filter((deed) => !text.includes(`'${deed}'`) && !text.includes(`:${deed}'`))).toEqual([]);
  });
});
