import type { VNode } from 'preact';
import type { Block, Chapter, Source, Trace } from '../../manuscript.ts';
import { languageOf, quoted } from '../printable.ts';
import type { Sheet } from '../sheet.ts';

/** The number of each trace, counted in the order of print: the footnotes of PDF and DOCX have the same. */
export type NoteNumbers = ReadonlyMap<Trace, number>;

/** What every part of the page needs beside its own text. */
export type Printing = { sheet: Sheet; notes: NoteNumbers };

/** Numbers the traces of a sheet from 1. */
export function notesOf(sheet: Sheet): NoteNumbers {
  return new Map(sheet.chapters.flatMap(tracesOfChapter).map((trace, index) => [trace, index + 1]));
}

function tracesOfChapter(chapter: Chapter): readonly Trace[] {
  return [...chapter.blocks.flatMap(tracesOfBlock), ...chapter.children.flatMap(tracesOfChapter)];
}

function tracesOfBlock(block: Block): readonly Trace[] {
  if (block.kind === 'quotation') return [block.source];
  if (block.kind === 'finding') return [block.finding.trace];
  const spans = block.kind === 'paragraph' ? block.spans : block.kind === 'list' ? block.items.flat() : [];
  return spans.flatMap((span) => (span.trace ? [span.trace] : []));
}

/** The raised number in the text that leads to its note. */
export function NoteMark({ trace, sheet, notes }: { trace: Trace } & Printing): VNode {
  const n = notes.get(trace) ?? 0;
  return (
    <a class="fnref" href={`#note-${n}`} id={`mark-${n}`} aria-label={`${sheet.words.trace} ${n}`}>
      {n}
    </a>
  );
}

/** The note in the margin: where the claim comes from, with the passages to unfold. */
export function SideNote({ trace, sheet, notes }: { trace: Trace } & Printing): VNode {
  const n = notes.get(trace) ?? 0;
  return (
    <div class="sidenote" id={`note-${n}`} role="note">
      <p>
        <a class="noteback" href={`#mark-${n}`}>
          <b>{n}</b>
        </a>{' '}
        {trace.anchor === null ? trace.reference : <a href={`#${trace.anchor}`}>{trace.reference}</a>} {trace.sentence}
      </p>
      {trace.sources.length === 0 ? null : (
        <details class="trace">
          <summary>{sheet.words.trace}</summary>
          <Sources sources={trace.sources} locale={sheet.locale} />
        </details>
      )}
    </div>
  );
}

/** The passages behind a claim, each with its reference, its byline and, where it may leave the forum, its words. */
export function Sources({ sources, locale }: { sources: readonly Source[]; locale: string }): VNode {
  return (
    <ul class="sources">
      {sources.map((source, index) => (
        <li key={String(index)}>
          <b>{source.reference}</b> <bdi>{source.bylineText}</bdi>
          {source.quote === null ? null : <Quote source={source} quote={source.quote} locale={locale} />}
        </li>
      ))}
    </ul>
  );
}

function Quote({ source, quote, locale }: { source: Source; quote: string; locale: string }): VNode {
  const [open, close] = quoted(locale, '\n').split('\n');
  return (
    <>
      : {open}
      <bdi lang={langOf(source.lang)}>
        <Lines text={quote} />
      </bdi>
      {close}
    </>
  );
}

/** A text with its line breaks kept. */
export function Lines({ text }: { text: string }): VNode {
  const lines = text.split('\n');
  return (
    <>
      {lines.map((line, index) => (
        <>
          {index > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

/** The value of a `lang` attribute, or none where the tag is not a language's. */
export function langOf(tag: string | undefined): string | undefined {
  return tag !== undefined && languageOf(tag) !== null ? tag : undefined;
}
