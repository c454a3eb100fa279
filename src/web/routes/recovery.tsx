import { askRecovery, confirmRecovery } from '#domain/accreditation/commands/recover-access.ts';
import { recoveryPage } from '#domain/accreditation/queries/recovery-page.ts';
import { AskRecovery, ConfirmRecovery } from '#domain/accreditation/schema.ts';
import { Recovery } from '#domain/accreditation/ui/Recovery.tsx';
import { forStaff } from '#domain/disclosure/outputs.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';
import { recent } from '../recent.ts';

/** The secretariat lets somebody in who lost their second factor: one asks, another confirms. */
export function recoveryRoutes(door: Door): void {
  door.page('/f/:forum/recovery', forStaff('recovery of access'), 'confirm-recovery', async (visit) => {
    const inside = await visit.forum();
    return inside ? page(visit, inside) : absent();
  });
  door.deed('/f/:forum/recovery', forStaff('ask for a recovery', 'answer'), 'ask-recovery', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const again = await recent(visit);
    if (again) return again;
    const form = readForm(AskRecovery, visit.form);
    if (!form.ok) return page(visit, inside, { typed: form.typed, errors: form.errors });
    const asked = await askRecovery(inside.ctx, form.value);
    return asked.ok ? goTo(visit.path) : page(visit, inside, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, asked.refusal) }, statusOf(asked.refusal.code));
  });
  door.deed('/f/:forum/recovery/confirm', forStaff('confirm a recovery', 'answer'), 'confirm-recovery', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const back = visit.path.replace(/\/confirm$/, '');
    const again = await recent(visit, back);
    if (again) return again;
    const form = readForm(ConfirmRecovery, visit.form);
    if (!form.ok) return page(visit, inside, { errors: form.errors });
    const confirmed = await confirmRecovery(inside.ctx, form.value);
    return confirmed.ok ? goTo(back) : page(visit, inside, { refusal: sayRefusal(visit.locale, confirmed.refusal) }, statusOf(confirmed.refusal.code));
  });
}

async function page(visit: Visit, { ctx, frame }: ForumVisit, form?: FormState, status = 422): Promise<Answer> {
  const found = await recoveryPage(ctx);
  if (!found) return absent();
  const node = forumPage(visit, frame, { title: say(visit.locale, 'accreditation.recovery.title'), current: 'recovery', children: <Recovery locale={visit.locale} zone={visit.zone} base={`/${visit.locale}/f/${frame.forum.key}/recovery`} page={found} form={form} /> });
  return form ? showAgain(node, status) : show(node);
}
