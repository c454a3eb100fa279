import { forStaff } from '#domain/disclosure/outputs.ts';
import { tightenRegime } from '#domain/discussion/commands/tighten-regime.ts';
import { type AttributionPage, attributionPage } from '#domain/discussion/queries/attribution-page.ts';
import { anchorOf, readRef } from '#domain/discussion/rules.ts';
import { TighteningInput } from '#domain/discussion/schema.ts';
import { TightenForm } from '#domain/discussion/ui/TightenForm.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Where an organiser shows less of an author; the author does so where they edit. */
export function attributionRoutes(door: Door): void {
  door.page('/f/:forum/c/:ref/attribution', forStaff('attribution of a contribution'), 'tighten-regime', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await attributionPage(inside.ctx, visit.params['ref'] ?? ''));
    return inside && page ? show(tightenPage(visit, inside, page)) : absent();
  });
  door.deed('/f/:forum/c/:ref/attribution', forStaff('tighten the attribution', 'answer'), 'tighten-regime', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await attributionPage(inside.ctx, visit.params['ref'] ?? ''));
    if (!inside || !page) return absent();
    const form = readForm(TighteningInput, visit.form);
    if (!form.ok) return showAgain(tightenPage(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const done = await tightenRegime(inside.ctx, page.ref, form.value);
    const asked = readRef(page.ref);
    if (done.ok) return goTo(`/f/${inside.frame.forum.key}/q/${page.code}#${asked ? anchorOf(asked.code, asked.number) : ''}`);
    return show(tightenPage(visit, inside, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) }), { status: statusOf(done.refusal.code) });
  });
}

function tightenPage(visit: Visit, { frame }: ForumVisit, page: AttributionPage, form?: FormState) {
  const title = say(visit.locale, 'discussion.tighten.title', { ref: page.ref });
  return forumPage(visit, frame, { title, current: `q:${page.code}`, children: <div class="stack"><h1>{title}</h1><TightenForm locale={visit.locale} regime={page.regime} stricter={page.stricter} form={form} /></div> });
}
