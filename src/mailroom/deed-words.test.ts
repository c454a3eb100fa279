import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingValues } from '#domain/adoption/model.ts';
import { flagIn, objectionIn, ratingsIn, saysAccept, saysYes } from './deed-words.ts';

describe('an answer that decides', () => {
  it('is yes or no in any of the six languages, with or without a sign after it', () => {
    for (const text of ['YES', 'yes.', 'Oui !', 'Ja, so ist es.', 'Sì', 'да', '  \nПодтверждаю.\n', 'Sí', '«Да»']) expect(saysYes(text), text).toBe(true);
    for (const text of ['No', 'nein.', 'НЕТ', 'non', 'Отмена']) expect(saysYes(text), text).toBe(false);
  });

  it('is neither where it only begins like one', () => {
    for (const text of ['', 'Yesterday I wrote.', 'Давайте подождём', 'Yes and no', 'No idea what this is', 'nonsense', 'Thank you, yes', 'Да нет, наверное']) expect(saysYes(text), text).toBeNull();
  });

  it('accepts an invitation by a word of its own: a mere yes, or thanks, takes no seat', () => {
    for (const text of ['ПРИНИМАЮ', 'I accept.', 'J\'accepte', 'Ich nehme an', 'Accetto', 'Acepto']) expect(saysAccept(text), text).toEqual({ yes: true, said: '' });
    expect(saysAccept('Принимаю: Дмитрий Соколов')).toEqual({ yes: true, said: 'Дмитрий Соколов' });
    expect(saysAccept('Отказываюсь.')).toEqual({ yes: false, said: '' });
    for (const text of ['Да', 'yes', 'Спасибо, принимаю', 'Принимаю к сведению', 'I accept that this may be spam']) expect(saysAccept(text), text).toBeNull();
  });
});

describe('breaking silence by letter', () => {
  it('takes the bare word, with a reason or without', () => {
    expect(objectionIn('ВОЗРАЖЕНИЕ')).toEqual({ kind: 'objection' });
    expect(objectionIn('Objection: the term is unclear.\nSee above.')).toEqual({ kind: 'objection', text: 'the term is unclear.\nSee above.' });
    expect(objectionIn('Поправка\n\nЗаменить «час» на «день».')).toEqual({ kind: 'amendment', text: 'Заменить «час» на «день».' });
    expect(objectionIn('Änderungsantrag – ein Tag statt einer Stunde')).toEqual({ kind: 'amendment', text: 'ein Tag statt einer Stunde' });
  });

  it('never takes for an objection what denies one, nor an amendment of nothing', () => {
    for (const text of ['No objection', 'Возражений нет', 'Мы не возражаем', 'Возражение отсутствует', 'Objection withdrawn', 'Kein Einwand', 'Einwand haben wir nicht', 'We do not object', 'Aucune objection', 'Поправка', 'Amendment:', 'Re: objection', '']) expect(objectionIn(text), text).toBeNull();
  });
});

describe('ratings by letter', () => {
  it('are read from a word or a number of the scale, in six languages, however the reference is written', () => {
    const said: readonly [string, string, string][] = [['R-01: 1', 'R-01', 'support'], ['r1 2', 'R-01', 'can-accept'], ['R 3 - Поддерживаю', 'R-03', 'support'], ['F-02 — Неприемлемо', 'F-02', 'cannot-accept'], ['R-01: no aceptable', 'R-01', 'cannot-accept'], ['R-01: Nicht annehmbar.', 'R-01', 'cannot-accept'], ['II/R-04 = Soutien', 'R-04', 'support'], ['• R-01. non accettabile', 'R-01', 'cannot-accept']];
    for (const [line, reference, value] of said) expect(ratingsIn(line), line).toEqual({ ok: true, ratings: [{ reference, value }] });
  });

  it('take the sentence beside or below, and leave greeting and closing out', () => {
    expect(ratingsIn('Добрый день!\n\nR-01: 3, срок слишком короткий\nи непонятен.\nR-02: приемлемо\n\nС уважением,\n')).toEqual({ ok: true, ratings: [{ reference: 'R-01', value: 'have-concerns', comment: 'срок слишком короткий\nи непонятен.' }, { reference: 'R-02', value: 'can-accept' }] });
  });

  it('are not read at all where one line is unclear, or says two things of one finding', () => {
    expect(ratingsIn('R-01: 1\nR-02: maybe')).toEqual({ ok: false, unclear: ['R-02: maybe'] });
    expect(ratingsIn('R-01: 1\nR-01: 4')).toEqual({ ok: false, unclear: ['R-01: 4'] });
    for (const text of ['', 'I support everything', 'R-01', 'R-01: 5', 'R-01: 12', 'R-01: not support']) expect(ratingsIn(text).ok, text).toBe(false);
  });

  it('never invent one: what was not written is not rated', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const read = ratingsIn(text);
      if (read.ok) for (const { reference, value } of read.ratings) {
        expect(text.toUpperCase()).toContain(reference.slice(0, 1));
        expect(ratingValues).toContain(value);
      }
    }), { numRuns: 60 });
  });
});

it('a flag names a rule and says why', () => {
  const rules = ['3.1', '4.2'];
  expect(flagIn('4.2: указывает на одного человека', rules)).toEqual({ rule: '4.2', sentence: 'указывает на одного человека' });
  expect(flagIn('3.1\nInsulting.', rules)).toEqual({ rule: '3.1', sentence: 'Insulting.' });
  for (const text of ['', '4.2', '9.9 x', '4.25 x', 'It insults.', '4 2 x']) expect(flagIn(text, rules), text).toBeNull();
});
