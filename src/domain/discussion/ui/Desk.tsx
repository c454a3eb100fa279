import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { number, say } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import { SeatShape } from '#ui/Icon.tsx';
import { Empty, Tag } from '#ui/marks.tsx';
import type { DeskLine, DeskPage } from '../queries/desk-page.ts';
import { sayTask } from './say-task.ts';

type Props = { page: DeskPage; locale: Locale; zone: string; /** `/en/f/internet-2012-2` */ base: string };
type Part = { page: DeskPage; locale: Locale };

/** The desk: what is to do, what is usual, and who was invited, came, read and spoke. */
export function Desk({ page, locale, zone, base }: Props): VNode {
  return (
    <div class="stack-6 desk" data-controller="refresh" data-refresh-url-value={`${base}/desk/live`}>
      <header><h1>{say(locale, 'discussion.desk.title')}</h1><p class="meta mt-2">{say(locale, 'discussion.desk.lead')}</p></header>
      <Tasks page={page} locale={locale} zone={zone} base={base} />
      <Norms page={page} locale={locale} />
      <section aria-labelledby="h-category">
        <h2 id="h-category">{say(locale, 'discussion.desk.byCategory')}</h2>
        <Lines page={page} locale={locale} first={say(locale, 'discussion.desk.category')} labelledBy="h-category" lines={page.categories.map((line) => ({ ...line, name: <><span class={`cat-${line.category}`}><SeatShape category={line.category} /></span> {say(locale, `ui.category.${line.category}`)}</> }))} total={page.total} />
        <p class="meta mt-2">{say(locale, 'discussion.desk.hiddenHint', { k: page.k })}</p>
        <p class="meta mt-2">{page.noReadings ? say(locale, `discussion.desk.read.${page.noReadings}`) : say(locale, 'discussion.desk.readHint', { k: page.k })}</p>
      </section>
      <Voices page={page} locale={locale} base={base} />
      <section aria-labelledby="h-state">
        <h2 id="h-state">{say(locale, 'discussion.desk.byState')}</h2>
        <p class="meta mb-2">{say(locale, 'discussion.desk.byState.hint')}</p>
        {page.states.length ? <Lines page={page} locale={locale} first={say(locale, 'discussion.desk.state')} labelledBy="h-state" lines={page.states.map((line) => ({ ...line, name: line.names[locale] ?? line.names['en'] ?? '' }))} total={null} /> : <Empty><p>{say(locale, 'discussion.desk.byState.none')}</p></Empty>}
      </section>
    </div>
  );
}

function Tasks({ page, locale, zone, base }: Props): VNode {
  const open = page.tasks.filter(({ doneAt }) => doneAt === null);
  const done = page.tasks.filter(({ doneAt }) => doneAt !== null);
  const line = (task: DeskPage['tasks'][number]) => (
    <li>
      <a href={`${base}/desk/${task.id}`}>{sayTask(locale, task)}</a>
      <span class="meta">{task.assignee ? say(locale, 'discussion.desk.task.for', { name: task.assignee }) : say(locale, 'discussion.desk.task.nobody')} · {task.doneAt ? say(locale, 'discussion.desk.task.done', { onWhen: onWhen(locale, task.doneAt, zone) }) : say(locale, 'discussion.desk.task.raised', { onWhen: onWhen(locale, task.raisedAt, zone) })}{task.doneAt || task.stillSo ? null : <> <Tag tone="ok">{say(locale, 'discussion.desk.task.noLonger')}</Tag></>}</span>
      {task.note ? <p class="note">{task.note}</p> : null}
    </li>
  );
  return (
    <section aria-labelledby="h-tasks">
      <div class="sec__head"><h2 id="h-tasks">{say(locale, 'discussion.desk.tasks')}</h2><span class="meta num">{number(locale, open.length)}</span></div>
      {open.length ? <ul class="docs">{open.map(line)}</ul> : <Empty><p>{say(locale, 'discussion.desk.tasks.none')}</p></Empty>}
      {done.length ? <details class="mt-4"><summary>{say(locale, 'discussion.desk.tasks.done', { count: done.length })}</summary><ul class="docs">{done.map(line)}</ul></details> : null}
    </section>
  );
}

