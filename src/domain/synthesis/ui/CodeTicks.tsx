import type { VNode } from 'preact';
import type { CodeLine } from '../model.ts';

/** The tree of codes to choose from, each under its parent. */
export function CodeTicks({ legend, codes, chosen, none }: { legend: string; codes: readonly CodeLine[]; chosen: readonly string[]; none: string }): VNode {
  return (
    <fieldset class="field"><legend class="label">{legend}</legend>
      {codes.length === 0 ? <p class="hint">{none}</p> : <ul class="codeticks">{codes.map((code) => <li class={`in-${Math.min(code.depth, 4)}`}><label class="choice choice--plain"><input type="checkbox" name="codes" value={code.id} checked={chosen.includes(code.id)} /><span>{code.label}</span></label></li>)}</ul>}
    </fieldset>
  );
}
