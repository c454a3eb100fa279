import type { VNode } from 'preact';
import { layersOf } from '../rules/layers.ts';
import type { ChosenText } from '../queries/workbench.ts';
import { drawnAs } from './kinds.tsx';

type Mark = { start: number; end: number; kind: string | null; number: number };

/** The text as written with all its excerpts: overlaps stack their lines, and each begins with its number. */
export function MarkedText({ chosen }: { chosen: ChosenText }): VNode {
  const marks: Mark[] = chosen.excerpts.flatMap(({ start, end, revision, findings }, i) => (revision === chosen.revision ? [{ start, end, kind: findings[0]?.kind ?? null, number: i + 1 }] : []));
  return <div class="read" lang={chosen.lang} data-passage-target="text" data-action="mouseup->passage#take keyup->passage#take">{layersOf(chosen.markdown, marks).map(({ text, marks: over, begins }) => <>{begins.map(({ number }) => <span class="exno" data-n={number}></span>)}{stacked(text, over)}</>)}</div>;
}

function stacked(text: string, marks: readonly Mark[]): VNode {
  return marks.reduceRight((inner, { kind }) => <span class={`ex ex--${drawnAs(kind).css}`} data-k={drawnAs(kind).sign}>{inner}</span>, <span>{text}</span>);
}
