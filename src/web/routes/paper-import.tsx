import type { VNode } from 'preact';
import { forStaff } from '#domain/disclosure/outputs.ts';
import { paperPage } from '#domain/paper/queries/paper-page.ts';
import { paperPreview } from '#domain/paper/queries/paper-preview.ts';
import { fromDocument } from '#domain/paper/rules/from-document.ts';
import { ImportInput, maxPaperText } from '#domain/paper/schema.ts';
import { type Brought, ChooseDocument, PreviewPaper } from '#domain/paper/ui/ImportPaper.tsx';
import { readDocx } from '#platform/docx/read-docx.ts';
import { say } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, type ForumVisit, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** A Word document taken over as the discussion paper: chosen, previewed, and only then written, by the same deed as a typed text. */
export function paperImportRoutes(door: Door): void {
  door.page('/f/:forum/paper/import', forStaff('take over a document as the paper'), 'write-paper', async (visit) => {
    const inside = await visit.forum();
    return inside ? show(await choose(visit, inside)) : absent();
  });
  door.deed('/f/:forum/paper/import', forStaff('take over a document as the paper', 'answer'), 'write-paper', preview);
}

const baseOf = ({ locale }: Visit, { frame }: ForumVisit): string => `/${locale}/f/${frame.forum.key}`;

async function choose(visit: Visit, inside: ForumVisit, form?: FormState): Promise<VNode> {
  const { locale } = visit;
  const page = await paperPage(inside.ctx, locale);
  return forumPage(visit, inside.frame, { title: say(locale, 'paper.import.title'), current: 'paper', children: <ChooseDocument locale={locale} base={baseOf(visit, inside)} form={form} written={(page?.version ?? 0) > 0} /> });
}

async function preview(visit: Visit): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const { file, submissionId: _, ...fields } = visit.form;
  const again = async (form: FormState) => showAgain(await choose(visit, inside, { typed: typedIn(fields), ...form }));
  const form = readForm(ImportInput, fields);
  if (!form.ok) return again({ errors: form.errors });
  const { locale: lang, title, symbol, markdown, sameVersion } = form.value;
  const document = markdown === undefined && Buffer.isBuffer(file) ? await readDocx(file) : null;
  if (markdown === undefined && !document) return again({ refusal: say(visit.locale, 'paper.import.unreadable') });
  const taken = document ? fromDocument(document.markdown) : null;
  if (taken && taken.markdown.length > maxPaperText) return again({ refusal: say(visit.locale, 'paper.import.tooLong', { max: maxPaperText }) });
  const text = markdown ?? taken?.markdown ?? '';
  const shown = await paperPreview(inside.ctx, text, { sameVersion: sameVersion === 'yes', locale: lang });
  if (!shown) return again({ refusal: say(visit.locale, 'paper.no_such_paper') });
  const brought: Brought = { title: title ?? taken?.title ?? shown.title, symbol: symbol ?? shown.symbol, lang, markdown: text, left: document && taken ? { ...document.left, numbers: taken.numbers } : null };
  return show(forumPage(visit, inside.frame, { title: say(visit.locale, 'paper.import.previewTitle'), current: 'paper', children: <PreviewPaper locale={visit.locale} base={baseOf(visit, inside)} brought={brought} preview={shown} /> }));
}
