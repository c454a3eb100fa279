import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isMessage } from '#platform/i18n/say.ts';
import { statusOf } from '#platform/http-status.ts';
import { openedAddresses } from './documents.ts';
import { filesUnder, messageTexts, refusalCodes, textOf } from './sources.ts';

// Laws that no type holds: each says in its name what would otherwise go wrong unseen.
const locales = ['en', 'fr', 'de', 'it', 'ru', 'es'];
const commandFiles = filesUnder('src/domain', /\/commands\/[\w-]+\.tsx?$/);

describe('a refusal', () => {
  // The code is all a door has: without its sentence a person would be refused in no words at all.
  it('has a sentence in six languages and a status, whatever code the sources refuse with', () => {
    const texts = messageTexts();
    expect(refusalCodes().length).toBeGreaterThan(50);
    for (const code of refusalCodes()) {
      expect(isMessage(code), code).toBe(true);
      for (const locale of locales) expect(texts[code]?.[locale], `${code} (${locale})`).toMatch(/\S/);
      expect(statusOf(code)).toBeGreaterThanOrEqual(401);
    }
  });

  // A code in a type that no source refuses with is a promise nobody keeps; those made already may only become fewer.
  it('is named in a type only where something refuses with it', () => {
    const codes = new Set(refusalCodes());
    const typed = filesUnder('src', /\.tsx?$/).flatMap((file) => [...textOf(file).matchAll(/^(?:export )?type \w*(?:Refusal|Refused)\w* =([^;]*);/gm)].flatMap(([, union = '']) => [...union.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, code = '']) => code)));
    expect(typed.length).toBeGreaterThan(20);
    // The identity provider's door and a schema of dates name theirs themselves.
    const promised = ['account.provider_stale', 'accreditation.no_such_day'];
    expect([...new Set(typed)].filter((code) => !codes.has(code) && !promised.includes(code))).toEqual([]);
  });
});

/** Commands that ask for no right, each with the reason why none is needed. */
const askedOtherwise: Readonly<Record<string, string>> = {
  'synthesis/commands/let-go.ts': 'called by retention and the erasure of a person, which have asked',
  'synthesis/commands/index-texts.ts': 'keeps the words of what was said ready for comparison, by the clock; changes nothing that anybody sees',
  'synthesis/commands/ask-model.ts': 'asks the site’s model, by the clock; changes nothing but what is suggested',
  'synthesis/commands/compute-rounds.ts': 'computes what the clock has decided, whoever asks',
  'synthesis/commands/compute-opinions.ts': 'computes what the clock has decided, whoever asks',
  'accreditation/commands/accept-invitation.ts': 'who holds the invitation’s token',
  'accreditation/commands/add-state.ts': 'reached by the command line only',
  'accreditation/commands/import-states.ts': 'reached by the command line only',
  'accreditation/commands/apply.ts': 'open to everyone where the forum allows it; its address is confirmed first',
  'accreditation/commands/note-opening.ts': 'who holds the invitation’s token',
  'accreditation/commands/tell-all.ts': 'the clock’s, of each stage that has something to tell',
  'accreditation/commands/choose-regime.ts': 'sets the actor’s own usual choice',
  'accreditation/commands/forget-seats.ts': 'called by the erasure of a person, which has asked',
  'accreditation/commands/recover-access.ts': 'asks its own rules, which know who is staff and who asked',
  'accreditation/commands/set-standing.ts': 'called by moderation’s commands, which have asked; the clock ends what is over',
  'accreditation/commands/tell-delegation.ts': 'writes the letters of commands that have asked',
  'adoption/commands/record-adoptions.ts': 'records what the clock has decided, whoever asks',
  'adoption/commands/tell-of-silence.ts': 'the clock’s',
  'adoption/commands/tell-of-consultation.ts': 'the clock’s',
  'discussion/commands/clear-position.ts': 'asks the rules of positions, which are closed to all but their delegation',
  'discussion/commands/edit-position.ts': 'asks the rules of positions, which are closed to all but their delegation',
  'discussion/commands/hold-material.ts': 'called by moderation’s commands, which have asked; the clock compares uploads',
  'discussion/commands/import-archive.ts': 'asks its own rule, which lets in nobody but the operator',
  'discussion/commands/let-go.ts': 'called by retention, which the clock runs',
  'discussion/commands/mark-read.ts': 'marks for the reader’s own eyes',
  'discussion/commands/moderate-contribution.ts': 'called by moderation’s commands, which have asked',
  'discussion/commands/raise-tasks.ts': 'raises what the clock has decided, whoever asks',
  'discussion/commands/release-waiting.ts': 'releases what the clock has decided, whoever asks',
  'discussion/commands/release-position.ts': 'asks the rules of positions, which are closed to all but their delegation',
  'discussion/commands/scan-attachment.ts': 'says what the scanner found, by the clock',
  'discussion/commands/send-packs.ts': 'the clock writes to readers; each letter is written as its reader would see it',
  'discussion/commands/tell-of-new.ts': 'the clock writes to readers; each letter is written as its reader would see it',
  'discussion/commands/tell-of-hours.ts': 'the clock’s',
  'discussion/commands/tell-of-tasks.ts': 'writes the letters of tasks the clock has raised',
  'discussion/commands/withhold-contribution.ts': 'called by moderation’s commands, which have asked',
  'moderation/commands/attach-signals.ts': 'observes what was said, by the clock; changes nothing that anybody sees',
  'moderation/commands/classify-texts.ts': 'asks the site’s classifier, by the clock; changes nothing that anybody sees',
  'moderation/commands/page-urgent.ts': 'writes the letters of a command that has asked, and what the clock finds unclaimed',
  'moderation/commands/compare-uploads.ts': 'compares files with the site’s lists, by the clock; a match holds a file for two people',
  'moderation/commands/lapse-proposals.ts': 'ends what the clock says is over',
  'moderation/commands/let-go.ts': 'called by retention, which the clock runs',
  'moderation/commands/load-hash-list.ts': 'reached by the command line only',
  'moderation/commands/load-word-list.ts': 'reached by the command line only',
  'moderation/commands/take-measure.ts': 'called by the commands that decide, confirm and review, which have asked',
  'moderation/commands/tell-parties.ts': 'writes the letters of commands that have asked',
  'programme/commands/issue-symbol.ts': 'called by the stage that issues, in its transaction, for what the clock has decided',
  'programme/commands/mark-imported.ts': 'called by the import of an archive, which has asked',
  'programme/commands/import-programme.ts': 'asks for an administrator or the operator',
  'report/commands/tell-of-report.ts': 'the clock’s',
  'synthesis/commands/tell-of-summary.ts': 'the clock’s',
  'synthesis/commands/tell-of-round.ts': 'the clock’s',
  'synthesis/commands/tell-of-unsigned.ts': 'the clock’s',
  'record/commands/erase-person.ts': 'carries out the person’s own wish, or the operator’s',
  'record/commands/run-retention.ts': 'carries out what was announced, by the clock',
};

