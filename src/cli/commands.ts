import { readFileSync, writeFileSync } from 'node:fs';
import { addPerson, issueSignInLink } from '#domain/account/commands/sign-in.ts';
import { personIdOf } from '#domain/account/queries/profile.ts';
import { isName } from '#domain/account/rules.ts';
import { forPublic, forStaff, type Output } from '#domain/disclosure/outputs.ts';
import { annualReport } from '#domain/moderation/queries/annual-report.ts';
import { hashLists, loadHashList, withdrawHashList } from '#domain/moderation/commands/load-hash-list.ts';
import { loadWordList } from '#domain/moderation/commands/load-word-list.ts';
import { importProgramme } from '#domain/programme/commands/import-programme.ts';
import { erasePerson } from '#domain/record/commands/erase-person.ts';
import { tryRetention } from '#domain/record/commands/run-retention.ts';
import { checkRecordOpenings } from '#domain/record/queries/check-openings.ts';
import { exportRecord } from '#domain/record/queries/export-record.ts';
import { retentionDates } from '#domain/record/queries/retention-dates.ts';
import { compileFile, type Format } from '#domain/report/commands/compile-report.ts';
import { csvOf } from '#platform/csv.ts';
import { windClock } from '#platform/clock.ts';
import { isLocale } from '#platform/i18n/locales.ts';
import { sayRefusal } from '#platform/i18n/say.ts';
import type { Refusal } from '#platform/outcome.ts';
import type { OperatorHouse } from './house.ts';
import { archiveAsked, importMbox } from './import-mbox.ts';

export type Args = { positionals: string[]; values: Record<string, string | boolean | undefined> };
/** `leaves` is what goes out by it, registered like all that leaves the house; null where nothing does. */
export type Command = { usage: string; does: string; leaves: Output | null; run(house: OperatorHouse, args: Args): Promise<string> };

/** Something the operator can mend: said in words, exit code 1. */
class Wrong extends Error {}
const refusedWith = (refusal: Refusal): never => {
  throw new Wrong(sayRefusal('en', refusal));
};

