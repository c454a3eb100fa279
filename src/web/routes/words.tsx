import { forStaff } from '#domain/disclosure/outputs.ts';
import { addExample, listWord, withdrawExample, withdrawWord } from '#domain/moderation/commands/edit-word-list.ts';
import { tryWord, wordsPage, type WordTrial } from '#domain/moderation/queries/words-page.ts';
import { listLanguages, triedAs } from '#domain/moderation/rules/word-list.ts';
import { ExampleInput, ExampleWithdrawal, WordInput, WordWithdrawal } from '#domain/moderation/schema.ts';
import { WordLists } from '#domain/moderation/ui/WordLists.tsx';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Outcome } from '#platform/outcome.ts';
import type { FormState } from '#ui/fields.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm, typedIn } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** The site's word lists, entry by entry; each is tried on counter-speech before it is saved. */
export function wordRoutes(door: Door): void {
  door.page('/f/:forum/mod/aids/words', forStaff('word lists'), 'see-cases', async (visit) => {
    const inside = await visit.forum();
    return inside ? wordsView(visit, inside) : absent();
  });
  door.deed('/f/:forum/mod/aids/words', forStaff('list a word', 'answer'), 'decide-case', async (visit) => {
    const inside = await visit.forum();
    return inside ? listed(visit, inside) : absent();
  });
  door.deed('/f/:forum/mod/aids/words/withdraw', forStaff('withdraw a word', 'answer'), 'decide-case', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(WordWithdrawal, visit.form);
    return form.ok ? done(visit, inside, await withdrawWord(inside.ctx, form.value)) : wordsView(visit, inside, { form: { errors: form.errors }, status: 422 });
  });
  door.deed('/f/:forum/mod/aids/words/examples', forStaff('examples of counter-speech', 'answer'), 'decide-case', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const withdrawal = readForm(ExampleWithdrawal, visit.form);
    if (withdrawal.ok) return done(visit, inside, await withdrawExample(inside.ctx, withdrawal.value));
    const form = readForm(ExampleInput, visit.form);
    return form.ok ? done(visit, inside, await addExample(inside.ctx, form.value)) : wordsView(visit, inside, { form: { typed: form.typed, errors: form.errors }, status: 422 });
  });
}

async function listed(visit: Visit, inside: ForumVisit): Promise<Answer> {
  const { deed, ...fields } = visit.form;
  const form = readForm(WordInput, fields);
  if (!form.ok) return wordsView(visit, inside, { form: { typed: form.typed, errors: form.errors }, status: 422 });
  const { submissionId: _, language, version: __, tried, ...entry } = form.value;
  const typed = typedIn(fields);
  const trial = await tryWord(inside.ctx, language, { ...entry, ...(entry.note ? { note: entry.note } : {}) } as Parameters<typeof tryWord>[2]);
  // Nothing is saved whose trial was not read: another wording than the tried one is tried first.
  if (deed !== 'save' || tried !== triedAs(language, entry)) return wordsView(visit, inside, { form: { typed }, trial });
  const saved = await listWord(inside.ctx, form.value);
  return saved.ok ? goTo(`/f/${inside.frame.forum.key}/mod/aids/words?language=${language}`) : wordsView(visit, inside, { form: { typed, refusal: sayRefusal(visit.locale, saved.refusal) }, trial, status: statusOf(saved.refusal.code) });
}

function done(visit: Visit, inside: ForumVisit, outcome: Outcome<unknown>): Answer | Promise<Answer> {
  return outcome.ok ? goTo(`/f/${inside.frame.forum.key}/mod/aids/words?language=${languageOf(visit)}`) : wordsView(visit, inside, { form: { refusal: sayRefusal(visit.locale, outcome.refusal) }, status: statusOf(outcome.refusal.code) });
}

const languageOf = (visit: Visit): string => listLanguages.find((one) => one === (visit.form['language'] ?? visit.query['language'])) ?? visit.locale;

async function wordsView(visit: Visit, inside: ForumVisit, { form, trial = null, status = 200 }: { form?: FormState; trial?: WordTrial | null; status?: number } = {}): Promise<Answer> {
  const page = await wordsPage(inside.ctx, languageOf(visit));
  if (!page) return absent();
  const here = `/${visit.locale}/f/${inside.frame.forum.key}/mod/aids/words`;
  const node = forumPage(visit, inside.frame, { title: say(visit.locale, 'words.title'), current: 'mod', children: <WordLists locale={visit.locale} zone={inside.frame.forum.zone} here={here} page={page} form={form} trial={trial} /> });
  return status === 200 ? show(node) : showAgain(node, status);
}
