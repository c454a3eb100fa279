import { forOneself, forStaff } from '#domain/disclosure/outputs.ts';
import { askForTranslation, reviewTranslation } from '#domain/discussion/commands/translate-contribution.ts';
import { type TranslationPage, translationPage } from '#domain/discussion/queries/translations.ts';
import { TranslationReviewInput } from '#domain/discussion/schema.ts';
import { endonyms, isLocale } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState, SubmissionId, TextArea } from '#ui/fields.tsx';
import { Callout } from '#ui/marks.tsx';
import { absent, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { dressingFor } from '../dressing.ts';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** Translations of contributions: asked for by readers, reviewed by the secretariat. */
export function translationRoutes(door: Door): void {
  door.deed('/f/:forum/c/:ref/translate/:into', forOneself('ask for a translation', 'answer'), 'translate', async (visit) => {
    const inside = await visit.forum();
    const [ref, into] = [visit.params['ref'] ?? '', visit.params['into'] ?? ''];
    if (!inside || !isLocale(into)) return absent();
    const { forum } = inside.frame;
    const asked = await askForTranslation(inside.ctx, ref, into, visit.house.translates);
    const code = ref.split('-')[0] ?? '';
    // Somebody else asked a moment ago: what was wanted is under way.
    if (asked.ok || asked.refusal.code === 'discussion.already_so') return goTo(`/f/${forum.key}/q/${code}#${ref}`);
    if (asked.refusal.code === 'discussion.no_such_contribution') return absent();
    const title = say(visit.locale, 'translation.title', { ref: ref.replace('-', '·') });
    return showAgain(forumPage(visit, inside.frame, { title, current: `q:${code}`, children: <div class="stack"><h1>{title}</h1><Callout tone="now"><p>{sayRefusal(visit.locale, asked.refusal)}</p></Callout><p><a href={`/${visit.locale}/f/${forum.key}/q/${code}#${ref}`}>{ref.replace('-', '·')}</a></p></div> }));
  });
  door.page('/f/:forum/c/:ref/translation/:into', forStaff('review a translation'), 'review-translation', async (visit) => {
    const found = await translationOf(visit);
    return found ? show(reviewPage(visit, found.inside, found.page)) : absent();
  });
  door.deed('/f/:forum/c/:ref/translation/:into', forStaff('take a translation as reviewed', 'answer'), 'review-translation', async (visit) => {
    const found = await translationOf(visit);
    if (!found) return absent();
    const { inside, page } = found;
    const form = readForm(TranslationReviewInput, visit.form);
    if (!form.ok) return showAgain(reviewPage(visit, inside, page, { typed: form.typed, errors: form.errors }));
    const done = await reviewTranslation(inside.ctx, visit.params['ref'] ?? '', page.into, form.value);
    return done.ok ? goTo(`/f/${inside.frame.forum.key}/q/${page.code}#${visit.params['ref'] ?? ''}`) : showAgain(reviewPage(visit, inside, page, { typed: typedIn(visit.form), refusal: sayRefusal(visit.locale, done.refusal) }));
  });
}

async function translationOf(visit: Visit): Promise<{ inside: ForumVisit; page: TranslationPage } | null> {
  const inside = await visit.forum();
  const page = inside && (await translationPage(inside.ctx, visit.params['ref'] ?? '', visit.params['into'] ?? ''));
  return inside && page ? { inside, page } : null;
}

function reviewPage(visit: Visit, { frame }: ForumVisit, page: TranslationPage, form?: FormState) {
  const { locale } = visit;
  const title = say(locale, 'translation.title', { ref: page.ref });
  const named = (lang: string): string => (isLocale(lang) ? endonyms[lang] : lang);
  return forumPage(visit, frame, {
    title,
    current: `q:${page.code}`,
    children: (
      <div class="stack"><h1>{title}</h1>
        <ErrorSummary locale={locale} form={form} />
        {page.stale ? <Callout tone="now"><p>{say(locale, 'discussion.translation_stale')}</p></Callout> : null}
        <h2>{say(locale, 'translation.original', { language: named(page.lang) })}</h2>
        <div class="read" lang={page.lang} dangerouslySetInnerHTML={{ __html: dressingFor(visit)(page.original) }} />
        <form method="post" class="form"><SubmissionId value={form?.typed?.['submissionId']} />
          <TextArea locale={locale} name="text" label={say(locale, 'translation.text', { language: named(page.into) })} rows={12} reading lang={page.into} value={page.markdown} form={form} />
          <p class="meta">{say(locale, 'translation.reviewWords')}</p>
          <button class="btn btn--primary">{say(locale, 'translation.review')}</button>
        </form>
      </div>
    ),
  });
}
