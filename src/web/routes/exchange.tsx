import { forStaff, forStaffElsewhere } from '#domain/disclosure/outputs.ts';
import { importCoding } from '#domain/synthesis/commands/import-coding.ts';
import { readExchangeFile } from '#domain/synthesis/exchange-process.ts';
import { codesPage } from '#domain/synthesis/queries/codes-page.ts';
import { codebookFile, type ExchangeFile, projectFile } from '#domain/synthesis/queries/exchange-files.ts';
import { exchangePreview } from '#domain/synthesis/queries/exchange-preview.ts';
import { ExchangeInput } from '#domain/synthesis/schema.ts';
import { Exchange, ExchangePreviewPage } from '#domain/synthesis/ui/Exchange.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Answer, bytes, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Codes and coded passages to and from other programs of qualitative analysis (REFI-QDA). */
export function exchangeRoutes(door: Door): void {
  const codebook = forStaffElsewhere('tree of codes as a file');
  const project = forStaffElsewhere('coded material as a file');
  door.page('/f/:forum/codes/exchange', forStaff('exchange of codes'), 'excerpt', (visit) => exchange(visit));
  door.page('/f/:forum/codes/exchange/codes.qdc', codebook, 'excerpt', (visit) => file(visit, ({ ctx }) => codebookFile(ctx), 'application/xml'));
  door.page('/f/:forum/codes/exchange/forum.qdpx', project, 'excerpt', (visit) => file(visit, ({ ctx }) => projectFile(ctx, project), 'application/zip'));
  door.deed('/f/:forum/codes/exchange', forStaff('look into a file of codes', 'answer'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const { file } = visit.form;
    const read = Buffer.isBuffer(file) && file.length > 0 ? await readExchangeFile(file) : ({ ok: false, why: 'no_file' } as const);
    if (!read.ok) return exchange(visit, { refusal: say(visit.locale, `exchange.unread.${read.why}`) });
    const preview = await exchangePreview(inside.ctx, read.brought);
    if (!preview) return absent();
    return show(inForum(visit, inside, 'exchange.previewTitle', <ExchangePreviewPage locale={visit.locale} here={addressOf(visit, inside)} preview={preview} />));
  });
  door.deed('/f/:forum/codes/exchange/take', forStaff('take over codes and passages', 'answer'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(ExchangeInput, visit.form);
    if (!form.ok) return exchange(visit, { refusal: say(visit.locale, 'exchange.unread.not_qda') });
    const taken = await importCoding(inside.ctx, form.value);
    return taken.ok ? goTo(`/f/${inside.frame.forum.key}/codes`) : exchange(visit, { refusal: sayRefusal(visit.locale, taken.refusal) });
  });
}

const addressOf = ({ locale }: Visit, { frame }: ForumVisit): string => `/${locale}/f/${frame.forum.key}/codes/exchange`;

const inForum = (visit: Visit, { frame }: ForumVisit, title: 'exchange.title' | 'exchange.previewTitle', children: Parameters<typeof forumPage>[2]['children']) => forumPage(visit, frame, { title: say(visit.locale, title), current: 'bench', children });

async function exchange(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  const codes = inside && (await codesPage(inside.ctx));
  if (!inside || !codes) return absent();
  const here = addressOf(visit, inside);
  const view = inForum(visit, inside, 'exchange.title', <Exchange locale={visit.locale} codes={here.replace(/\/exchange$/, '')} here={here} hasCodes={codes.length > 0} form={form} />);
  return form ? showAgain(view) : show(view);
}

async function file(visit: Visit, make: (inside: ForumVisit) => Promise<ExchangeFile | null>, mediaType: string): Promise<Answer> {
  const inside = await visit.forum();
  if (!inside) return absent();
  const made = await make(inside);
  // A tree without a code makes no file.
  return made ? bytes(mediaType, made.bytes, { fileName: made.fileName }) : goTo(`/f/${inside.frame.forum.key}/codes/exchange`);
}
