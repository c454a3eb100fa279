import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closesAt, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { postContribution } from './commands/post-contribution.ts';
import { withholdContribution } from './commands/withhold-contribution.ts';
import { searchForum } from './queries/search.ts';
import { beginningsOf, daysAsInstants } from './rules/search.ts';

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

type Said = { by?: 'anna' | 'ben' | 'dmitri'; code?: string; text: string; lang?: 'en' | 'fr' | 'de' | 'it' | 'ru' | 'es'; regime?: 'named' | 'institution' | 'category' | 'unattributed'; marking?: 'TLP:AMBER' | 'TLP:GREEN' };
const said = async ({ by = 'dmitri', code = 'A1', text, lang = 'en', regime = 'named', marking = 'TLP:AMBER' }: Said): Promise<string> => {
  return (await house.entered(postContribution(await house.as(by), { submissionId: randomUUID(), code, text, lang, regime, marking, capacity: 'own-name', kind: 'contribution' }))).ref;
};
const refs = async (input: Parameters<typeof searchForum>[1]): Promise<string[]> => (await searchForum(await house.as('ben'), input, 'en'))?.found.map(({ shown }) => shown.ref) ?? [];

/** Twenty pairs for each language: what stands in a text, and another form of it that is looked for. */
const pairs = {
  en: 'removal removed, accounts account, requests requesting, providers provider, disclosed disclosing, evidence evidences, preserved preserving, investigators investigator, policies policy, notified notifying, monitors monitoring, publishing published, threats threat, agencies agency, reporting reported, recruiters recruiter, platforms platform, blocking blocked, judges judge, authorities authority',
  fr: 'propagandes propagande, retirés retirer, plateformes plateforme, demandes demande, autorités autorité, preuves preuve, signalements signalement, conservées conserver, juges juge, enquêtes enquête, publiées publier, victimes victime, libertés liberté, sécurité securite, fournisseurs fournisseur, mesures mesure, avertis avertir, terroristes terroriste, nationales national, motivées motiver',
  de: 'Plattformen Plattform, Beweise Beweis, Anfragen Anfrage, gelöschte gelöscht, Sperren Sperre, Behörden Behörde, Richtern Richter, Gesetze Gesetz, Inhalten Inhalte, Meldungen Meldung, Staaten Staat, Häuser Haus, Fristen Frist, Maßnahmen Maßnahme, Ermittlern Ermittler, Opfern Opfer, Gründe Gruende, schnelle schnell, Netzwerken Netzwerk, Rechten Recht',
  it: 'contenuti contenuto, piattaforme piattaforma, richieste richiesta, autorità autorita, prove prova, segnalazioni segnalazione, conservati conservare, giudici giudice, indagini indagine, pubblicate pubblicare, vittime vittima, misure misura, fornitori fornitore, avvertiti avvertire, terroristi terrorista, nazionali nazionale, bloccati bloccato, utenti utente, minacce minaccia, leggi legge',
  ru: 'платформы платформа, доказательства доказательств, запросов запрос, удаления удаление, аккаунты аккаунтов, сетями сети, судьями судья, законов закон, сообщения сообщение, государства государство, угрозы угроза, сохранённые сохраненные, провайдеров провайдер, пользователям пользователь, террористов террористы, мерами меры, решений решение, жалобы жалоба, полиции полиция, безопасности безопасность',
  es: 'contenidos contenido, plataformas plataforma, solicitudes solicitud, autoridades autoridad, pruebas prueba, denuncias denuncia, conservados conservar, tribunales tribunal, redes red, publicadas publicar, víctimas victima, medidas medida, proveedores proveedor, avisados avisar, terroristas terrorista, nacionales nacional, motivadas motivado, usuarios usuario, amenazas amenaza, leyes ley',
} as const;

