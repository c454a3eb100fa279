import type { ComponentChildren, VNode } from 'preact';
import type { Chapter, Manuscript } from '../manuscript.ts';
import { BlockPart } from './html/blocks.tsx';
import { langOf, notesOf, type Printing } from './html/notes.tsx';
import { type Sheet, sheetOf } from './sheet.ts';

export type ReportBodyProps = {
  manuscript: Manuscript;
  /** Under the contents: files to download, other languages. */
  beside?: ComponentChildren;
  /** Before the first chapter: "How your input was used". */
  preface?: ComponentChildren;
};

/** The report to read on a page: contents, text with notes in the margin, findings as ruled passages, each with its trace. */
export function ReportBody({ manuscript, beside, preface }: ReportBodyProps): VNode {
  const sheet = sheetOf(manuscript);
  const notes = notesOf(sheet);
  return (
    <div class="report">
      <Contents sheet={sheet}>{beside}</Contents>
      <article class="rbody" lang={sheet.locale}>
        <Head sheet={sheet} />
        {preface}
        {sheet.chapters.map((chapter) => (
          <ChapterPart key={chapter.id} chapter={chapter} level={2} sheet={sheet} notes={notes} />
        ))}
        <footer class="rcolophon meta">
          <p>{sheet.words.compiledOn}</p>
          <p>
            {sheet.words.checksum} <code>{sheet.checksumHex}</code>
          </p>
          <p>{sheet.status}</p>
          {sheet.demonstration === null ? null : <p>{sheet.demonstration}</p>}
          <p>
            <TlpLabel marking={sheet.marking} />
          </p>
        </footer>
      </article>
    </div>
  );
}

function Head({ sheet }: { sheet: Sheet }): VNode {
  return (
    <header class="rhead">
      <div class="row between">
        <p class="kicker">
          {sheet.symbol === null ? null : `${sheet.symbol} · `}
          {sheet.series}
        </p>
        <TlpLabel marking={sheet.marking} />
      </div>
      <h1 class="rtitle">{sheet.title}</h1>
      <p class="meta">
        {sheet.organiser} · <b>{sheet.status}</b>
      </p>
      {sheet.demonstration === null ? null : (
        <p class="meta">
          <b>{sheet.demonstration}</b>
        </p>
      )}
    </header>
  );
}

/** The label of TLP 2.0, never translated, never recoloured. */
function TlpLabel({ marking }: { marking: Manuscript['marking'] }): VNode {
  const colour = marking.slice('TLP:'.length).replace('+STRICT', '').toLowerCase();
  return (
    <span class={`tlp tlp--${colour} tlp--l notranslate`} lang="en">
      {marking}
    </span>
  );
}

function Contents({ sheet, children }: { sheet: Sheet; children?: ComponentChildren }): VNode {
  return (
    <nav class="toc noprint" aria-label={sheet.words.contents} lang={sheet.locale}>
      <details data-rail open>
        <summary>{sheet.words.contents}</summary>
        {children}
        <ContentsList chapters={sheet.chapters} />
      </details>
    </nav>
  );
}

function ContentsList({ chapters }: { chapters: readonly Chapter[] }): VNode {
  return (
    <ol>
      {chapters.map((chapter) => (
        <li key={chapter.id}>
          <a href={`#${chapter.id}`}>
            <span class="num">{chapter.number}</span>
            <span lang={langOf(chapter.lang)}>{chapter.title}</span>
          </a>
          {chapter.children.length > 0 ? <ContentsList chapters={chapter.children} /> : null}
        </li>
      ))}
    </ol>
  );
}

function ChapterPart({ chapter, level, ...printing }: { chapter: Chapter; level: number } & Printing): VNode {
  return (
    <section aria-labelledby={chapter.id}>
      <ChapterHeading chapter={chapter} level={level} />
      {chapter.blocks.map((block, index) => (
        <BlockPart key={`${chapter.id}-${index}`} block={block} {...printing} />
      ))}
      {chapter.children.map((child) => (
        <ChapterPart key={child.id} chapter={child} level={level + 1} {...printing} />
      ))}
    </section>
  );
}

function ChapterHeading({ chapter, level }: { chapter: Chapter; level: number }): VNode {
  const Heading = headings[Math.min(level, 6) - 2] ?? 'h6';
  return (
    <Heading id={chapter.id} class={level === 2 ? 'rch' : undefined}>
      {chapter.number === null ? null : (
        <>
          <span>{chapter.number}</span>{' '}
        </>
      )}
      <bdi lang={langOf(chapter.lang)}>{chapter.title}</bdi>
    </Heading>
  );
}

const headings = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;