/** What is usual beside what is: the sentence, and a scale on which the usual stretch is drawn. */
function Norms({ page: { norms }, locale }: Part): VNode {
  const top = Math.max(30, norms.percent);
  const x = (percent: number) => (percent / top) * 300;
  const share = say(locale, 'discussion.desk.norms.share', { atLeast: norms.exactly ? 'no' : 'yes', contributors: norms.contributors, registered: norms.registered, percent: norms.percent, where: norms.share });
  return (
    <section aria-labelledby="h-norms">
      <h2 id="h-norms">{say(locale, 'discussion.desk.norms')}</h2>
      <p class="mt-2">{say(locale, 'discussion.desk.norms.usual')}</p>
      {norms.days === 0 ? <p class="meta mt-2">{say(locale, 'discussion.desk.norms.notOpen')}</p> : (
        <>
          <p class="mt-2">{share}</p>
          <svg class="chart desk__scale" viewBox="0 0 300 40" role="img" aria-label={share}>
            <rect class="usual" x={x(norms.usual[0])} y="6" width={x(norms.usual[1]) - x(norms.usual[0])} height="14" />
            <line class="axis" x1="0" x2="300" y1="20" y2="20" />
            <rect class="bar bar--now" x="0" y="10" width={x(norms.percent)} height="6" />
            <text x={x((norms.usual[0] + norms.usual[1]) / 2)} y="34" text-anchor="middle">{norms.usual[0]}–{norms.usual[1]}%</text>
          </svg>
          <p class="mt-2">{say(locale, 'discussion.desk.norms.pace', { aDay: norms.aDay, days: norms.days, where: norms.pace })}</p>
          <p class="meta mt-2">{say(locale, 'discussion.desk.norms.twice')}</p>
        </>
      )}
    </section>
  );
}

type Line = DeskLine & { name: ComponentChildren };

function Lines({ page, locale, first, labelledBy, lines, total }: Part & { first: string; labelledBy: string; lines: readonly Line[]; total: DeskLine | null }): VNode {
  const keys = (['invited', 'registered', 'read', 'contributed'] as const).filter((key) => key !== 'read' || page.noReadings === null);
  const cells = (line: DeskLine, bar: boolean) => keys.map((key) => <td class="r"><Cell locale={locale} n={line[key]} />{bar ? <Bar n={line[key]} of={line.invited} tone={key} /> : null}</td>);
  return (
    <div class="tablewrap" role="region" tabIndex={0} aria-labelledby={labelledBy}>
      <table class="table" aria-labelledby={labelledBy}>
        <thead><tr><th scope="col">{first}</th>{keys.map((key) => <th scope="col" class="r">{say(locale, `discussion.desk.${key}`)}</th>)}</tr></thead>
        <tbody>{lines.map((line) => <tr><th scope="row">{line.name}</th>{cells(line, true)}</tr>)}</tbody>
        {total ? <tfoot><tr><th scope="row">{say(locale, 'discussion.desk.total')}</th>{cells(total, false)}</tr></tfoot> : null}
      </table>
    </div>
  );
}

function Voices({ page, locale, base }: Part & { base: string }): VNode {
  const { columns, questions, table } = page.voices;
  return (
    <section aria-labelledby="h-voices">
      <h2 id="h-voices">{say(locale, 'discussion.desk.voices')}</h2>
      <p class="meta mb-2">{say(locale, 'discussion.desk.voicesHint')}</p>
      <div class="tablewrap" role="region" tabIndex={0} aria-labelledby="h-voices">
        <table class="table desk__voices" aria-labelledby="h-voices">
          <thead><tr><th scope="col">{say(locale, 'terms.guidingQuestion')}</th>{columns.map((category) => <th scope="col" class="r"><span class={`cat-${category}`}><SeatShape category={category} /></span> {say(locale, `ui.category.${category}`)}</th>)}<th scope="col" class="r">{say(locale, 'discussion.desk.total')}</th></tr></thead>
          <tbody>{questions.map((q, i) => (
            <tr><th scope="row"><a href={`${base}/q/${q.code}`}><span class="code num">{q.code}</span> <span lang="en">{q.shortText}</span></a>{q.contributions === 0 ? <> <Tag tone="now">{say(locale, 'discussion.desk.silent')}</Tag></> : null}</th>
              {columns.map((_, j) => <td class={`r${table.cells[i]?.[j] === 0 ? ' is-none' : ''}`}><Cell locale={locale} n={table.cells[i]?.[j] ?? null} /></td>)}
              <td class="r"><Cell locale={locale} n={table.rows[i] ?? null} /></td>
            </tr>
          ))}</tbody>
          <tfoot><tr><th scope="row">{say(locale, 'discussion.desk.total')}</th>{columns.map((_, j) => <td class="r"><Cell locale={locale} n={table.columns[j] ?? null} /></td>)}<td class="r"><Cell locale={locale} n={table.total} /></td></tr></tfoot>
        </table>
      </div>
      {page.texts.outsideCells ? <p class="meta mt-2">{say(locale, 'discussion.desk.outside', { count: page.texts.outsideCells })}</p> : null}
    </section>
  );
}

/** A number, or the mark of one that is not told. */
function Cell({ locale, n }: { locale: Locale; n: number | null }): VNode {
  return n === null ? <span class="desk__hidden"><span aria-hidden="true">…</span><span class="vh">{say(locale, 'discussion.desk.hidden')}</span></span> : <b class="num">{number(locale, n)}</b>;
}

/** The number as a share of those invited; its figure stands beside it. */
function Bar({ n, of, tone }: { n: number | null; of: number; tone: string }): VNode | null {
  if (n === null || of === 0) return null;
  return <svg class="desk__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" width="100" height="4" /><rect class={tone === 'contributed' ? 'strong' : 'plain'} width={Math.min(100, (n / of) * 100)} height="4" /></svg>;
}
