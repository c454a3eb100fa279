import { forOneself, forStaff } from '#domain/disclosure/outputs.ts';
import { confirmLetter, discardLetter } from '#domain/discussion/commands/settle-letter.ts';
import { letterPage } from '#domain/discussion/queries/letter-page.ts';
import { lettersOfSite, lettersPage } from '#domain/discussion/queries/letters-page.ts';
import { anchorOf, readRef } from '#domain/discussion/rules.ts';
import { LetterInput } from '#domain/discussion/schema.ts';
import { Letter, LetterSums, Letters } from '#domain/discussion/ui/Letters.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { fates } from '#platform/mail/inbox.ts';
import type { FormState } from '#ui/fields.tsx';
import { type Answer, absent, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage, sitePage } from '../pages.tsx';

/** Letters that came in: the ledger for those who run a forum, and each for the one who wrote it. */
export function letterRoutes(door: Door): void {
  door.page('/admin/letters', forOneself('letters of the site'), 'administrator', async (visit) => {
    const { locale } = visit;
    const title = say(locale, 'mail.site.title');
    const sums = await lettersOfSite(visit.ctx);
    return show(sitePage(visit, { title, children: <div class="stack-5"><h1>{title}</h1><p class="read">{say(locale, 'mail.site.lead')}</p><LetterSums sums={sums} locale={locale} base={null} /></div> }));
  });
  door.page('/f/:forum/letters', forStaff('letters received'), 'see-desk', async (visit) => {
    const inside = await visit.forum();
    const page = inside && (await lettersPage(inside.ctx, fates.find((fate) => fate === visit.query['fate']) ?? null));
    if (!inside || !page) return absent();
    const { locale } = visit;
    return show(forumPage(visit, inside.frame, { title: say(locale, 'mail.ledger.title'), current: 'letters', children: <Letters page={page} locale={locale} base={`/${locale}/f/${inside.frame.forum.key}/letters`} /> }));
  });
  door.page('/f/:forum/letters/:letter', forOneself('one’s own letter'), 'post', (visit) => letter(visit));
  door.deed('/f/:forum/letters/:letter', forOneself('decide on one’s own letter', 'answer'), 'post', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const id = visit.params['letter'] ?? '';
    const { key } = inside.frame.forum;
    const { deed, ...fields } = visit.form;
    if (deed === 'discard') {
      const discarded = await discardLetter(inside.ctx, id);
      return discarded.ok ? goTo(`/f/${key}/letters/${id}`) : letter(visit, { typed: typedIn(fields), refusal: sayRefusal(visit.locale, discarded.refusal) }, statusOf(discarded.refusal.code));
    }
    const form = readForm(LetterInput, fields);
    if (!form.ok) return letter(visit, { typed: form.typed, errors: form.errors }, 422);
    const posted = await confirmLetter(inside.ctx, id, form.value);
    if (!posted.ok) return letter(visit, { typed: typedIn(fields), refusal: sayRefusal(visit.locale, posted.refusal) }, statusOf(posted.refusal.code));
    if ('waitsUntil' in posted.value) return goTo(`/f/${key}/letters/${id}`);
    const asked = readRef(posted.value.ref);
    return goTo(asked ? `/f/${key}/q/${asked.code}#${anchorOf(asked.code, asked.number)}` : `/f/${key}`);
  });
}

async function letter(visit: Visit, form?: FormState, status?: number): Promise<Answer> {
  const inside = await visit.forum();
  const page = inside && (await letterPage(inside.ctx, visit.params['letter'] ?? ''));
  if (!inside || !page) return absent();
  const { locale } = visit;
  const node = forumPage(visit, inside.frame, { title: say(locale, 'mail.page.title'), current: 'letter', tlp: page.marking, children: <Letter page={page} locale={locale} action={`/${locale}/f/${inside.frame.forum.key}/letters/${page.id}`} form={form} /> });
  return form ? showAgain(node, status) : show(node);
}
