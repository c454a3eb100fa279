import { forStaff } from '#domain/disclosure/outputs.ts';
import { judgeSignal } from '#domain/moderation/commands/judge-signal.ts';
import { aidsPage } from '#domain/moderation/queries/aids-page.ts';
import { JudgeInput } from '#domain/moderation/schema.ts';
import { AidsRecord } from '#domain/moderation/ui/AidsRecord.tsx';
import { say } from '#platform/i18n/say.ts';
import { absent, type Door, goTo, show } from '../door.tsx';
import { readForm } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** What aids observe, for moderators: their track record, and what became of one signal. */
export function aidRoutes(door: Door): void {
  door.page('/f/:forum/mod/aids', forStaff('aids'), 'see-cases', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await aidsPage(inside.ctx));
    if (!inside || !page) return absent();
    return show(forumPage(visit, inside.frame, { title: say(visit.locale, 'aids.page.title'), current: 'mod', children: <AidsRecord locale={visit.locale} zone={inside.frame.forum.zone} here={`/${visit.locale}/f/${inside.frame.forum.key}/mod/aids`} page={page} /> }));
  });
  door.deed('/f/:forum/mod/:case/signals/:signal', forStaff('judge a signal', 'answer'), 'decide-case', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(JudgeInput, visit.form);
    // The case shows what became of it; a signal gone meanwhile is not there any more, which is all there is to say.
    if (form.ok) await judgeSignal(inside.ctx, visit.params['signal'] ?? '', form.value);
    return goTo(`/f/${inside.frame.forum.key}/mod/${/^M-\d{1,6}$/.exec(visit.params['case'] ?? '')?.[0] ?? ''}`);
  });
}