describe('a command', () => {
  /** Names of a stage's rules that ask the table, themselves or by another that does. */
  const asking = (stage: string): string[] => {
    const chunks = filesUnder(`src/domain/${stage}`, /\/rules(\/[\w-]+)?\.ts$/).flatMap((file) => textOf(file).split(/^(?=export )/m));
    const names = new Set(['may']);
    for (let known = 0; known < names.size; ) {
      known = names.size;
      const asks = new RegExp(`\\b(${[...names].join('|')})\\(`);
      for (const chunk of chunks) {
        const [, name, body = ''] = /^export (?:const|function) (\w+)(.*)$/s.exec(chunk) ?? [];
        if (name && asks.test(body)) names.add(name);
      }
    }
    names.delete('may');
    return [...names];
  };

  // The web's door asks too, but mail, clock and operator come by other doors: what is not asked is allowed to all.
  it('asks the table of rights, itself or by a rule, or says here why it need not', () => {
    const silent = commandFiles.filter((file) => {
      // Account's commands change the person who acts, or are the proof of who acts: no seat gives or takes that right.
      if (file.startsWith('src/domain/account/')) return false;
      const [, stage = ''] = /^src\/domain\/(\w+)\//.exec(file) ?? [];
      const text = textOf(file);
      return !/\bmay(InSeries)?\(|actor\.administrator\)/.test(text) && !asking(stage).some((rule) => new RegExp(`\\b${rule}\\(`).test(text));
    });
    expect(commandFiles.length).toBeGreaterThan(25);
    expect(silent.map((file) => file.replace('src/domain/', '')).sort()).toEqual(Object.keys(askedOtherwise).sort());
  });

  // What only the operator may do is kept to the command line by nobody else calling it.
  it('of the operator is called by the command line alone', () => {
    const calls = (name: string) => filesUnder('src', /\.tsx?$/).filter((file) => new RegExp(`import .*\\b${name}\\b`).test(textOf(file)));
    for (const name of ['addState', 'importStates', 'issueSignInLink', 'seatPerson', 'loadHashList', 'withdrawHashList']) {
      expect(calls(name), name).not.toEqual([]);
      for (const file of calls(name)) expect(file, name).toMatch(/^src\/(cli\/|start\.ts)/);
    }
  });
});

