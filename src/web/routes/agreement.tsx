import { forStaff } from '#domain/disclosure/outputs.ts';
import { agreementPage } from '#domain/synthesis/queries/agreement-page.ts';
import { AgreementView } from '#domain/synthesis/ui/AgreementView.tsx';
import { say } from '#platform/i18n/say.ts';
import { absent, type Door, show } from '../door.tsx';
import { forumPage } from '../pages.tsx';

export function agreementRoutes(door: Door): void {
  door.page('/f/:forum/codes/agreement', forStaff('agreement between coders'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    const number = (name: string) => (/^\d{1,4}$/.test(visit.query[name] ?? '') ? Number(visit.query[name]) : undefined);
    const page = inside && (await agreementPage(inside.ctx, { a: number('a'), b: number('b') }));
    if (!inside || !page) return absent();
    const codes = `/${visit.locale}/f/${inside.frame.forum.key}/codes`;
    return show(forumPage(visit, inside.frame, { title: say(visit.locale, 'agreement.title'), current: 'bench', children: <AgreementView locale={visit.locale} here={`${codes}/agreement`} codes={codes} page={page} /> }));
  });
}
