import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import { Empty, Tag } from '#ui/marks.tsx';
import type { OpinionPage } from '../queries/opinion-page.ts';
import type { Shares, ShownStatement } from '../rules/opinion/shown.ts';
import { OpinionMap } from './OpinionMap.tsx';

type P = { locale: Locale; zone: string; page: OpinionPage };

/** The picture, or why there is none; how and when it was computed. */
export function OpinionPicture({ locale, zone, page }: P): VNode {
  const { result, smallCell } = page;
  if (!result) return <Empty><p>{say(locale, 'opinion.none.none-yet', { smallCell })}</p></Empty>;
  const { shown, computedAt } = result;
  return (
    <figure class="panel om__panel">
      {shown.noGroups ? <p>{say(locale, `opinion.none.${shown.noGroups}`, { smallCell })}</p> : shown.map ? <OpinionMap locale={locale} shown={shown} /> : <p>{say(locale, 'opinion.map.hidden')}</p>}
      {shown.noGroups ? null : <ul class="om__list">{shown.groups.map(({ letter, size }) => <li>{say(locale, 'opinion.group', { letter })}: {say(locale, 'opinion.people', { count: size })}</li>)}</ul>}
      <figcaption class="meta">{say(locale, 'opinion.computed', { when: when(locale, computedAt, zone), smallCell })} {say(locale, 'opinion.method', { method: result.method, seed: String(result.seed), votes: result.votes.slice(0, 12) })}</figcaption>
    </figure>
  );
}

/** Everything the picture shows, in figures: every statement, by group and by answer. */
export function OpinionTable({ locale, page }: Pick<P, 'locale' | 'page'>): VNode | null {
  const { result, statements } = page;
  if (!result) return null;
  const wording = new Map(statements.map((s) => [s.number, s]));
  const standsFor = (number: number) => result.shown.groups.filter((g) => g.standsFor.some((s) => s.number === number)).map(({ letter }) => letter);
  return (
    <section aria-labelledby="h-st">
      <h2 id="h-st">{say(locale, 'opinion.table')}</h2>
      <div class="tablewrap" tabIndex={0} role="region" aria-labelledby="h-st">
        <table class="table stm">
          <thead><tr><th scope="col">{say(locale, 'opinion.statement')}</th><th scope="col">{say(locale, 'opinion.shares')}</th></tr></thead>
          <tbody>
            {result.shown.statements.map((shown) => {
              const statement = wording.get(shown.number);
              return statement ? (
                <tr>
                  <th scope="row"><span class="rd" lang={statement.lang}>{statement.text}</span><br />{marks(locale, shown, standsFor(shown.number))}</th>
                  <td>{shown.groups.map(({ letter, shares }) => bar(locale, letter, shares))}{bar(locale, '∑', shown.all)}</td>
                </tr>
              ) : null;
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function marks(locale: Locale, { mark }: ShownStatement, letters: readonly string[]): VNode {
  return <>{mark === 'unites' ? <Tag tone="ok">{say(locale, 'opinion.unites')}</Tag> : mark === 'divides' ? <Tag tone="now">{say(locale, 'opinion.divides')}</Tag> : null}{letters.map((letter) => <> <Tag>{say(locale, 'opinion.standsFor', { letter })}</Tag></>)}</>;
}

function bar(locale: Locale, letter: string, shares: Shares): VNode {
  const name = letter === '∑' ? say(locale, 'opinion.everybody') : say(locale, 'opinion.group', { letter });
  return (
    <span class={`gb om__g--${letter === '∑' ? 'all' : letter.toLowerCase()}`}>
      <span aria-hidden="true">{letter}</span>
      <svg class="gb__t" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="om__bar" x="0" y="0" width={shares?.agree ?? 0} height="8" /></svg>
      <b class="num" aria-hidden="true">{shares ? `${shares.agree}%` : '–'}</b>
      <span class="om__words">{shares ? say(locale, 'opinion.cell', { name, ...shares }) : say(locale, 'opinion.cellHidden', { name })}</span>
    </span>
  );
}
