import type { VNode } from 'preact';
import { WaitingList } from '../../discussion/ui/WaitingList.tsx';
import type { Locale } from '#platform/i18n/locales.ts';
import { number, say } from '#platform/i18n/say.ts';
import { stamp, timeLeft } from '#platform/i18n/time.ts';
import { SeatShape } from '#ui/Icon.tsx';
import { ShareBar, Tag } from '#ui/marks.tsx';
import type { Balance, FacilitationDesk as Desk } from '../queries/facilitation-desk.ts';
import { OnDuty } from './OnDuty.tsx';

type Props = { desk: Desk; locale: Locale; zone: string; now: Date; /** `/en/f/internet-2012-2` */ base: string };

/** Who is on, what waits and for how long, where voices and languages are missing, and flags that are mostly declined. */
export function FacilitationDesk({ desk, locale, zone, now, base }: Props): VNode {
  return (
    <div class="stack-6 desk">
      <header><h1>{say(locale, 'duty.desk.title')}</h1></header>
      <section class="stack" aria-labelledby="h-now"><div class="sec__head"><h2 id="h-now">{say(locale, 'duty.now')}</h2><a href={`${base}/mod/duty`}>{say(locale, 'duty.title')}</a></div><OnDuty roles={desk.onDuty} locale={locale} zone={zone} /></section>
      <section class="stack" aria-labelledby="h-waits"><div class="sec__head"><h2 id="h-waits">{say(locale, 'duty.waits')}</h2><a href={`${base}/mod`}>{say(locale, 'moderation.list.title')}</a></div>
        {desk.waits.length === 0 ? <p class="meta">{say(locale, 'duty.waits.none')}</p> : (
          <ul class="docs">{desk.waits.map(({ kind, count, since }) => <li>{kind === 'urgent' ? <Tag tone="danger">{number(locale, count)}</Tag> : <b class="num">{number(locale, count)}</b>} {say(locale, `duty.waits.${kind}`, { count })}<span class="meta">{say(locale, 'duty.waits.since', { when: stamp(locale, since, zone), ...timeLeft(now, since) })}</span></li>)}</ul>
        )}
      </section>
      {desk.discussion ? <WaitingList locale={locale} base={base} waiting={desk.discussion} /> : null}
      <Balances balance={desk.balance} locale={locale} base={base} />
      <section class="stack" aria-labelledby="h-flaggers"><h2 id="h-flaggers">{say(locale, 'duty.flaggers')}</h2>
        <p class="meta">{say(locale, 'duty.flaggers.lead')}</p>
        {desk.flaggers.length === 0 ? <p>{say(locale, 'duty.flaggers.none')}</p> : <ul class="docs">{desk.flaggers.map((line) => <li><Share part={line.declined} whole={line.flags} /> {say(locale, 'duty.flaggers.line', { count: line.flags, declined: line.declined, upheld: line.upheld, withdrawn: line.withdrawn, waiting: line.waiting })}</li>)}</ul>}
      </section>
    </div>
  );
}

function Balances({ balance, locale, base }: { balance: Balance; locale: Locale; base: string }): VNode {
  const categories = balance.categories.map((category) => (category ? <><span class={`cat-${category}`}><SeatShape category={category} /></span> {say(locale, `ui.category.${category}`)}</> : say(locale, 'duty.balance.notShown')));
  const kinds = ['d1', 'd3', 'd2', 'no', 'part', 'out'];
  const languages = balance.languages.map((language, j) => ({ text: `${language.toUpperCase()} ${number(locale, balance.sum.byLanguage[j] ?? 0)}`, count: balance.sum.byLanguage[j] ?? 0, kind: kinds[j % kinds.length] ?? 'out' }));
  return (
    <section class="stack" aria-labelledby="h-balance"><h2 id="h-balance">{say(locale, 'duty.balance')}</h2>
      <p class="meta">{say(locale, 'duty.balance.lead')}</p>
      {balance.sum.total === 0 ? null : <ShareBar label={`${say(locale, 'duty.balance.languages')}: ${languages.map(({ text }) => text).join(', ')}`} shares={languages} />}
      <div class="tablewrap" role="region" tabIndex={0} aria-labelledby="h-balance">
        <table class="table desk__voices" aria-labelledby="h-balance">
          <thead><tr><th scope="col">{say(locale, 'terms.guidingQuestion')}</th>{categories.map((text) => <th scope="col" class="r">{text}</th>)}{balance.languages.map((language) => <th scope="col" class="r">{language.toUpperCase()}</th>)}<th scope="col" class="r">{say(locale, 'discussion.desk.total')}</th></tr></thead>
          <tbody>{balance.rows.map((row) => (
            <tr><th scope="row"><a href={`${base}/q/${row.code}`}><span class="code num">{row.code}</span> <span lang="en">{row.shortText}</span></a></th>
              {[...row.byCategory, ...row.byLanguage].map((n) => <td class={`r${n === 0 ? ' is-none' : ''}`}><b class="num">{number(locale, n)}</b><Bar part={n} whole={row.total} /></td>)}
              <td class="r"><b class="num">{number(locale, row.total)}</b><Bar part={row.total} whole={balance.sum.total} strong /></td>
            </tr>
          ))}</tbody>
          <tfoot><tr><th scope="row">{say(locale, 'discussion.desk.total')}</th>{[...balance.sum.byCategory, ...balance.sum.byLanguage, balance.sum.total].map((n) => <td class="r"><b class="num">{number(locale, n)}</b></td>)}</tr></tfoot>
        </table>
      </div>
    </section>
  );
}

/** The number beside it as a share. */
function Bar({ part, whole, strong = false }: { part: number; whole: number; strong?: boolean }): VNode | null {
  if (whole === 0) return null;
  return <svg class="desk__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="4" /><rect class={strong ? 'strong' : 'plain'} width={(part / whole) * 100} height="4" /></svg>;
}

function Share({ part, whole }: { part: number; whole: number }): VNode {
  return <svg class="desk__bar desk__bar--line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="4" /><rect class="strong" width={whole === 0 ? 0 : (part / whole) * 100} height="4" /></svg>;
}