describe('the journal', () => {
  const declared = filesUnder('src/domain', /\/events\.ts$/).flatMap((file) => [...textOf(file).matchAll(/(\w+): '([a-z]+\.[a-z_]+)'/g)].map(([, name = '', kind = '']) => ({ file, stage: file.split('/')[2] ?? '', name, kind })));

  // A kind made up on the spot is one no reader of the record knows.
  it('knows only kinds that a stage declares in its events, each beginning with the stage’s name', () => {
    expect(declared.length).toBeGreaterThan(30);
    for (const { stage, kind } of declared) expect(kind.split('.')[0], kind).toBe(stage);
    expect(declared.map(({ kind }) => kind).filter((kind, i, all) => all.indexOf(kind) !== i)).toEqual([]);
    const written = filesUnder('src', /\.tsx?$/).flatMap((file) => [...textOf(file).matchAll(/\bjournal\((?:ctx|\{[^}]*\}), \{ kind: ([^,]+),/g)].map(([, kind = '']) => ({ file, kind: kind.trim() })));
    expect(written.length).toBeGreaterThan(25);
    for (const { file, kind } of written) expect(kind, file).toMatch(/\bevents\.\w+$/);
    for (const file of filesUnder('src', /\.tsx?$/)) if (/\bjournal\(/.test(textOf(file)) && !file.endsWith('platform/journal.ts')) expect(textOf(file), file).toMatch(/from '\.\.\/events\.ts'/);
  });

  // A kind that nothing writes is history that never happens; those promised already may only become fewer.
  it('has each of its kinds written by a command of that stage', () => {
    const unused = declared.filter(({ stage, name }) => !filesUnder(`src/domain/${stage}`, /\.tsx?$/).some((file) => new RegExp(`\\bevents\\.${name}\\b`).test(textOf(file))));
    const promised = ['accreditation.standing_changed', 'programme.published'];
    expect(unused.map(({ kind }) => kind).filter((kind) => !promised.includes(kind))).toEqual([]);
  });
});

describe('the glossary', () => {
  // A word in the documents that the code does not know sends its reader searching for nothing.
  it('has only words that stand in the code as a table, a type or a message', () => {
    const rows = [...readFileSync('docs/reference/glossary.md', 'utf8').matchAll(/^\| ([^|]+) \| [^|]+ \| (table|type|message) `([\w.]+)` \|$/gm)].map(([, term = '', what = '', name = '']) => ({ term, what, name }));
    expect(rows.length).toBe(readFileSync('docs/reference/glossary.md', 'utf8').split('\n').filter((line) => line.startsWith('| ')).length - 1);
    const sources = filesUnder('src', /\.tsx?$/).map(textOf).join('\n');
    const tables = readFileSync('src/platform/db/schema.ts', 'utf8').split('export interface DB {')[1] ?? '';
    for (const { term, what, name } of rows) {
      const exists = what === 'message' ? isMessage(name) : what === 'table' ? new RegExp(`^  ${name}: `, 'm').test(tables) : new RegExp(`export (type|interface|class) ${name}\\b`).test(sources);
      expect(exists, `${term}: ${what} ${name}`).toBe(true);
    }
  });
});

describe('a stage', () => {
  // The closed vocabulary of files is what makes the third stage as easy to read as the first.
  it('has only files of the closed vocabulary', () => {
    const known = /^src\/domain\/\w+\/((model|rules|schema|events|store|jobs|reactions)\.ts|(rules|store|commands|queries|letters|aids)\/[\w-]+\.tsx?|ui\/[\w-]+\.tsx?)$/;
    const own = /^src\/domain\/(accreditation\/sight|disclosure\/(custody|custody-archive|custody-of-opinion|custody-of-rounds|custody-of-voices|outputs|byline-text)|synthesis\/(opinion-child|opinion-process|exchange-child|exchange-process|rules\/(opinion|exchange)\/[\w-]+)|report\/(manuscript|typeset\/.*)|record\/(chain|verify-main)|context|rights)\.tsx?$/;
    const files = filesUnder('src/domain', /\.tsx?$/);
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => !known.test(file) && !own.test(file))).toEqual([]);
  });

  // A file that does not fit on a few screens is two files; tables of styles and generated types are not read.
  it('has no file of more than 250 lines, nor has any other folder', () => {
    const long = filesUnder('src', /\.tsx?$/).filter((file) => !/db\/schema\.ts|style-sheet\.ts/.test(file) && textOf(file).split('\n').length > 251);
    expect(long).toEqual([]);
  });
});

describe('an address', () => {
  // What is inside a forum is never open to everyone, whatever a route's author was thinking of.
  it('inside a forum asks for a right in it', () => {
    for (const { path, needs } of openedAddresses()) if (path.startsWith('/f/')) expect(['everyone', 'bearer', 'signed-in', 'administrator'], path).not.toContain(needs);
  });
});
