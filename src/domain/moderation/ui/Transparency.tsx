import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { number, say, sayAny } from '#platform/i18n/say.ts';
import { onWhen, when } from '#platform/i18n/time.ts';
import { Callout, Empty } from '#ui/marks.tsx';
import { grounds, measures } from '../model.ts';
import type { Transparency as View } from '../queries/transparency.ts';
import { automatedDeeds, decisionOutcomes, decisionTimes, type Figures, flagFates, type Told } from '../rules/figures.ts';
import type { RegisterLine } from '../rules/register.ts';
import { ruleKey } from '../rules.ts';
import { labelWords } from './Signals.tsx';

type Props = { view: View; locale: Locale; zone: string; /** Where the figures and, if it may be read here, the register are as files. */ files: { figures: string; decisions: string | null }; children?: ComponentChildren };
type Row = { text: ComponentChildren; n: Told };

/** What is published of a forum's moderation: each figure as a number and as a bar, what is not told as that. */
export function Transparency({ view: { k, asOf, next, figures, register }, locale, zone, files, children }: Props): VNode {
  return (
    <div class="stack-6 desk">
      <header><h1>{say(locale, 'transparency.title')}</h1><p class="lead mt-2">{say(locale, 'transparency.lead')}</p>
        {asOf ? <p class="meta mt-2">{say(locale, 'transparency.asOf', { when: when(locale, asOf, zone, { year: true }) })}{next ? <> {say(locale, 'transparency.next', { onWhen: onWhen(locale, next, zone) })}</> : null} {say(locale, 'transparency.held', { k })}</p> : null}
      </header>
      {figures ? (
        <>
          <p>{say(locale, 'transparency.hidden', { k })} <Hidden locale={locale} /></p>
          <Cases figures={figures} locale={locale} k={k} />
          <Flags figures={figures} locale={locale} k={k} />
          <Automated figures={figures} locale={locale} />
          <Aids figures={figures} locale={locale} />
          {files.decisions ? <Register register={register} locale={locale} k={k} decisions={files.decisions} /> : <p class="meta">{say(locale, 'transparency.register.inside')}</p>}
        </>
      ) : <Empty><p>{next ? say(locale, 'transparency.notYet', { onWhen: onWhen(locale, next, zone) }) : say(locale, 'transparency.notOpen')}</p></Empty>}
      {children}
      <p><a href={files.figures}>{say(locale, 'transparency.json')}</a></p>
    </div>
  );
}

function Cases({ figures: f, locale, k }: { figures: Figures; locale: Locale; k: number }): VNode {
  return (
    <section class="stack" aria-labelledby="h-cases"><h2 id="h-cases">{say(locale, 'transparency.cases')}</h2>
      <p>{f.decided === null ? say(locale, 'transparency.few', { k }) : say(locale, 'transparency.decided', { count: f.decided })}{f.medianMinutes === null ? null : <> {say(locale, 'transparency.median', { hours: Math.floor(f.medianMinutes / 60), minutes: f.medianMinutes % 60 })}</>}</p>
      {f.decided === null || f.decided === 0 ? null : (
        <>
          <Breakdown id="rule" locale={locale} rows={grounds.map((ground) => ({ text: ground === 'law' ? say(locale, 'transparency.law') : <><b class="num">{ground}</b> {sayAny(locale, ruleKey(ground))}</>, n: f.byRule[ground] }))} />
          <Breakdown id="measure" locale={locale} rows={measures.map((measure) => ({ text: say(locale, `moderation.measure.${measure}`), n: f.byMeasure[measure] }))} />
          <Breakdown id="outcome" locale={locale} rows={decisionOutcomes.map((outcome) => ({ text: say(locale, `transparency.outcome.${outcome}`), n: f.byOutcome[outcome] }))} />
          <Breakdown id="time" locale={locale} rows={decisionTimes.map((time) => ({ text: say(locale, `transparency.time.${time}`), n: f.byTime[time] }))} />
        </>
      )}
    </section>
  );
}

function Flags({ figures: f, locale, k }: { figures: Figures; locale: Locale; k: number }): VNode {
  const judged = (f.byFate.upheld ?? 0) + (f.byFate.declined ?? 0);
  const share = f.byFate.upheld === null || f.byFate.declined === null || judged === 0 ? null : Math.round((f.byFate.upheld / judged) * 100);
  return (
    <section class="stack" aria-labelledby="h-flags"><h2 id="h-flags">{say(locale, 'transparency.flags')}</h2>
      <p>{f.flags === null ? say(locale, 'transparency.flags.few', { k }) : say(locale, 'transparency.flags.made', { count: f.flags })}{share === null ? null : <> {say(locale, 'transparency.flags.share', { percent: share })}</>}</p>
      {f.flags ? <Breakdown id="fate" locale={locale} rows={flagFates.map((fate) => ({ text: say(locale, `transparency.fate.${fate}`), n: f.byFate[fate] }))} /> : null}
    </section>
  );
}

