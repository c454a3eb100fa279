import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceOf, hiddenBy, namesAuthor, type TraitKind, type Traits } from './self-naming.ts';

const anna: Traits = { name: 'Anna Berger', email: 'anna.berger@example.org', bodies: ['Delegation of Austria', 'Délégation de l’Autriche', 'Делегация Австрии'], abbreviation: null, states: ['Austria', 'Autriche', 'Österreich', 'Austria', 'Австрия', 'Austria'] };
const dmitri: Traits = { name: 'Dmitri Sokolov', email: 'dmitri@example.org', bodies: ['Institute for Digital Rights', 'Institut für digitale Rechte', 'Институт цифровых прав'], abbreviation: 'IDR', states: [] };
const petra: Traits = { name: 'Петра Новикова', email: 'p.novikova@example.org', bodies: ['Police of Switzerland'], abbreviation: null, states: ['Switzerland', 'Suisse', 'Schweiz', 'Svizzera', 'Швейцария', 'Suiza'] };
const rolf: Traits = { name: 'Rolf Halden', email: 'rolf@example.org', bodies: ['Federal Police of Velmark', 'Bundespolizei Velmark', 'Федеральная полиция Вельмарка'], abbreviation: null, states: [] };
const all: TraitKind[] = ['name', 'address', 'signature', 'body'];
const found = (text: string, of: Traits) => namesAuthor(text, of, all).map(({ kind, words }) => `${kind}: ${words}`);

describe('a text that seems to name its author', () => {
  it('does so by a name, in whatever letters and case', () => {
    for (const [text, of, words] of [
      ['As I, Anna Berger, said on Monday.', anna, 'name: Anna Berger'],
      ['See Berger’s note of last year.', anna, 'name: Berger'],
      ['Comme Anna l’a écrit.', anna, 'name: Anna'],
      ['Das ist Bergers Vorschlag.', anna, 'name: Bergers'],
      ['Come ha detto la signora Berger.', anna, 'name: Berger'],
      ['Como escribió Berger en su informe.', anna, 'name: Berger'],
      ['По предложению Дмитрия Соколова.', dmitri, 'name: Дмитрия Соколова'],
      ['Об этом говорилось с Соколовым.', dmitri, 'name: Соколовым'],
      ['Обратитесь к Новиковой или к Петре.', petra, 'name: Новиковой'],
      ['Ask Novikova.', petra, 'name: Novikova'],
    ] as const) expect(found(text, of), text).toContain(words);
  });

  it('does so by an address or its first part', () => {
    expect(found('Write to Anna.Berger@example.org for the form.', anna)).toEqual(['address: Anna.Berger@example.org']);
    expect(found('The file is under p.novikova on the shared disk.', petra)).toEqual(['address: p.novikova']);
  });

  it('does so by what closes a letter', () => {
    for (const closing of ['Best regards,\nA friend', 'Mit freundlichen Grüßen\nA. B.', 'Cordialement,\nAB', 'Cordiali saluti\nX', 'С уважением,\nА. Б.', 'Atentamente,\nX']) {
      expect(found(`The hold is ninety days.\n\n${closing}`, dmitri), closing).toEqual([`signature: ${closing}`]);
    }
    expect(found('The hold is ninety days.\n\nD.S.', dmitri)).toEqual(['signature: D.S.']);
  });

  it('does so by its body or its State, with what is derived from the name', () => {
    for (const [text, of, words] of [
      ['In Austria the hold is confirmed by a judge.', anna, 'body: Austria'],
      ['The Austrian law says ninety days.', anna, 'body: Austrian'],
      ['Le droit autrichien prévoit un juge.', anna, 'body: autrichien'],
      ['Nach österreichischem Recht entscheidet ein Gericht.', anna, 'body: österreichischem'],
      ['Il diritto austriaco lo prevede.', anna, 'body: austriaco'],
      ['По австрийскому закону решает суд.', anna, 'body: австрийскому'],
      ['В Австрии решает суд.', anna, 'body: Австрии'],
      ['La ley austríaca lo exige.', anna, 'body: austríaca'],
      ['Our Institute for Digital Rights has published on this.', dmitri, 'body: Institute for Digital Rights'],
      ['Институт цифровых прав опубликовал доклад.', dmitri, 'body: Институт цифровых прав'],
      ['At IDR we keep no logs.', dmitri, 'body: IDR'],
      ['In Velmark the hold is confirmed by a prosecutor.', rolf, 'body: Velmark'],
      ['В Вельмарке решает прокурор.', rolf, 'body: Вельмарке'],
      ['По швейцарскому праву.', petra, 'body: швейцарскому'],
      ['In der Schweiz und im schweizerischen Recht.', petra, 'body: schweizerischen'],
    ] as const) expect(found(text, of), text).toContain(words);
  });

  it('is not suspected for nothing', () => {
    for (const [text, of] of [
      ['Preserve first, then disclose, then remove.', anna], ['Le berger garde ses moutons.', anna], ['Die Berge sind hoch, und der August ist warm.', anna],
      ['Il berlinese ha detto di no.', anna], ['Сохранить, затем раскрыть. Августовский отчёт готов, австралийский нет.', anna], ['El australiano lo ha dicho.', anna],
      ['A falcon is no “sokol” of ours.', dmitri], ['Соколиная охота разрешена.', dmitri], ['With regards to rights of digital institutes.', dmitri],
      ['The Federal Court and the Police of another State agree. Die Polizei auch.', rolf],
      ['Our Rights and the Digital age. Die Rechte aller.', dmitri],
      ['A new approach, a novice’s view.', petra], ['Новичков много, а новинок мало.', petra], ['The suite is swift.', petra],
      ['Best regards are due to the host. The hold is ninety days.\n\nThe order matters.\n\nThen the rest.\n\nAnd so on.\n\nIt ends here.', dmitri],
      ['> Best regards,\n> Somebody else', dmitri],
    ] as const) expect(found(text, of), text).toEqual([]);
  });

  it('is looked at for what its regime hides, and for nothing else', () => {
    const text = 'In Austria we do so.\n\nAnna Berger';
    expect(namesAuthor(text, anna, hiddenBy('named'))).toEqual([]);
    expect(namesAuthor(text, anna, hiddenBy('institution')).map(({ kind }) => kind)).toEqual(['name']);
    for (const regime of ['category', 'unattributed']) expect(namesAuthor(text, anna, hiddenBy(regime)).map(({ kind }) => kind), regime).toEqual(['body', 'name']);
  });

  it('is shown its words where they stand, each place once', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Anna', 'Berger', 'Austria', 'Австрии', 'hold', '\n', ' ', '.', 'anna.berger@example.org', 'Best regards', '𝔘')), (pieces) => {
      const text = pieces.join(' ');
      const tellings = namesAuthor(text, anna, all);
      for (const one of tellings) {
        expect(text.slice(one.start, one.end).trim()).toBe(one.words);
        expect(evidenceOf(text, one).words.trim()).toBe(one.words.replace(/\s+/g, ' '));
      }
      for (const [i, one] of tellings.entries()) if (i > 0) expect(one.start).toBeGreaterThanOrEqual(tellings[i - 1]?.end ?? 0);
    }));
  });

  it('is read in time, however long', () => {
    const began = performance.now();
    for (const text of ['Anna '.repeat(4_000), 'x'.repeat(20_000), ' '.repeat(20_000), '\n'.repeat(20_000), 'Österreich '.repeat(1_800), '-'.repeat(20_000)]) namesAuthor(text, anna, all);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
