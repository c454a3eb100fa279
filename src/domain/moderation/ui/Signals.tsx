import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { isMessage, say, sayAny } from '#platform/i18n/say.ts';
import { SubmissionId } from '#ui/fields.tsx';
import { Tag } from '#ui/marks.tsx';
import type { Evidence, Lowering, Method } from '../aids/signal.ts';
import { ruleKey } from '../rules.ts';
import type { ShownSignal } from '../queries/signals.ts';

type Props = { locale: Locale; signals: readonly ShownSignal[]; /** Where a moderator judges them; null for who may not. */ judgeAt: string | null };

/** What aids observed in a text: each with its reason, its method and how often it was right; and nothing else. */
export function Signals({ locale, signals, judgeAt }: Props): VNode {
  return (
    <section class="stack" aria-labelledby="aids-h">
      <h2 id="aids-h">{say(locale, 'aids.title')}</h2>
      {signals.length === 0 ? <p class="meta">{say(locale, 'aids.none')}</p> : <p class="meta">{say(locale, 'aids.lead')}</p>}
      {signals.map((signal) => (
        <div class="suggest stack">
          <p class="row"><b>{labelWords(locale, signal.method, signal.label)}</b><Tag>{say(locale, 'aids.only')}</Tag></p>
          {signal.rule ? <p>{say(locale, 'aids.rule', { rule: `${signal.rule} ${sayAny(locale, ruleKey(signal.rule))}` })}</p> : null}
          <ul>{reasons(locale, signal.evidence).map((line) => <li>{line}</li>)}</ul>
          <p class="meta">{say(locale, 'aids.confidence', { method: say(locale, `aids.method.${signal.method}`), version: signal.version, percent: Math.round(signal.confidence * 100) })}</p>
          <p class="meta">{say(locale, 'aids.record', signal.record)}</p>
          {signal.outcome ? <p>{say(locale, `aids.judged.${signal.outcome}`)}</p> : judgeAt ? (
            <form method="post" action={`${judgeAt}/${signal.id}`} class="row"><SubmissionId />
              <button class="btn" name="outcome" value="right">{say(locale, 'aids.judge.right')}</button>
              <button class="btn" name="outcome" value="overridden">{say(locale, 'aids.judge.overridden')}</button>
            </form>
          ) : null}
        </div>
      ))}
    </section>
  );
}

/** What a signal is called: the house's own aids by their label, a classifier by the word it uses. */
export function labelWords(locale: Locale, method: Method | string, label: string): string {
  const key = `aids.label.${label}`;
  return method !== 'classifier' && isMessage(key) ? sayAny(locale, key) : say(locale, 'aids.label.classifier', { label });
}

const why = (locale: Locale, lowered: readonly Lowering[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(lowered.map((one) => say(locale, `aids.lowered.${one}`)));

/** The evidence in sentences, one for each thing that was seen; places are counted from one. */
function reasons(locale: Locale, evidence: Evidence): string[] {
  switch (evidence.kind) {
    case 'words':
      return evidence.matches.map(({ word, from, term, lowered }) => [say(locale, 'aids.match', { word, place: from + 1, term }), ...(lowered.length > 0 ? [say(locale, 'aids.lowered', { why: why(locale, lowered) })] : [])].join(' · '));
    case 'places':
      return evidence.matches.map(({ word, from }) => say(locale, 'aids.place', { word, place: from + 1 }));
    case 'links':
      return [say(locale, 'aids.links', { count: evidence.count, hosts: evidence.hosts.join(', ') })];
    case 'rate':
      return [say(locale, 'aids.rate', { count: evidence.count, minutes: evidence.minutes })];
    case 'duplicates':
      return evidence.similar.map(({ ref, percent }) => say(locale, 'aids.similar', { ref, percent }));
    case 'mass-flags':
      return [say(locale, 'aids.flags', { count: evidence.count, minutes: evidence.minutes })];
    case 'classifier':
      return [...(evidence.reason ? [evidence.reason] : []), ...evidence.matches.map(({ word, from }) => say(locale, 'aids.place', { word, place: from + 1 }))];
    default:
      return evidence satisfies never;
  }
}
