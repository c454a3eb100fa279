import { forStaff } from '#domain/disclosure/outputs.ts';
import { attachExcerpt } from '#domain/synthesis/commands/draft-finding.ts';
import { editFinding } from '#domain/synthesis/commands/edit-finding.ts';
import { dropExcerpt, moveExcerpt } from '#domain/synthesis/commands/move-excerpt.ts';
import { findingPage } from '#domain/synthesis/queries/finding-page.ts';
import { EvidenceInput, FindingEdit } from '#domain/synthesis/schema.ts';
import { FindingView } from '#domain/synthesis/ui/FindingView.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

export function findingRoutes(door: Door): void {
  door.page('/f/:forum/finding/:reference', forStaff('finding'), 'draft-finding', (visit) => findingView(visit));
  door.deed('/f/:forum/finding/:reference', forStaff('edit a finding', 'answer'), 'draft-finding', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(FindingEdit, visit.form);
    if (!form.ok) return findingView(visit, form);
    const edited = await editFinding(inside.ctx, referenceOf(visit), form.value);
    if (edited.ok) return goTo(addressOf(inside, visit));
    // The next save is said of the version that is now shown beside what was typed.
    return findingView(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, edited.refusal) }, edited.refusal.code === 'synthesis.finding_stale');
  });
  door.deed('/f/:forum/finding/:reference/excerpt', forStaff('arrange the evidence', 'answer'), 'draft-finding', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(EvidenceInput, visit.form);
    if (!form.ok) return findingView(visit, { typed: form.typed, refusal: say(visit.locale, 'web.form.errors', { count: form.errors.length }) });
    const done = await arrange(inside, referenceOf(visit), form.value);
    return done.ok ? goTo(addressOf(inside, visit)) : findingView(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) });
  });
}

const referenceOf = (visit: Visit): string => visit.params['reference'] ?? '';
const addressOf = ({ frame }: ForumVisit, visit: Visit): string => `/f/${frame.forum.key}/finding/${referenceOf(visit)}`;

function arrange({ ctx }: ForumVisit, reference: string, input: EvidenceInput) {
  switch (input.deed) {
    case 'support':
    case 'oppose':
      return attachExcerpt(ctx, reference, input.excerpt, input.deed === 'oppose');
    case 'drop':
      return dropExcerpt(ctx, reference, input.excerpt);
    case 'move':
      return moveExcerpt(ctx, input.excerpt, input);
    default:
      return input satisfies never;
  }
}

async function findingView(visit: Visit, form?: FormState, stale = false): Promise<Answer> {
  const inside = await visit.forum();
  const page = inside && (await findingPage(inside.ctx, referenceOf(visit)));
  if (!inside || !page) return absent();
  const { frame } = inside;
  const base = `/${visit.locale}/f/${frame.forum.key}`;
  const view = forumPage(visit, frame, {
    title: say(visit.locale, 'bench.finding.title', { ref: page.finding.reference }),
    current: 'bench',
    children: <FindingView locale={visit.locale} here={`${base}/finding/${page.finding.reference}`} base={base} page={page} parts={frame.parts} form={form} stale={stale} />,
  });
  return form ? showAgain(view, stale ? 409 : 422) : show(view);
}
