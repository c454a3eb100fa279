import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import { dayOf } from '#platform/i18n/time.ts';
import { Columns } from '#ui/marks.tsx';
import type { AidsPage } from '../queries/aids-page.ts';
import { labelWords } from './Signals.tsx';

/** The lists in force and the aids' track record: a picture by language, and every figure in a table. */
export function AidsRecord({ locale, zone, here, page: { lists, record, byLanguage } }: { locale: Locale; zone: string; here: string; page: AidsPage }): VNode {
  const title = say(locale, 'aids.page.title');
  const head = (...keys: readonly ('language' | 'version' | 'entries' | 'since' | 'method' | 'signals' | 'right' | 'overridden')[]) => <thead><tr>{keys.map((key) => <th scope="col">{say(locale, `aids.page.${key}`)}</th>)}</tr></thead>;
  return (
    <div class="stack-6">
      <h1>{title}</h1>
      <p class="lead">{say(locale, 'aids.page.lead')}</p>
      <section class="stack">
        <h2>{say(locale, 'aids.page.signals')}</h2>
        {record.length === 0 ? <p>{say(locale, 'aids.page.noRecord')}</p> : (
          <div class="stack">
            <Columns label={say(locale, 'aids.page.byLanguage')} columns={byLanguage.map(({ language, right, judged }) => ({ text: `${language.toUpperCase()} /${judged}`, count: right }))} />
            <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'aids.page.signals')}><table class="table">{head('method', 'language', 'right', 'overridden')}
              <tbody>{record.map((line) => <tr><th scope="row">{labelWords(locale, line.method, line.label)} <span class="meta">{sayAny(locale, `aids.method.${line.method}`)}</span></th><td>{line.language.toUpperCase()}</td><td class="r">{line.right}</td><td class="r">{line.overridden}</td></tr>)}</tbody></table></div>
          </div>
        )}
      </section>
      <section class="stack">
        <h2>{say(locale, 'aids.page.lists')}</h2>
        {lists.length === 0 ? <p>{say(locale, 'aids.page.noLists')}</p> : (
          <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'aids.page.lists')}><table class="table">{head('language', 'version', 'entries', 'since')}
            <tbody>{lists.map((list) => <tr><th scope="row">{list.language.toUpperCase()}</th><td>{list.version}</td><td class="r">{list.entries}</td><td><time dateTime={list.loadedAt.toISOString()}>{dayOf(locale, list.loadedAt, zone, { year: true })}</time></td></tr>)}</tbody></table></div>
        )}
        <p><a class="btn" href={`${here}/words`}>{say(locale, 'words.title')}</a></p>
      </section>
    </div>
  );
}