function Automated({ figures: { automatedAlone }, locale }: { figures: Figures; locale: Locale }): VNode {
  const all = automatedDeeds.reduce((n, deed) => n + automatedAlone[deed], 0);
  return (
    <section class="stack" aria-labelledby="h-automated"><h2 id="h-automated">{say(locale, 'transparency.automated')}</h2>
      <Callout tone={all === 0 ? 'ok' : 'danger'} icon={all === 0 ? 'check' : 'warning'}>{say(locale, 'transparency.automated.all', { count: all })}</Callout>
      <p class="meta">{say(locale, 'transparency.automated.known')} {say(locale, 'transparency.automated.how')}</p>
      <Breakdown id="automated" locale={locale} rows={automatedDeeds.map((deed) => ({ text: say(locale, `transparency.deed.${deed}`), n: automatedAlone[deed] }))} />
    </section>
  );
}

function Aids({ figures: { aids }, locale }: { figures: Figures; locale: Locale }): VNode {
  const head = ['aid', 'language', 'signals', 'right', 'overridden', 'notJudged'] as const;
  return (
    <section class="stack" aria-labelledby="h-aids"><h2 id="h-aids">{say(locale, 'transparency.aids')}</h2>
      <p class="meta">{say(locale, 'transparency.aids.lead')}</p>
      {aids.length === 0 ? <p>{say(locale, 'transparency.aids.none')}</p> : (
        <div class="tablewrap" role="region" tabIndex={0} aria-labelledby="h-aids"><table class="table">
          <thead><tr>{head.map((key, i) => <th scope="col" class={i > 1 ? 'r' : ''}>{say(locale, `transparency.aids.${key}`)}</th>)}</tr></thead>
          <tbody>{aids.map((line) => (
            <tr><th scope="row">{labelWords(locale, line.method, line.label)} <span class="meta">{sayAny(locale, `aids.method.${line.method}`)}</span></th><td>{line.language.toUpperCase()}</td>
              {([line.signals, line.right, line.overridden, line.notJudged]).map((n) => <td class="r"><Cell locale={locale} n={n} /><Bar n={n} of={line.signals} /></td>)}
            </tr>
          ))}</tbody>
        </table></div>
      )}
    </section>
  );
}

function Register({ register, locale, k, decisions }: { register: readonly RegisterLine[]; locale: Locale; k: number; decisions: string }): VNode {
  const words = ({ shown }: RegisterLine): string => {
    const parts = [shown.rule && (shown.rule === 'law' ? say(locale, 'transparency.law') : `${say(locale, 'transparency.rule')} ${shown.rule}`), shown.measure && sayAny(locale, `moderation.measure.${shown.measure}`), shown.duration && shown.duration !== 'none' && sayAny(locale, `transparency.duration.${shown.duration}`), shown.automated && say(locale, `transparency.aided.${shown.automated === 'yes' ? 'yes' : 'no'}`), shown.outcome && sayAny(locale, `transparency.outcome.${shown.outcome}`), shown.week];
    return parts.filter(Boolean).join(' · ') || say(locale, 'transparency.register.rest');
  };
  return (
    <section class="stack" aria-labelledby="h-register"><h2 id="h-register">{say(locale, 'transparency.register')}</h2>
      <p class="meta">{say(locale, 'transparency.register.lead', { k })}</p>
      {register.length === 0 ? <p>{say(locale, 'transparency.register.none')}</p> : (
        <>
          <ul class="docs">{register.map((group) => <li><b class="num">{number(locale, group.count)} ×</b> {words(group)}</li>)}</ul>
          <p><a href={`${decisions}.csv`}>{say(locale, 'transparency.register.csv')}</a> · <a href={`${decisions}.json`}>{say(locale, 'transparency.register.json')}</a></p>
        </>
      )}
    </section>
  );
}

function Breakdown({ id, rows, locale }: { id: 'rule' | 'measure' | 'outcome' | 'time' | 'fate' | 'automated'; rows: readonly Row[]; locale: Locale }): VNode {
  const top = Math.max(1, ...rows.map(({ n }) => n ?? 0));
  return (
    <table class="table tr__table"><caption>{say(locale, `transparency.by.${id}`)}</caption>
      <thead class="vh"><tr><th scope="col">{say(locale, `transparency.by.${id}`)}</th><th scope="col">{say(locale, 'transparency.number')}</th></tr></thead>
      <tbody>{rows.map(({ text, n }) => <tr><th scope="row">{text}</th><td class="r"><Cell locale={locale} n={n} /><Bar n={n} of={top} /></td></tr>)}</tbody>
    </table>
  );
}

function Cell({ locale, n }: { locale: Locale; n: Told }): VNode {
  return n === null ? <Hidden locale={locale} /> : <b class="num">{number(locale, n)}</b>;
}

const Hidden = ({ locale }: { locale: Locale }): VNode => <span class="desk__hidden"><span aria-hidden="true">…</span><span class="vh">{say(locale, 'discussion.desk.hidden')}</span></span>;

/** The number beside it as a bar; none for what is not told, where an empty one would read as nought. */
function Bar({ n, of }: { n: Told; of: Told }): VNode | null {
  return n === null ? null : <svg class="desk__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="4" />{n && of ? <rect class="strong" width={Math.min(100, (n / of) * 100)} height="4" /> : null}</svg>;
}
