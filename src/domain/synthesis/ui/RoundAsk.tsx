import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Choices, type FormState, Select, TextArea } from '#ui/fields.tsx';
import type { RoundPage } from '../queries/rounds-page.ts';
import type { ShownItem } from '../rules/round-shown.ts';
import { Spread } from './RoundResult.tsx';

type P = { locale: Locale; /** Where answers go. */ action: string; page: RoundPage; form?: FormState | undefined };

/** What a round asks, item by item, with the reader's own last answer and what all answered in the round before. */
export function RoundAsk({ locale, action, page, form }: P): VNode {
  const { round, before, own, ownBefore } = page;
  const values = Array.from({ length: round.rating?.scale ?? round.items.length }, (_, i) => String(i + 1));
  const anchored = (value: string): string => (round.rating && value === '1' ? `${value} · ${round.rating.low}` : round.rating && value === String(round.rating.scale) ? `${value} · ${round.rating.high}` : value);
  const shown = before?.result?.shown;
  return (
    <form method="post" action={action} class="form">
      <p class="meta">{say(locale, round.kind === 'rating' ? 'rounds.ask.rating' : 'rounds.ask.ranking')}</p>
      {round.items.map(({ number, text }) => {
        const mine = own.find(({ item }) => item === number);
        const earlier = ownBefore.find(({ item }) => item === number);
        const last = shown?.kind === 'rating' ? shown.items.find((item) => item.number === number) : undefined;
        return (
          <fieldset class="field"><legend class="rec__t" lang={round.lang}>{number}. {text}</legend>
            {earlier ? <p class="meta">{say(locale, 'rounds.ask.last', { value: earlier.value })}</p> : null}
            {last ? <Before locale={locale} item={last} smallCell={page.smallCell} /> : null}
            {round.kind === 'rating'
              ? <Choices locale={locale} name={`v${number}`} label={say(locale, 'rounds.ask.value', { number })} value={mine ? String(mine.value) : undefined} options={values.map((value) => ({ value, text: anchored(value) }))} form={form} />
              : <Select locale={locale} name={`v${number}`} label={say(locale, 'rounds.ask.place', { number })} value={mine ? String(mine.value) : ''} options={[{ value: '', text: '–' }, ...values.map((value) => ({ value, text: value }))]} form={form} />}
            <TextArea locale={locale} name={`r${number}`} rows={2} label={say(locale, 'rounds.ask.reason', { number })} value={mine?.reason ?? ''} form={form} />
          </fieldset>
        );
      })}
      <button class="btn btn--primary">{say(locale, 'rounds.ask.button')}</button>
    </form>
  );
}

/** What all answered to an item in the round before, and by which reasons some differed. */
function Before({ locale, item, smallCell }: { locale: Locale; item: ShownItem; smallCell: number }): VNode {
  return <details class="mt-2"><summary>{say(locale, 'rounds.ask.before')}</summary><Spread locale={locale} item={item} smallCell={smallCell} /></details>;
}
