import type { VNode } from 'preact';
import type { PrintedFinding } from '../../manuscript.ts';
import { Lines, langOf, type Printing, Sources } from './notes.tsx';

/** A finding as a passage between two rules: what is said, to whom, who stands behind it, who does not, and on what it rests. */
export function Finding({ finding, sheet, notes }: { finding: PrintedFinding } & Printing): VNode {
  const { classes, chip, sign } = kinds[finding.kind];
  const headId = `${finding.anchor}-kind`;
  return (
    <section class={classes} id={finding.anchor} aria-labelledby={headId}>
      <p class="row between">
        <span class={`codechip codechip--${chip}`} data-k={sign} id={headId}>
          {finding.kindText} {finding.reference}
        </span>
        {finding.standing === null ? null : <span class="meta">{finding.standing}</span>}
      </p>
      <p class="rec__t" lang={langOf(finding.lang)}>
        <Lines text={finding.text} />
      </p>
      <Facts finding={finding} words={sheet.words} />
      {finding.reservations.length === 0 ? null : (
        <div class="meta rsays">
          <b>{sheet.words.reservations}</b>
          <ul>
            {finding.reservations.map((reservation, index) => (
              <li key={String(index)}>
                <b>{reservation.body}</b> <Lines text={reservation.text} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {finding.replies?.length ? (
        <div class="meta rsays">
          <b>{sheet.words.replies}</b>
          <ul>
            {finding.replies.map((reply, index) => (
              <li key={String(index)}>
                <b>{reply.body}</b>{' '}
                <bdi lang={langOf(reply.lang)}>
                  <Lines text={reply.text} />
                </bdi>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {finding.opposing.length === 0 ? null : (
        <div class="meta rsays">
          <b>{sheet.words.contraryViews}</b>
          <Sources sources={finding.opposing} locale={sheet.locale} />
        </div>
      )}
      <FindingTrace finding={finding} sheet={sheet} notes={notes} />
    </section>
  );
}

const kinds = {
  challenge: { classes: 'gp gp--challenge', chip: 'challenge', sign: '!' },
  'good-practice': { classes: 'gp', chip: 'practice', sign: '+' },
  conclusion: { classes: 'gp gp--conclusion', chip: 'conclusion', sign: '=' },
  recommendation: { classes: 'rc', chip: 'recommend', sign: '→' },
} as const;

function Facts({ finding, words }: { finding: PrintedFinding; words: Printing['sheet']['words'] }): VNode | null {
  if (finding.addressee === null && finding.weight === null) return null;
  return (
    <p class="meta row">
      {finding.addressee === null ? null : (
        <span>
          <b>{words.addressee}</b> {finding.addressee}
        </span>
      )}
      {finding.weight === null ? null : (
        <span>
          <b>{words.weight}</b> {finding.weight}
        </span>
      )}
    </p>
  );
}

function FindingTrace({ finding, sheet, notes }: { finding: PrintedFinding } & Printing): VNode {
  const n = notes.get(finding.trace) ?? 0;
  return (
    <details class="trace meta" id={`note-${n}`}>
      <summary>
        <b>{n}</b> {sheet.words.trace} {finding.trace.reference}
      </summary>
      <p>{finding.trace.sentence}</p>
      <Sources sources={finding.trace.sources} locale={sheet.locale} />
    </details>
  );
}
