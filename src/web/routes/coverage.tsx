import { forStaff } from '#domain/disclosure/outputs.ts';
import { coveragePage } from '#domain/synthesis/queries/coverage-page.ts';
import { CoverageView } from '#domain/synthesis/ui/CoverageView.tsx';
import { say } from '#platform/i18n/say.ts';
import { absent, type Door, show } from '../door.tsx';
import { forumPage } from '../pages.tsx';

export function coverageRoutes(door: Door): void {
  door.page('/f/:forum/coverage', forStaff('coverage'), 'draft-finding', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await coveragePage(inside.ctx));
    if (!inside || !page) return absent();
    const { frame } = inside;
    return show(forumPage(visit, frame, {
      title: say(visit.locale, 'bench.coverage.title'),
      current: 'bench',
      children: <CoverageView locale={visit.locale} base={`/${visit.locale}/f/${frame.forum.key}`} page={page} parts={frame.parts} />,
    }));
  });
}
