import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { ShownOpinion } from '../rules/opinion/shown.ts';

type Place = { x: number; y: number };
const [width, height, margin] = [470, 345, 34];

/** People who answered alike close together, each group with its own colour, shape and outline; drawn on the server. */
export function OpinionMap({ locale, shown: { map, groups } }: { locale: Locale; shown: ShownOpinion }): VNode | null {
  if (!map || map.length === 0) return null;
  const at = scaled(map);
  const label = say(locale, 'opinion.map.label', { people: map.length, groups: groups.length });
  return (
    <svg class="chart om" viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={label}>
      {groups.map(({ letter, size }) => {
        const places = map.filter(({ group }) => group === letter).map(at);
        return (
          <g class={`om__g om__g--${letter.toLowerCase()}`}>
            <path class="om__h" d={`M${outline(places).map(({ x, y }) => `${short(x)} ${short(y)}`).join('L')}Z`} />
            {places.map((place) => mark(letter, place))}
            <text x={short(middle(places.map(({ x }) => x)))} y={short(Math.max(14, Math.min(...places.map(({ y }) => y)) - 10))} text-anchor="middle">{say(locale, 'opinion.group', { letter })} · {size}</text>
          </g>
        );
      })}
    </svg>
  );
}

function mark(letter: string, { x, y }: Place): VNode {
  if (letter === 'B') return <path d={`M${short(x)} ${short(y - 5.5)}l6 10.5h-12z`} />;
  if (letter === 'C') return <rect x={short(x - 4.5)} y={short(y - 4.5)} width="9" height="9" />;
  if (letter === 'D') return <path d={`M${short(x)} ${short(y - 6)}l6 6l-6 6l-6 -6z`} />;
  return letter === 'E' ? <path d={`M${short(x - 5)} ${short(y)}h10M${short(x)} ${short(y - 5)}v10`} class="om__x" /> : <circle cx={short(x)} cy={short(y)} r="4.5" />;
}

const short = (value: number): number => Math.round(value * 10) / 10;
const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;

function scaled(map: readonly Place[]): (place: Place) => Place {
  const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [[left, right], [low, high]] = [range(map.map(({ x }) => x)), range(map.map(({ y }) => y))];
  // One scale for both directions: a distance across means what a distance upwards means.
  const scale = Math.min((width - 2 * margin) / Math.max(right - left, 1e-9), (height - 2 * margin) / Math.max(high - low, 1e-9));
  return ({ x, y }) => ({ x: width / 2 + (x - (left + right) / 2) * scale, y: height / 2 - (y - (low + high) / 2) * scale });
}

/** The convex outline of some places, by Andrew's monotone chain. */
function outline(places: readonly Place[]): Place[] {
  const sorted = [...places].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (from: readonly Place[]) => {
    const chain: Place[] = [];
    for (const p of from) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  const whole = [...half(sorted), ...half([...sorted].reverse())];
  return whole.length > 0 ? whole : sorted.slice(0, 1);
}

const turn = (a: Place | undefined, b: Place | undefined, c: Place): number => (a && b ? (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) : 0);