describe('a search', () => {
  it.each(Object.entries(pairs))('in %s finds a text by another form of its words', async (lang, list) => {
    const missed: string[] = [];
    for (const pair of list.split(', ')) {
      const [stands = '', asked = ''] = pair.split(' ');
      const ref = await said({ text: `Zq${lang} ${stands} Zq${lang}`, lang: lang as 'en', code: 'A2' });
      if (!(await refs({ q: `${asked} Zq${lang}`, lang: lang as 'en' })).includes(ref)) missed.push(pair);
    }
    expect(list.split(', ')).toHaveLength(20);
    expect(missed).toEqual([]);
  });

  it('falls back on words that begin alike where a stemmer does not know two forms as one, and says so', async () => {
    const hard = { fr: ['contenus contenu'], de: ['Konten Konto', 'Daten Datum'], it: ['motivate motivato'], ru: ['органам органы'], es: ['jueces juez', 'investigaciones investigacion'] };
    for (const [lang, list] of Object.entries(hard)) {
      for (const pair of list) {
        const [stands = '', asked = ''] = pair.split(' ');
        const ref = await said({ text: `Xw${lang} ${stands}`, lang: lang as 'fr', code: 'A2' });
        const page = await searchForum(await house.as('ben'), { q: `${asked} Xw${lang}`, question: 'A2' }, 'en');
        expect(page?.found.map(({ shown }) => shown.ref), pair).toContain(ref);
        expect(page?.similar).toBe(true);
      }
    }
    expect(beginningsOf('¿Qué? …')).toBe('que:*');
    expect(beginningsOf('… – !')).toBe(null);
  });

  it('marks the words found, leads to a reference typed, and escapes what was written', async () => {
    const ref = await said({ text: 'A cooling <b>period</b> protects everybody.' });
    const { text } = await web.get('/en/f/internet-2012-2/search?q=period%20cooling', 'ben');
    expect(text).toContain('<mark>cooling</mark>');
    expect(text).not.toContain('<b>period');
    expect((await web.get(`/en/f/internet-2012-2/search?q=${encodeURIComponent(ref)}`, 'ben')).headers['location']).toBe(`/en/f/internet-2012-2/c/${ref.replace('·', '-')}`);
  });

  it('narrows by question, language, marking and day, and names a filter it cannot read', async () => {
    const a = await said({ text: 'quorumword in A1', code: 'A1', marking: 'TLP:GREEN' });
    const b = await said({ text: 'quorumword in B1', code: 'B1', lang: 'de' });
    expect((await refs({ q: 'quorumword' })).sort()).toEqual([a, b].sort());
    expect(await refs({ q: 'quorumword', question: 'B1' })).toEqual([b]);
    expect(await refs({ q: 'quorumword', lang: 'de' })).toEqual([b]);
    expect(await refs({ q: 'quorumword', marking: 'TLP:GREEN' })).toEqual([a]);
    expect(await refs({ q: 'quorumword', to: '2012-07-03' })).toEqual([]);
    expect(await refs({ q: 'quorumword', from: '2012-07-04', to: '2012-07-04' })).toHaveLength(2);
    expect((await web.get('/en/f/internet-2012-2/search?q=quorumword&from=yesterday', 'ben')).text).toContain('it was left out');
  });

  it('does not find what is withheld, nor tell that it is there', async () => {
    const ref = await said({ text: 'zanzibarword stands here' });
    expect(await refs({ q: 'zanzibarword' })).toEqual([ref]);
    const row = await house.pool.db.selectFrom('contribution').select('id').where('number', '=', Number(ref.split('·')[1])).where('question_id', '=', '00000000-0000-4000-8000-0000000000a1').executeTakeFirstOrThrow();
    expect((await withholdContribution(await house.as('clara'), row.id, '4.2')).ok).toBe(true);
    const withheld = await web.get('/en/f/internet-2012-2/search?q=zanzibarword', 'ben');
    const absent = await web.get('/en/f/internet-2012-2/search?q=zanzibarwort', 'ben');
    expect(withheld.text.replaceAll('zanzibarword', '')).toBe(absent.text.replaceAll('zanzibarwort', ''));
  });

  it('finds an author the regime hides by none of their traits', async () => {
    const hidden = await said({ by: 'anna', text: 'hushword one', regime: 'unattributed' });
    const small = await said({ by: 'dmitri', text: 'hushword two', regime: 'category' });
    const open = await said({ by: 'anna', text: 'hushword three', regime: 'named' });
    expect((await refs({ q: 'hushword' })).sort()).toEqual([hidden, small, open].sort());
    expect(await refs({ q: 'hushword', category: 'delegations' })).toEqual([open]);
    // One expert alone is in the forum: the category would name them.
    expect(await refs({ q: 'hushword', category: 'experts' })).toEqual([]);
    for (const name of ['Anna', 'Berger', 'Austria', 'Dmitri']) expect(await refs({ q: `hushword ${name}` })).toEqual([]);
  });

  it('ranks a text no higher for an accent elsewhere in it', async () => {
    const { rows } = await sql<{ plain: number; accented: number }>`
      select ts_rank_cd(search_vector('en', 'The provider kept the records of a cafe'), search_query('en', 'providers')) as plain,
        ts_rank_cd(search_vector('en', 'The provider kept the records of a café'), search_query('en', 'providers')) as accented`.execute(house.pool.db);
    expect(rows[0]?.plain).toBeGreaterThan(0);
    expect(rows[0]?.accented).toBe(rows[0]?.plain);
  });

  it('takes whole days only, in the zone of the forum', () => {
    expect(daysAsInstants({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Vienna')).toEqual({ from: new Date('2026-03-28T23:00:00Z'), until: new Date('2026-03-29T22:00:00Z') });
    expect(closesAt.getTime()).toBeGreaterThan(daysAsInstants({ from: '2012-07-06' }, 'Europe/Vienna').from?.getTime() ?? Infinity);
  });

  it('is answered from an index of each language', async () => {
    const client = await house.pool.raw.connect();
    try {
      // So small a table is read whole for good reason; what matters is that the index can answer.
      await client.query('begin; set local enable_seqscan = off');
      for (const lang of ['en', 'fr', 'de', 'it', 'ru', 'es']) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain select 1 from search_entry e where e.lang = '${lang}' and e.vector @@ search_query('${lang}', 'removal')`);
        expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(`search_entry_${lang}`);
      }
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('finds the same newest texts whichever of its two ways it goes', async () => {
    const code = 'B1';
    const texts = ['Wegemarke eins', 'Wegemarken zwei', 'no such word', 'Wegemarke drei', 'Wegemarke vier'];
    const written: string[] = [];
    const began = house.world.now().getTime();
    for (const [i, text] of texts.entries()) {
      house.at(new Date(began + (i + 1) * 1_000));
      const ref = await said({ text, code, lang: 'de', marking: text.endsWith('drei') ? 'TLP:GREEN' : 'TLP:AMBER' });
      if (text !== 'no such word') written.unshift(ref);
    }
    // A search for more than it may return goes from the newest backwards; for fewer, from the matches.
    const newest = async (most: number, marking: string | null = null) => {
      const { rows } = await house.pool.raw.query<{ ref: string }>("select q.code || '·' || c.number as ref from found_contributions($1, 'Wegemarke', false, null, $2, null, null, null, null, '{}', $3) f join contribution c on c.id = f.id join guiding_question q on q.id = c.question_id order by c.received_at desc", [(await house.as('ben')).sight.forumId, marking, most]);
      return rows.map(({ ref }) => ref);
    };
    for (const most of [1, 2, 3, 4, 5]) expect(await newest(most)).toEqual(written.slice(0, most));
    for (const most of [1, 2, 5]) expect(await newest(most, 'TLP:GREEN')).toEqual(written.slice(1, 2));
  });
});
