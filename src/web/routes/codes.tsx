import { forStaff } from '#domain/disclosure/outputs.ts';
import { addCode, mergeCodes, moveCode, renameCode } from '#domain/synthesis/commands/arrange-codes.ts';
import { codesPage } from '#domain/synthesis/queries/codes-page.ts';
import { ArrangeInput, CodeInput } from '#domain/synthesis/schema.ts';
import { CodeTree } from '#domain/synthesis/ui/CodeTree.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

export function codeRoutes(door: Door): void {
  door.page('/f/:forum/codes', forStaff('tree of codes'), 'excerpt', (visit) => codesView(visit));
  door.deed('/f/:forum/codes/add', forStaff('add a code', 'answer'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(CodeInput, visit.form);
    if (!form.ok) return codesView(visit, form);
    const added = await addCode(inside.ctx, form.value);
    return added.ok ? goTo(`/f/${inside.frame.forum.key}/codes#code-${added.value.codeId}`) : codesView(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, added.refusal) });
  });
  door.deed('/f/:forum/codes', forStaff('arrange the codes', 'answer'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(ArrangeInput, visit.form);
    // Whatever is wrong is said at the code it was done to.
    if (!form.ok) return codesView(visit, { typed: form.typed, refusal: say(visit.locale, 'web.form.errors', { count: form.errors.length }) });
    const done = await arrange(inside, form.value);
    return done.ok ? goTo(`/f/${inside.frame.forum.key}/codes#code-${form.value.deed === 'merge' ? form.value.into : form.value.code}`) : codesView(visit, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) });
  });
}

function arrange({ ctx }: ForumVisit, input: ArrangeInput) {
  switch (input.deed) {
    case 'rename':
      return renameCode(ctx, input.code, input.label);
    case 'move':
      return moveCode(ctx, input.code, input.parent ?? null);
    case 'merge':
      return mergeCodes(ctx, input.code, input.into);
    default:
      return input satisfies never;
  }
}

async function codesView(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  const codes = inside && (await codesPage(inside.ctx));
  if (!inside || !codes) return absent();
  const { frame } = inside;
  const view = forumPage(visit, frame, {
    title: say(visit.locale, 'bench.codes.title'),
    current: 'bench',
    children: <CodeTree locale={visit.locale} codes={codes} here={`/${visit.locale}/f/${frame.forum.key}/codes`} form={form} />,
  });
  return form ? showAgain(view) : show(view);
}
