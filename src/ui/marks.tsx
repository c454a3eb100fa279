import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

/** The handling label in its own colours on black; never translated, the same in both themes. */
export function Tlp({ label, large = false }: { label: string; large?: boolean }): VNode {
  const colour = label.startsWith('TLP:AMBER') ? ' tlp--amber' : label === 'TLP:RED' ? ' tlp--red' : label === 'TLP:GREEN' ? ' tlp--green' : '';
  return <span class={`tlp${colour}${large ? ' tlp--l' : ''}`} lang="en" translate={false}>{label}</span>;
}

/** A short reference with its link: the smallest and most used thing on our pages. */
export function RefChip({ href, children }: { href: string; children: ComponentChildren }): VNode {
  return <a class="pararef" href={href}>{children}</a>;
}

/** A word or two in a frame. */
export function Tag({ children, tone, icon }: { children: ComponentChildren; tone?: 'now' | 'ok' | 'danger' | 'accent' | 'attr'; icon?: IconName }): VNode {
  return <span class={`tag${tone ? ` tag--${tone}` : ''}`}>{icon ? <Icon name={icon} /> : null}{children}</span>;
}

/** Something the reader should not miss; its first sentence says it all. */
export function Callout({ children, tone, icon = 'warning' }: { children: ComponentChildren; tone?: 'now' | 'danger' | 'ok' | 'plain'; icon?: IconName }): VNode {
  return <div class={`callout${tone ? ` callout--${tone}` : ''}`}><Icon name={icon} /><div>{children}</div></div>;
}

/** A list that is still empty: what it is, when it fills. */
export function Empty({ children }: { children: ComponentChildren }): VNode {
  return <div class="empty">{children}</div>;
}

export type Step = { text: string; state: 'done' | 'now' | 'to-come'; stateText: string | null; when: string | null };

/** The seven steps of a forum's life: done, now, to come; in words as well as in shape. */
export function Timeline({ label, steps }: { label: string; steps: readonly Step[] }): VNode {
  return (
    <ol class="life" aria-label={label}>
      {steps.map((step) => (
        <li class={step.state === 'done' ? 'is-done' : step.state === 'now' ? 'is-now' : ''} {...(step.state === 'now' ? { 'aria-current': 'step' as const } : {})}>
          <i></i>
          <b>{step.text}{step.stateText ? <span class="vh"> ({step.stateText})</span> : null}</b>
          {step.when ? <span class="meta">{step.when}</span> : null}
        </li>
      ))}
    </ol>
  );
}

export type Share = { text: string; count: number; kind: string };

/** A bar in parts, drawn as a picture with its figures in words beside it. */
export function ShareBar({ label, shares }: { label: string; shares: readonly Share[] }): VNode {
  const total = shares.reduce((sum, { count }) => sum + count, 0) || 1;
  let x = 0;
  return (
    <div>
      <svg class="bars" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
        {shares.map(({ count, kind }) => {
          const width = (count / total) * 100;
          const bar = <rect class={kind} x={x} y="0" width={Math.max(0, width - 0.4)} height="8" stroke-width="0.2" />;
          x += width;
          return bar;
        })}
      </svg>
      <ul class="legend">{shares.map(({ text, kind }) => <li><i class={kind}></i>{text}</li>)}</ul>
    </div>
  );
}

/** Columns with their figures on top; brass marks the present one. */
export function Columns({ label, columns }: { label: string; columns: readonly { text: string; count: number; now?: boolean }[] }): VNode {
  const top = Math.max(1, ...columns.map(({ count }) => count));
  const step = 300 / Math.max(1, columns.length);
  return (
    <svg class="chart" viewBox="0 0 300 120" role="img" aria-label={`${label}: ${columns.map(({ text, count }) => `${text} ${count}`).join(', ')}`}>
      <line class="axis" x1="0" x2="300" y1="98" y2="98" />
      {columns.map(({ text, count, now }, i) => {
        const height = (count / top) * 76;
        return (
          <g>
            <rect class={now ? 'bar bar--now' : 'bar'} x={i * step + step * 0.15} y={98 - height} width={step * 0.7} height={height} />
            <text x={(i + 0.5) * step} y={92 - height} text-anchor="middle">{count}</text>
            <text x={(i + 0.5) * step} y="114" text-anchor="middle">{text}</text>
          </g>
        );
      })}
    </svg>
  );
}
