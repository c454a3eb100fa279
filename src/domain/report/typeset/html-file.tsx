import { createHash } from 'node:crypto';
import { render } from 'preact-render-to-string';
import type { Marking } from '../../disclosure/model.ts';
import type { Manuscript } from '../manuscript.ts';
import { styleSheet } from './html/style-sheet.ts';
import { ReportBody } from './html.tsx';
import { sheetOf } from './sheet.ts';

/**
 * The report as one file that needs nothing else: for keeping, sending and printing. It forbids itself every script and
 * every fetch, so that a reader need not trust where it came from.
 */
export function htmlFile(manuscript: Manuscript): string {
  const style = styleSheet + printLabels(manuscript.marking);
  const hash = createHash('sha256').update(style).digest('base64');
  return `<!doctype html>\n${render(
    <html lang={manuscript.locale}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={`default-src 'none'; style-src 'sha256-${hash}'`} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="dcterms.created" content={manuscript.compiledAt} />
        <title>{sheetOf(manuscript).title}</title>
        {/* Our own constant style sheet: nothing that people wrote is in it. */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <ReportBody manuscript={manuscript} />
        </main>
      </body>
    </html>,
  )}\n`;
}

/** TLP 2.0 asks for the label at the head and foot of every page, 12 pt, on the right; on paper, plain black. */
function printLabels(marking: Marking): string {
  const label = `content: "${marking}"; font: 600 12pt sans-serif; color: #000;`;
  return `@page { size: A4; margin: 25mm 22mm; @top-right { ${label} } @bottom-right { ${label} } }\n`;
}
