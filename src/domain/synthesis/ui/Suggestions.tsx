import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { SubmissionId } from '#ui/fields.tsx';
import { Tag } from '#ui/marks.tsx';
import type { Leads } from '../queries/leads.ts';
import type { ShownSuggestion } from '../queries/suggestions.ts';
import type { SuggestionsRecord } from '../queries/suggestion-record.ts';

type About = { about: 'text' | 'part' | 'codes'; at: string };
type Props = About & { locale: Locale; /** Where a judgement goes. */ judgeAt: string; /** The bench of the forum, for references. */ bench: (ref: string) => string };

/** What aids suggest, in dashes: each with its reason, its limit, its track record, and a choice for it alone. */
export function Suggestions({ list, ...props }: Props & { list: readonly ShownSuggestion[] }): VNode {
  const { locale } = props;
  return (
    <section class="stack" aria-labelledby="h-suggest"><h2 id="h-suggest">{say(locale, 'suggest.title')}</h2>
      <p class="meta">{list.length === 0 ? say(locale, 'suggest.none') : say(locale, 'suggest.lead')}</p>
      {list.map((one) => <One {...props} one={one} />)}
    </section>
  );
}

/** What each contribution leads with, question by question. */
export function LeadDigest({ leads, ...props }: Props & { leads: Leads }): VNode {
  const { locale } = props;
  return (
    <div class="stack-6">
      <div><h1>{say(locale, 'suggest.leads.title')}</h1><p class="lead">{say(locale, 'suggest.leads.lead')}</p><p class="meta">{say(locale, 'suggest.record', leads.record)}</p></div>
      {leads.questions.length === 0 ? <p>{say(locale, 'suggest.none')}</p> : null}
      {leads.questions.map(({ code, leads: list, more }) => (
        <section class="stack" aria-labelledby={`h-${code}`}><h2 id={`h-${code}`}>{code}</h2>
          {list.map((one) => <One {...props} one={one} />)}
          {more > 0 ? <p class="meta">{say(locale, 'suggest.leads.more', { count: more })}</p> : null}</section>
      ))}
    </div>
  );
}

/** How often what each method suggested was taken up, by language. */
export function SuggestionRecordTable({ locale, record: { lines, pointed } }: { locale: Locale; record: SuggestionsRecord }): VNode {
  const title = say(locale, 'suggest.recordTitle');
  return (
    <section class="stack" aria-labelledby="h-record"><h2 id="h-record">{title}</h2>
      {lines.length === 0 ? <p>{say(locale, 'suggest.noRecord')}</p> : (
        <div class="tablewrap" tabIndex={0} role="region" aria-label={title}><table class="table"><thead><tr>{(['method', 'language', 'accepted', 'dismissed'] as const).map((key) => <th scope="col">{say(locale, `suggest.head.${key}`)}</th>)}</tr></thead>
          <tbody>{lines.map((line) => <tr><th scope="row">{say(locale, `suggest.method.${line.method}`)}</th><td>{line.language.toUpperCase()}</td><td class="r">{line.accepted}</td><td class="r">{line.dismissed}</td></tr>)}</tbody></table></div>
      )}
      {pointed.kept + pointed.dropped > 0 ? <p>{say(locale, 'suggest.pointed', pointed)}</p> : null}
    </section>
  );
}

function One({ locale, about, at, judgeAt, bench, one }: Props & { one: ShownSuggestion }): VNode {
  const { passage, shared, neighbours, like, percent } = one;
  const words = new Intl.ListFormat(locale, { type: 'unit' }).format(shared);
  return (
    <div class="suggest stack">
      <p class="row"><b>{headline(locale, one)}</b><Tag>{say(locale, 'suggest.only')}</Tag></p>
      {passage ? <p><a class="pararef" href={bench(passage.ref)} data-turbo-frame="_top">{passage.ref}</a> <q lang={one.language}>{passage.text}</q></p> : null}
      <ul>
        {like && one.method === 'similar' ? <li>{say(locale, 'suggest.like', { ref: like.ref })} <q lang={one.language}>{like.quote}</q></li> : null}
        {percent !== null && one.method !== 'near-copy' ? <li>{say(locale, 'suggest.percent', { percent })}</li> : null}
        {one.method === 'near-copy' && percent !== null ? <li>{say(locale, 'suggest.sameWords', { percent })}</li> : null}
        {shared.length > 0 ? <li>{say(locale, one.method === 'theme' ? 'suggest.apart' : 'suggest.shared')} <span lang={one.language}>{words}</span></li> : null}
        {neighbours.map((near) => <li><a class="pararef" href={bench(near.ref)} data-turbo-frame="_top">{near.ref}</a> <q lang={one.language}>{near.quote}</q>{near.percent > 0 ? <> · {say(locale, 'suggest.percent', { percent: near.percent })}</> : null}</li>)}
      </ul>
      <p class="meta">{say(locale, `suggest.limit.${one.method}`)} {say(locale, 'suggest.record', one.record)}</p>
      <form method="post" action={judgeAt} class="row" data-turbo-frame="_top"><SubmissionId /><input type="hidden" name="suggestion" value={one.id} /><input type="hidden" name="about" value={about} /><input type="hidden" name="at" value={at} />
        <button class="btn btn--s" name="outcome" value="accepted">{say(locale, `suggest.accept.${one.method}`)}</button>
        <button class="btn btn--s btn--quiet" name="outcome" value="dismissed">{say(locale, 'suggest.dismiss')}</button></form>
    </div>
  );
}

function headline(locale: Locale, { method, codes, label, like }: ShownSuggestion): string {
  switch (method) {
    case 'neighbours':
      return say(locale, 'suggest.headline.neighbours', { code: codes[0]?.label ?? '' });
    case 'similar':
      return codes.length > 0 ? say(locale, 'suggest.headline.similarCoded', { codes: codes.map((code) => code.label).join(', ') }) : say(locale, 'suggest.headline.similar');
    case 'theme':
      return say(locale, 'suggest.headline.theme', { label: label ?? '' });
    case 'near-copy':
      return say(locale, 'suggest.headline.copy', { ref: like?.ref ?? '' });
    case 'lead':
      return say(locale, 'suggest.headline.lead');
    case 'model':
      return codes[0] ? say(locale, 'suggest.headline.modelCoded', { code: codes[0].label }) : say(locale, 'suggest.headline.model');
    default:
      return method satisfies never;
  }
}
