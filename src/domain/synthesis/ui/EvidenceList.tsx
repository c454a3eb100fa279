import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Callout, RefChip } from '#ui/marks.tsx';
import { Diff } from '#ui/WordDiff.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { Evidence } from '../queries/finding-page.ts';

type Props = { locale: Locale; /** Where the deeds go. */ here: string; base: string; evidence: readonly Evidence[]; opposing: boolean; typed: Readonly<Record<string, string>> };

/** What a finding rests on, or what opposes it; a source that changed since is compared, quoted anew or taken out. */
export function EvidenceList({ locale, here, base, evidence, opposing, typed }: Props): VNode {
  const [name, none] = opposing ? (['bench.finding.opposing', 'bench.finding.noOpposing'] as const) : (['bench.finding.support', 'bench.finding.noSupport'] as const);
  const listed = evidence.filter((one) => one.opposing === opposing);
  const id = opposing ? 'h-opposing' : 'h-support';
  return (
    <section aria-labelledby={id}><h2 id={id}>{say(locale, name)} <span class="count">{listed.length}</span></h2>
      {listed.length === 0 ? <p>{say(locale, none)}</p> : <ul class="found">{listed.map((one) => <li><One locale={locale} here={here} base={base} one={one} typed={typed['excerpt'] === one.id ? typed : {}} /></li>)}</ul>}
    </section>
  );
}

function One({ locale, here, base, one, typed }: { locale: Locale; here: string; base: string; one: Evidence; typed: Readonly<Record<string, string>> }): VNode {
  const deed = (name: string, text: string) => <button class="btn btn--s btn--quiet" name="deed" value={name}>{text}</button>;
  return (
    <div class="stack-2">
      <p class="meta"><RefChip href={`${base}/c/${one.ref.replace('·', '-')}`}>{one.ref}</RefChip> {one.byline ? bylineText(one.byline, locale) : null} · {say(locale, 'paper.version', { number: one.revision })}</p>
      <blockquote class="read pre" lang={one.lang}>{one.quote}</blockquote>
      {one.shown ? null : <Callout tone="danger"><p>{say(locale, 'bench.finding.notShown')}</p></Callout>}
      {one.changed ? (
        <Callout tone="now"><p>{say(locale, 'bench.finding.changed', { ref: one.ref, was: one.revision, is: one.changed.revision })} {say(locale, one.changed.stillStands ? 'bench.finding.stillStands' : 'bench.finding.gone')}</p>
          <Diff locale={locale} changes={one.changed.changes} />
          <form method="post" action={here} class="form"><input type="hidden" name="excerpt" value={one.id} /><input type="hidden" name="revision" value={one.changed.revision} /><input type="hidden" name="deed" value="move" />
            <div class="field"><label for={`q-${one.id}`}>{say(locale, 'synthesis.bench.quote')}</label><textarea class="textarea" id={`q-${one.id}`} name="quote" rows={3} lang={one.lang}>{typed['quote'] ?? one.quote}</textarea></div>
            <button class="btn btn--s">{say(locale, 'bench.finding.move', { is: one.changed.revision })}</button></form></Callout>
      ) : null}
      <form method="post" action={here} class="btns"><input type="hidden" name="excerpt" value={one.id} />{one.opposing ? deed('support', say(locale, 'bench.finding.sustain', { ref: one.ref })) : deed('oppose', say(locale, 'bench.finding.oppose', { ref: one.ref }))}{deed('drop', say(locale, 'bench.finding.drop', { ref: one.ref }))}</form>
    </div>
  );
}
