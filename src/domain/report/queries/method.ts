import { onWhen } from '#platform/i18n/time.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import type { Marking } from '../../disclosure/model.ts';
import { deskPage } from '../../discussion/queries/desk-page.ts';
import { titleOf } from '../../programme/rules.ts';
import { endsOf } from '../../synthesis/queries/open-accounts.ts';
import { standingOfRequest } from '../../synthesis/rules/quotation.ts';
import type { Method, NotTaken, Turnout } from '../rules/annexes.ts';
import type { WordOf } from './printed-part.ts';
import type { WholeReport } from './whole-report.ts';

/** What the annexes tell: counted, never typed. */
export async function methodOf({ forums, paragraphs }: WholeReport, wordOf: WordOf, { locale, ceiling, now }: { locale: Locale; ceiling: Marking; now: Date }): Promise<Method> {
  const turnout: Turnout[] = [];
  const notTaken: NotTaken[] = [];
  const ends = { cited: 0, merged: 0, noted: 0, 'out-of-scope': 0, withdrawn: 0 };
  const requests = { granted: 0, refused: 0, lapsed: 0, asked: 0 };
  for (const { forum, roman, inside, texts, excerpts, quotations } of forums) {
    const desk = await deskPage(inside);
    const days = forum.opensAt && forum.closesAt ? `${onWhen(locale, forum.opensAt, forum.zone, { year: true })} – ${onWhen(locale, forum.closesAt, forum.zone, { year: true })}` : null;
    if (desk) turnout.push({ roman, title: titleOf(forum), days, accredited: desk.norms.registered, contributors: desk.norms.contributors, exactly: desk.norms.exactly, contributions: desk.texts.total, states: desk.states.filter(({ registered }) => registered > 0).length, languages: new Set(texts.map(({ lang }) => lang)).size });
    for (const { ref, end, reason } of await endsOf(inside)) {
      if (end) ends[end] += 1;
      const text = texts.find((one) => one.ref === ref);
      // A reason may say what the text did: it goes no further than the text.
      const told = text && text.visibility === 'shown' && mayRelease(text.marking, ceiling) ? reason : null;
      if (end === 'merged' || end === 'noted' || end === 'out-of-scope') notTaken.push({ reference: `${roman}/${ref}`, end, reason: told });
    }
    for (const request of quotations) {
      if (request.kind === 'notice') continue;
      const quote = excerpts.find(({ id }) => id === request.excerptId)?.quote ?? '';
      const standing = standingOfRequest([request], quote, now);
      if (standing !== 'none') requests[standing] += 1;
    }
  }
  const sentences = paragraphs.flatMap(({ id, sentences }) => sentences.map((sentence, i) => ({ id, sentence, i })));
  const words = sentences.flatMap(({ id, sentence, i }) => {
    const { computed, said } = wordOf(id, i);
    return sentence.word && computed && said && computed !== said ? [{ reference: sentence.rests.join(', '), computed, said, reason: sentence.word.reason }] : [];
  });
  return { turnout, notTaken, ends, words, requests, editorial: sentences.filter(({ sentence }) => sentence.editorial).length, sentences: sentences.length };
}
