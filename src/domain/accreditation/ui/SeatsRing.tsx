import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { categories, type Category } from '../../disclosure/model.ts';

type Props = { locale: Locale; /** Seats by category; null where there are too few to be told. */ cells: Readonly<Partial<Record<Category, number | null>>>; /** The smallest number that is told. */ k: number };

/** Degrees left empty between two categories. */
const gap = 8;

/**
 * The seats round the table, a tick each, in the colours of their categories: the forum's mark with its own numbers.
 * Categories too small to be counted out are not drawn, since their ticks could be counted; the list beside it says so.
 */
export function SeatsRing({ locale, cells, k }: Props): VNode | null {
  const drawn = categories.flatMap((category) => (cells[category] ? [{ category, count: cells[category] ?? 0 }] : []));
  const total = drawn.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const step = (360 - gap * drawn.length) / total;
  let angle = gap / 2 + step / 2;
  const name = drawn.map(({ category, count }) => `${say(locale, `ui.category.${category}`)} ${count}`).join(', ');
  return (
    <figure class="hero__fig">
      <svg viewBox="-100 -100 200 200" width="240" height="240" role="img" aria-label={name}>
        {drawn.map(({ category, count }) => {
          const ticks = Array.from({ length: count }, (_, i) => angle + i * step);
          angle += count * step + gap;
          return <g class={`cat-${category}`} fill="currentColor">{ticks.map((at) => <rect x="-2" y="-96" width="4" height="20" rx="1" transform={`rotate(${at.toFixed(2)})`} />)}</g>;
        })}
        <text class="ring__n" x="0" y="6" text-anchor="middle">{total}</text>
        <text class="ring__of" x="0" y="28" text-anchor="middle">{say(locale, 'accreditation.ring.seats', { count: total })}</text>
      </svg>
      <figcaption>{Object.values(cells).includes(null) ? say(locale, 'accreditation.ring.captionSome', { k }) : say(locale, 'accreditation.ring.caption')}</figcaption>
    </figure>
  );
}