/** What the operator can do, by name. */
export const commands: Readonly<Record<string, Command>> = {
  migrate: {
    usage: 'migrate',
    does: 'brings the database to the schema of this build',
    leaves: null,
    run: async () => 'The database is up to date.',
  },
  'import-programme': {
    usage: 'import-programme FILE',
    does: 'takes in a series from a programme (docs/reference/programme-format.md)',
    leaves: null,
    run: async ({ ctx }, { positionals: [file] }) => {
      if (!file) throw new Wrong('name the file of the programme');
      const outcome = await importProgramme(ctx, read(file));
      if (!outcome.ok) return refusedWith(outcome.refusal);
      const { slug, forums, aspects, questions, passedOver } = outcome.value;
      return [`Series ${slug}: ${forums} forums, ${aspects} focus aspects, ${questions} questions.`, ...passedOver.map(({ path, line, says }) => `  ${path} (line ${line}): ${says}`)].join('\n');
    },
  },
  'import-mbox': {
    usage: 'import-mbox FILE --forum KEY --question CODE --as named|institution|category|chatham-house|unattributed [--marking TLP:…] [--out REPORT]',
    does: 'brings a mailing list’s archive (mbox) in as a past discussion; stopped, it goes on where it was (docs/how-to/operator/import-a-list-archive.md)',
    leaves: forStaff('report of an import', 'file'),
    run: async (house, { positionals: [file], values }) => {
      const asked = await archiveAsked(house, file, values);
      if (typeof asked === 'string') throw new Wrong(asked);
      const outcome = await importMbox(asked, (line) => process.stderr.write(line));
      if (!outcome.ok) return refusedWith(outcome.refusal);
      if (typeof values['out'] === 'string') writeFileSync(values['out'], outcome.value.report);
      return outcome.value.said;
    },
  },
  'add-person': {
    usage: 'add-person EMAIL NAME [--locale en|fr|de|it|ru|es]',
    does: 'adds a person who can sign in',
    leaves: null,
    run: async ({ ctx }, { positionals: [email, ...name], values }) => {
      if (!email?.includes('@') || !isName(name.join(' '))) throw new Wrong('give an e-mail address and a name');
      const locale = isLocale(values['locale']) ? values['locale'] : 'en';
      const outcome = await addPerson(ctx, { email, name: name.join(' '), locale });
      return outcome.ok ? (outcome.value.added ? `Added ${email}.` : `${email} is here already.`) : '';
    },
  },
  'sign-in-link': {
    usage: 'sign-in-link EMAIL',
    does: 'prints a link that signs a person in once, within 24 hours',
    leaves: null,
    run: async ({ ctx, config }, { positionals: [email] }) => {
      const outcome = await issueSignInLink(ctx, email ?? '');
      return outcome.ok ? `${config.origin}/en/sign-in/${outcome.value.token}` : refusedWith(outcome.refusal);
    },
  },
  'advance-clock': {
    usage: 'advance-clock INSTANT',
    does: 'sets the rehearsal clock, for example 2012-07-06T14:59:00Z; in a rehearsal only',
    leaves: null,
    run: async ({ pool }, { positionals: [instant] }) => {
      const at = new Date(instant ?? '');
      if (Number.isNaN(at.getTime()) || !/(Z|[+-]\d\d:\d\d)$/.test(instant ?? '')) throw new Wrong('give an instant with its offset, such as 2012-07-06T14:59:00Z');
      const rehearsing = await pool.db.selectFrom('rehearsal_clock').select('single').executeTakeFirst();
      if (!rehearsing) throw new Wrong('this is no rehearsal: its clock is the real one and is not set');
      await windClock(pool.db, at);
      return `The rehearsal clock stands at ${at.toISOString()} and goes on from there.`;
    },
  },
  'load-word-list': {
    usage: 'load-word-list FILE',
    does: 'puts a word list in force for its language (docs/reference/aids.md); the versions before it are kept',
    leaves: null,
    run: async ({ ctx }, { positionals: [file] }) => {
      if (!file) throw new Wrong('name the file of the list');
      const outcome = await loadWordList(ctx, read(file));
      return outcome.ok ? `${outcome.value.language}, version ${outcome.value.version}: ${outcome.value.terms} entries.` : refusedWith(outcome.refusal);
    },
  },
  'load-hash-list': {
    usage: 'load-hash-list FILE',
    does: 'puts a list of known material in force (docs/reference/hash-list-format.md): uploads are compared before anyone sees them',
    leaves: null,
    run: async ({ ctx }, { positionals: [file] }) => {
      if (!file) throw new Wrong('name the file of the list');
      const outcome = await loadHashList(ctx, read(file));
      return outcome.ok ? `${outcome.value.name}, version ${outcome.value.version}: ${outcome.value.entries} entries.` : refusedWith(outcome.refusal);
    },
  },
  'list-hash-lists': {
    usage: 'list-hash-lists',
    does: 'names the lists of known material there are, with their thresholds, and which are in force',
    leaves: null,
    run: async ({ ctx }) => {
      const lists = await hashLists(ctx);
      return lists.length === 0 ? 'There is none.' : lists.map((l) => `${l.withdrawnAt ? `withdrawn ${l.withdrawnAt.toISOString()}` : 'in force'}  ${l.name}, version ${l.version}: ${l.entries} entries of ${l.source}, distance up to ${l.maxDistance}, quality from ${l.minQuality}, loaded ${l.loadedAt.toISOString()}`).join('\n');
    },
  },
  'withdraw-hash-list': {
    usage: 'withdraw-hash-list NAME',
    does: 'puts a list of known material out of force; what it led to stays as two people settle it',
    leaves: null,
    run: async ({ ctx }, { positionals: [name] }) => {
      if (!name) throw new Wrong('name the list');
      const outcome = await withdrawHashList(ctx, name);
      return outcome.ok ? `${name}, version ${outcome.value.version}: in force no more.` : refusedWith(outcome.refusal);
    },
  },
  'compile-report': {
    usage: 'compile-report SERIES --format html|pdf|docx --out FILE [--locale en|fr|de|it|ru|es]',
    does: 'compiles the report of a series into a file',
    leaves: forPublic('report file of the operator', 'file'),
    run: async ({ ctx }, { positionals: [slug], values }) => {
      const { format, out } = values;
      if (!slug || typeof out !== 'string' || (format !== 'html' && format !== 'pdf' && format !== 'docx')) throw new Wrong('give the series, --format html, pdf or docx, and --out FILE');
      const outcome = await compileFile(ctx, slug, isLocale(values['locale']) ? values['locale'] : 'en', format satisfies Format);
      if (!outcome.ok) return refusedWith(outcome.refusal);
      writeFileSync(out, outcome.value.bytes);
      return `${out}: ${outcome.value.bytes.length} bytes, ${outcome.value.manuscript.marking}.`;
    },
  },
  'transparency-report': {
    usage: 'transparency-report --year YEAR --out NAME',
    does: 'writes the moderation figures of the forums that closed in a year: NAME.json, NAME.csv, and NAME-decisions.csv with the open registers (docs/how-to/operator/report-a-year.md)',
    leaves: forPublic('annual transparency report', 'export'),
    run: async ({ ctx }, { values: { year, out } }) => {
      if (typeof year !== 'string' || !/^\d{4}$/.test(year) || typeof out !== 'string' || out === '') throw new Wrong('give --year with four digits and --out NAME');
      const report = await annualReport(ctx, Number(year));
      writeFileSync(`${out}.json`, report.json);
      writeFileSync(`${out}.csv`, csvOf(report.figures));
      writeFileSync(`${out}-decisions.csv`, csvOf(report.decisions));
      return `${out}.json, ${out}.csv, ${out}-decisions.csv; forums that closed in ${year}: ${report.forums}.`;
    },
  },
  'export-record': {
    usage: 'export-record [--out FILE]',
    does: 'writes the record as JSON Lines with a chain of hashes; check it with dist/server/verify-main.js',
    leaves: forStaff('record', 'export'),
    run: async ({ ctx }, { values }) => {
      const record = await exportRecord(ctx);
      if (typeof values['out'] !== 'string') return record.trimEnd();
      writeFileSync(values['out'], record);
      return `${values['out']}: ${record.split('\n').length - 1} entries.`;
    },
  },
  retention: {
    usage: 'retention --dry-run',
    does: 'says what retention would erase now, and when what is kept of each forum goes; the worker erases it once a day',
    leaves: null,
    run: async ({ ctx }, { values }) => {
      if (values['dry-run'] !== true) throw new Wrong('say --dry-run: the erasing itself is done by the worker, once a day');
      const [gone, forums] = [await tryRetention(ctx), await retentionDates(ctx)];
      return ['Due now:', ...Object.entries(gone).map(([id, count]) => `  ${id}: ${count}`), 'By forum:', ...forums.flatMap(({ key, dates }) => dates.map(({ id, at }) => `  ${at.toISOString()} ${key} ${id}`)), 'Terms: docs/reference/retention.md'].join('\n');
    },
  },
  'erase-person': {
    usage: 'erase-person EMAIL --reason WORDS',
    does: 'erases a person on a lawful request, at once and for good; their contributions stay under the body',
    leaves: null,
    run: async ({ ctx }, { positionals: [email], values }) => {
      const why = values['reason'];
      if (!email || typeof why !== 'string' || why.trim() === '') throw new Wrong('give the address and --reason with the request in words');
      const personId = await personIdOf(ctx, email);
      if (!personId) return refusedWith({ code: 'account.no_such_person' });
      const erased = await erasePerson(ctx, { personId, keepName: false, reason: 'lawful-request', why: why.trim() });
      return erased.ok ? `Erased. ${erased.value.openings} openings of the record went with the person.` : refusedWith(erased.refusal);
    },
  },
  'check-openings': {
    usage: 'check-openings',
    does: 'checks that each commitment of the record can be opened or was erased with a recorded reason',
    leaves: null,
    run: async ({ ctx }) => {
      const { whole, open, erased, missing, wrong } = await checkRecordOpenings(ctx);
      const said = `${open} can be opened; erased: ${Object.entries(erased).map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none'}; missing without a reason: ${missing}; not what was committed to: ${wrong}.`;
      if (!whole) throw new Wrong(said);
      return said;
    },
  },
};

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Wrong(`${file} cannot be read`);
  }
}
