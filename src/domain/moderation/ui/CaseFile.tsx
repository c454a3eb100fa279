import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Tag } from '#ui/marks.tsx';
import type { CasePage } from '../queries/case-page.ts';
import { Signals } from './Signals.tsx';

type Props = { locale: Locale; zone: string; base: string; page: CasePage; dress: (html: string) => string; judgeAt: string | null };

/** What a case is about: the text between its neighbours, why it is here, what happened to it. */
export function CaseFile({ locale, zone, base, page, dress, judgeAt }: Props): VNode {
  const { contribution } = page;
  const text = (html: string, lang: string) => <div class="read" lang={lang} dangerouslySetInnerHTML={{ __html: dress(html) }} />;
  const neighbours = (before: boolean) => page.neighbours.filter((n) => n.before === before).map((n) => <div class="ctx"><p class="meta"><a href={`${base}/c/${n.ref.replace('·', '-')}`}>{n.ref}</a></p>{text(n.html, n.lang)}</div>);
  return (
    <div class="stack-6">
      <section class="stack" aria-labelledby="context-h"><h2 id="context-h">{say(locale, page.forModerators ? 'moderation.case.context' : 'moderation.case.asFlagged')}</h2>
        {neighbours(true)}
        <div class="flagged"><p class="meta mt-4"><a href={`${base}/c/${contribution.ref.replace('·', '-')}`}>{contribution.ref}</a> · <span lang="en">{contribution.marking}</span> · {say(locale, `ui.regime.${contribution.regime}`)}</p><div class="mt-4 mb-4">{text(page.html, contribution.lang)}</div></div>
        {page.edited !== null ? <><h3>{say(locale, 'moderation.case.edited')}</h3><div class="flagged"><div class="mt-4 mb-4">{text(page.edited, contribution.lang)}</div></div></> : null}
        {neighbours(false)}
      </section>
      {page.material.length ? (
        <section class="stack" aria-labelledby="material-h"><h2 id="material-h">{say(locale, 'quarantine.inCase')}</h2>
          <ul class="log">{page.material.map((one) => <li><a href={`${base}/mod/quarantine/${one.ref}`}>{one.ref}</a> {say(locale, `quarantine.what.${one.what}`)} · {say(locale, `quarantine.state.${one.state}`)}</li>)}</ul>
        </section>
      ) : null}
      {page.forModerators ? <Flags locale={locale} zone={zone} page={page} /> : null}
      {page.forModerators ? <Signals locale={locale} signals={page.signals} judgeAt={judgeAt} /> : null}
      {page.forModerators && contribution.visibility === 'shown' ? <p><a href={`${base}/mod/quarantine?ref=${contribution.ref.replace('·', '-')}`}>{say(locale, 'quarantine.put.title')}</a></p> : null}
      {page.forModerators ? <p><a href={`${base}/mod/aids`}>{say(locale, 'aids.page.title')}</a></p> : null}
      {page.forModerators ? <section class="stack" aria-labelledby="history-h"><h2 id="history-h">{say(locale, 'moderation.case.history')}</h2><Steps locale={locale} zone={zone} steps={page.steps} /></section> : null}
    </div>
  );
}

function Flags({ locale, zone, page }: Pick<Props, 'locale' | 'zone' | 'page'>): VNode {
  return (
    <section class="stack" aria-labelledby="why-h"><h2 id="why-h">{say(locale, 'moderation.case.why')}</h2>
      {page.flags.map((flag, i) => (
        <div class="panel panel__body stack">
          <p class="meta">{say(locale, 'moderation.case.flag', { number: i + 1 })} · <time dateTime={flag.at.toISOString()}>{stamp(locale, flag.at, zone)}</time> {flag.urgent ? <Tag tone="danger">{say(locale, 'moderation.case.urgent')}</Tag> : null} {flag.withdrawnAt ? <Tag>{say(locale, 'moderation.case.flagWithdrawn')}</Tag> : null}</p>
          <p><b>{flag.rule}</b> {flag.sentence}</p>
          {flag.record ? <p class="meta">{say(locale, 'moderation.case.flagRecord', flag.record)}</p> : null}
        </div>
      ))}
    </section>
  );
}

/** Steps of a case, as they came. */
export function Steps({ locale, zone, steps }: Pick<Props, 'locale' | 'zone'> & { steps: CasePage['steps'] }): VNode {
  return <ul class="log">{steps.map((step) => <li><time dateTime={step.at.toISOString()}>{stamp(locale, step.at, zone)}</time>{say(locale, `moderation.step.${step.step}`)}{step.own ? ` (${say(locale, 'moderation.step.byYou')})` : ''}</li>)}</ul>;
}
