import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Tag } from '#ui/marks.tsx';
import type { CodeLine } from '../model.ts';
import type { ChosenText, ExcerptRow } from '../queries/workbench.ts';
import { CodeTicks } from './CodeTicks.tsx';

/** All excerpts of a text, with their places, findings and codes; those of an earlier wording say so and lead to the comparison. */
export function ExcerptList({ locale, here, finding, chosen, codes }: { locale: Locale; /** Where forms of this part go. */ here: string; /** Where findings are shown. */ finding: string; chosen: ChosenText; codes: readonly CodeLine[] }): VNode {
  return (
    <section class="stack" aria-labelledby="h-x"><h3 id="h-x">{say(locale, 'bench.excerpt.title')}</h3>
      {chosen.excerpts.length === 0 ? <p class="hint">{say(locale, 'bench.excerpt.none')}</p> : null}
      <ol class="excerpts">{chosen.excerpts.map((excerpt, i) => (
        <li id={`x-${i + 1}`}>
          <q lang={chosen.lang}>{excerpt.quote}</q>
          <p class="meta">{say(locale, 'bench.excerpt.place', { start: excerpt.start + 1, end: excerpt.end, revision: excerpt.revision })}{excerpt.findings.length ? <> · {excerpt.findings.map(({ reference, opposing }) => <a href={`${finding}/${reference}`}>{opposing ? say(locale, 'bench.excerpt.contrary', { ref: reference }) : reference}</a>)}</> : null}{excerpt.revision === chosen.revision ? null : <> · <b>{say(locale, 'synthesis.bench.changed')}</b></>}</p>
          <Codes locale={locale} here={here} number={i + 1} excerpt={excerpt} codes={codes} />
        </li>
      ))}</ol>
    </section>
  );
}

function Codes({ locale, here, number, excerpt, codes }: { locale: Locale; here: string; number: number; excerpt: ExcerptRow; codes: readonly CodeLine[] }): VNode {
  const shown = excerpt.codes.filter((code, i, all) => all.findIndex(({ id }) => id === code.id) === i);
  const others = (id: string) => !excerpt.codes.some((code) => code.id === id && code.own);
  return (
    <>
      {shown.length ? <p class="row">{shown.map(({ id, label }) => <Tag>{label}{others(id) ? <span class="vh"> ({say(locale, 'bench.excerpt.byOthers')})</span> : null}</Tag>)}</p> : null}
      <details class="disclosure"><summary>{say(locale, 'bench.excerpt.codes', { number })}</summary>
        <form method="post" action={`${here}/code`}><input type="hidden" name="excerpt" value={excerpt.id} />
          <CodeTicks legend={say(locale, 'bench.excerpt.codes', { number })} codes={codes} chosen={excerpt.codes.filter(({ own }) => own).map(({ id }) => id)} none={say(locale, 'bench.codes.none')} />
          <button class="btn btn--s">{say(locale, 'bench.excerpt.save')}</button></form></details>
    </>
  );
}
