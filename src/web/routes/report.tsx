import { forPublic, forStaff } from '#domain/disclosure/outputs.ts';
import { seriesPage } from '#domain/programme/queries/series-page.ts';
import { compileReport } from '#domain/report/commands/compile-report.ts';
import { mayCompile, mayWrite, reportFile, reportPage } from '#domain/report/queries/report-page.ts';
import { ReportBody } from '#domain/report/typeset/html.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { Callout, Empty } from '#ui/marks.tsx';
import { absent, bytes, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { sitePage } from '../pages.tsx';

export function reportRoutes(door: Door): void {
  door.page('/s/:series/report', forPublic('report reader'), 'everyone', async (visit) => {
    const page = await reader(visit);
    return page ? show(page) : absent();
  });
  door.deed('/s/:series/report', forStaff('compile the report', 'answer'), 'series:compile-report', async (visit) => {
    const slug = visit.params['series'] ?? '';
    const compiled = await compileReport(visit.ctx, visit.house.files, slug, visit.locale);
    if (compiled.ok) return goTo(`/s/${slug}/report`);
    const page = await reader(visit, sayRefusal(visit.locale, compiled.refusal));
    return page ? showAgain(page) : absent();
  });
  door.feed('/s/:series/report/file/:format', forPublic('report file', 'file'), 'everyone', async (visit) => {
    const { series = '', format = '' } = visit.params;
    const file = await reportFile(visit.ctx, series, visit.locale, format);
    const found = file && (await visit.house.files.get(file.sha256));
    return file && found ? bytes(file.mediaType, found, { fileName: `${series}-report.${format}` }) : absent();
  });
}

async function reader(visit: Visit, refusal?: string) {
  const { locale } = visit;
  const slug = visit.params['series'] ?? '';
  const series = await seriesPage(visit.ctx, slug);
  if (!series) return null;
  const page = await reportPage(visit.ctx, slug, locale);
  const title = page?.manuscript.title ?? say(locale, 'report.page.title');
  const compile = (await mayCompile(visit.ctx, slug)) ? <form method="post" class="noprint mt-6" data-turbo="false"><button class="btn">{say(locale, 'report.page.compile')}</button></form> : null;
  const base = `/${locale}/s/${slug}`;
  const write = (await mayWrite(visit.ctx, slug)) ? <p class="noprint"><a href={`${base}/report/edit`}>{say(locale, 'report.edit.title')}</a></p> : null;
  const files = page ? <p class="row noprint">{page.formats.filter((format) => format !== 'html').map((format) => <a key={format} class="btn btn--s" href={`${base}/report/file/${format}`} data-turbo="false">{format.toUpperCase()}</a>)}</p> : null;
  const beside = <div lang={locale}>{files}<ul class="docs noprint"><li><a href={`${base}/report/findings`}>{say(locale, 'report.reader.title')}</a></li><li><a href={`${base}/follow-up`}>{say(locale, 'report.follow.title')}</a></li>{visit.person ? <li><a href={`${base}/report/input`}>{say(locale, 'report.input.title')}</a></li> : null}</ul></div>;
  return sitePage(visit, {
    title,
    tlp: page?.manuscript.marking ?? 'TLP:CLEAR',
    demonstration: series.series.demonstration,
    crumbs: [{ text: series.series.shortTitle, href: `/${locale}/s/${slug}` }, { text: say(locale, 'report.page.title'), href: null }],
    wide: true,
    children: page ? (
      <>
        {refusal ? <div class="wrap noprint"><Callout tone="danger">{refusal}</Callout></div> : null}
        <ReportBody manuscript={page.manuscript} beside={beside} />
        <div class="wrap noprint"><h2>{say(locale, 'report.page.files')}</h2><ul class="docs">{page.formats.map((format) => <li><a href={`/${locale}/s/${slug}/report/file/${format}`} data-turbo="false">{format.toUpperCase()}</a></li>)}<li><a href={`${base}/report/data/csv`} data-turbo="false">CSV</a></li><li><a href={`${base}/report/data/json`} data-turbo="false">JSON</a></li></ul>{write}{compile}</div>
      </>
    ) : (
      <div class="page"><h1>{title}</h1>{refusal ? <Callout tone="danger">{refusal}</Callout> : null}<Empty><p>{say(locale, 'report.page.notYet')}</p></Empty>{write}{compile}</div>
    ),
  });
}
