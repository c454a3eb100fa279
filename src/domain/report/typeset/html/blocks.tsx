import type { VNode } from 'preact';
import type { Block, Span } from '../../manuscript.ts';
import { Finding } from './finding.tsx';
import { Lines, langOf, NoteMark, type Printing, SideNote } from './notes.tsx';

/** One block of a chapter: text with its notes beside it, a quotation, a finding, a list, a table or a remark. */
export function BlockPart({ block, sheet, notes }: { block: Block } & Printing): VNode | null {
  switch (block.kind) {
    case 'paragraph':
      return <Paragraph block={block} sheet={sheet} notes={notes} />;
    case 'list':
      return <List block={block} sheet={sheet} notes={notes} />;
    case 'quotation':
      return <Quotation block={block} sheet={sheet} notes={notes} />;
    case 'finding':
      return <Finding finding={block.finding} sheet={sheet} notes={notes} />;
    case 'table':
      return <Matrix block={block} />;
    case 'note':
      return (
        <aside class="sidenote rnote">
          <Lines text={block.text} />
        </aside>
      );
    default:
      return block satisfies never;
  }
}

type Of<Kind extends Block['kind']> = { block: Extract<Block, { kind: Kind }> } & Printing;

function Paragraph({ block, sheet, notes }: Of<'paragraph'>): VNode {
  return (
    <div class="rp" id={block.anchor}>
      <p class={block.lead ? 'lead' : undefined}>
        <Spans spans={block.spans} sheet={sheet} notes={notes} />
      </p>
      <Margin of={block.spans} sheet={sheet} notes={notes} />
    </div>
  );
}

function List({ block, sheet, notes }: Of<'list'>): VNode {
  return (
    <div class="rp">
      <ul class="rlist">
        {block.items.map((spans, index) => (
          <li key={String(index)}>
            <Spans spans={spans} sheet={sheet} notes={notes} />
          </li>
        ))}
      </ul>
      <Margin of={block.items.flat()} sheet={sheet} notes={notes} />
    </div>
  );
}

function Spans({ spans, notes, sheet }: { spans: readonly Span[] } & Printing): VNode {
  return (
    <>
      {spans.map((span, index) => {
        const text = (
          <bdi lang={langOf(span.lang)}>
            <Lines text={span.text} />
          </bdi>
        );
        return (
          <span key={String(index)}>
            {span.strong ? <strong>{text}</strong> : text}
            {span.trace ? <NoteMark trace={span.trace} sheet={sheet} notes={notes} /> : null}
          </span>
        );
      })}
    </>
  );
}

function Margin({ of, sheet, notes }: { of: readonly Span[] } & Printing): VNode | null {
  const traces = of.flatMap((span) => (span.trace ? [span.trace] : []));
  if (traces.length === 0) return null;
  return (
    <div class="side">
      {traces.map((trace) => (
        <SideNote key={String(notes.get(trace))} trace={trace} sheet={sheet} notes={notes} />
      ))}
    </div>
  );
}

function Quotation({ block, sheet, notes }: Of<'quotation'>): VNode {
  const first = block.source.sources[0];
  return (
    <div class="rp">
      <figure class="read rquote">
        <blockquote lang={langOf(block.lang)} dir="auto">
          <p>
            <Lines text={block.text} />
          </p>
        </blockquote>
        <figcaption class="meta">
          {first ? `${first.bylineText}, ${first.reference}` : null}
          <NoteMark trace={block.source} sheet={sheet} notes={notes} />
        </figcaption>
      </figure>
      <div class="side">
        <SideNote trace={block.source} sheet={sheet} notes={notes} />
      </div>
    </div>
  );
}

function Matrix({ block }: { block: Extract<Block, { kind: 'table' }> }): VNode {
  return (
    <figure class="mx">
      <figcaption>
        <b>{block.caption}</b>
      </figcaption>
      {/* Scrolls by itself on a narrow screen, so the keyboard must reach it. */}
      <section class="tablewrap" tabIndex={0} aria-label={block.caption}>
        <table class="table">
          <thead>
            <tr>
              {block.head.map((cell, index) => (
                <th key={String(index)} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <Row key={String(index)} cells={row} />
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}

function Row({ cells: [first, ...rest] }: { cells: readonly string[] }): VNode {
  return (
    <tr>
      <th scope="row">{first}</th>
      {rest.map((cell, index) => (
        <td key={String(index)}>{cell}</td>
      ))}
    </tr>
  );
}
