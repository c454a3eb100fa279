import { forOneself, forPublic } from '#domain/disclosure/outputs.ts';
import { ownInputPage } from '#domain/report/queries/own-input.ts';
import { findingInReport, readerPage } from '#domain/report/queries/reader.ts';
import { citationOf, columns, rowOf } from '#domain/report/rules/citation.ts';
import { ReaderFilter } from '#domain/report/schema.ts';
import { OwnInputView } from '#domain/report/ui/OwnInputView.tsx';
import { FindingPage, ReaderView } from '#domain/report/ui/ReaderView.tsx';
import { csvOf } from '#platform/csv.ts';
import { say } from '#platform/i18n/say.ts';
import { absent, bytes, type Door, show, type Visit } from '../door.tsx';
import { readForm } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** The published report piece by piece: findings narrowed, one at its own address, as data; and what became of one's own input. */
export function reportReaderRoutes(door: Door): void {
  door.page('/s/:series/report/findings', forPublic('findings of the report'), 'everyone', async (visit) => {
    const { locale } = visit;
    const filter = filterOf(visit);
    const page = await readerPage(visit.ctx, slugOf(visit), locale, filter);
    if (!page) return absent();
    const title = say(locale, 'report.reader.title');
    return show(sitePage(visit, { title, tlp: page.manuscript.marking, demonstration: page.manuscript.demonstration !== null, crumbs: crumbsOf(visit, title), children: <ReaderView locale={locale} base={baseOf(visit)} page={page} filter={filter} query={visit.url.search} /> }));
  });
  door.page('/s/:series/report/finding/:anchor', forPublic('finding of the report'), 'everyone', async (visit) => {
    const found = await findingInReport(visit.ctx, slugOf(visit), visit.locale, visit.params['anchor'] ?? '');
    if (!found) return absent();
    const { manuscript, finding } = found;
    const title = `${finding.kindText} ${finding.reference}`;
    const citation = citationOf(manuscript, finding, addressOf(visit, finding.anchor));
    return show(sitePage(visit, { title, tlp: manuscript.marking, demonstration: manuscript.demonstration !== null, crumbs: crumbsOf(visit, title), children: <FindingPage locale={visit.locale} base={baseOf(visit)} manuscript={manuscript} finding={finding} citation={citation} /> }));
  });
  door.feed('/s/:series/report/data/:table', forPublic('findings as data', 'file'), 'everyone', async (visit) => {
    const slug = slugOf(visit);
    const page = await readerPage(visit.ctx, slug, visit.locale, filterOf(visit));
    if (!page) return absent();
    const { manuscript, findings } = page;
    if (visit.params['table'] === 'csv') return bytes('text/csv; charset=utf-8', csvOf([columns, ...findings.map((finding) => rowOf(finding, addressOf(visit, finding.anchor)))]), { fileName: `${slug}-report.csv` });
    if (visit.params['table'] !== 'json') return absent();
    const { title, series, organiser, locale, marking, status, demonstration, compiledAt } = manuscript;
    const told = findings.map((finding) => ({ ...finding, address: addressOf(visit, finding.anchor) }));
    return bytes('application/json; charset=utf-8', `${JSON.stringify({ title, series, organiser, locale, marking, status, demonstration, compiledAt, findings: told }, null, 2)}\n`, { fileName: `${slug}-report.json` });
  });
  door.page('/s/:series/report/input', forOneself('what became of your input'), 'signed-in', async (visit) => {
    const page = await ownInputPage(visit.ctx, slugOf(visit));
    if (!page) return absent();
    const title = say(visit.locale, 'report.input.title');
    return show(sitePage(visit, { title, demonstration: page.demonstration, crumbs: crumbsOf(visit, title), children: <OwnInputView locale={visit.locale} page={page} /> }));
  });
}

const slugOf = (visit: Visit): string => visit.params['series'] ?? '';
const baseOf = (visit: Visit): string => `/${visit.locale}/s/${slugOf(visit)}/report`;
const addressOf = (visit: Visit, anchor: string): string => `${visit.house.origin}${baseOf(visit)}/finding/${anchor}`;
const crumbsOf = (visit: Visit, title: string) => [{ text: say(visit.locale, 'report.page.title'), href: baseOf(visit) }, { text: title, href: null }];

/** What cannot be read of a filter narrows nothing. */
function filterOf(visit: Visit): ReaderFilter {
  const read = readForm(ReaderFilter, visit.query);
  return read.ok ? read.value : {};
}
