import { forStaff } from '#domain/disclosure/outputs.ts';
import { judgeSuggestion } from '#domain/synthesis/commands/judge-suggestion.ts';
import { leadsOf } from '#domain/synthesis/queries/leads.ts';
import { suggestionRecord } from '#domain/synthesis/queries/suggestion-record.ts';
import { suggestionsFor } from '#domain/synthesis/queries/suggestions.ts';
import { themeSuggestions } from '#domain/synthesis/queries/themes.ts';
import { SuggestionInput } from '#domain/synthesis/schema.ts';
import { LeadDigest, SuggestionRecordTable, Suggestions } from '#domain/synthesis/ui/Suggestions.tsx';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { ErrorSummary, type FormState } from '#ui/fields.tsx';
import { absent, type Answer, type Door, type ForumVisit, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm } from '../form.ts';
import { forumPage } from '../pages.tsx';

/** What aids suggest to rapporteurs: beside a text, for a part, for the tree of codes; and what became of each. */
export function suggestionRoutes(door: Door): void {
  door.page('/f/:forum/suggestions', forStaff('suggestions'), 'excerpt', (visit) => forText(visit));
  door.page('/f/:forum/suggestions/leads/:part', forStaff('digest of lead sentences'), 'excerpt', (visit) => forPart(visit, visit.params['part'] ?? ''));
  door.page('/f/:forum/suggestions/codes', forStaff('suggested codes'), 'excerpt', (visit) => forCodes(visit));
  door.deed('/f/:forum/suggestions', forStaff('judge a suggestion', 'answer'), 'excerpt', async (visit) => {
    const inside = await visit.forum();
    if (!inside) return absent();
    const form = readForm(SuggestionInput, visit.form);
    if (!form.ok) return forText(visit, { refusal: sayRefusal(visit.locale, { code: 'synthesis.no_such_suggestion' }) });
    const { about, at } = form.value;
    const judged = await judgeSuggestion(inside.ctx, form.value, { merged: (ref) => say(visit.locale, 'suggest.mergedReason', { ref }) });
    const key = inside.frame.forum.key;
    if (judged.ok) return goTo(about === 'part' ? `/f/${key}/suggestions/leads/${encodeURIComponent(at)}` : about === 'codes' ? `/f/${key}/suggestions/codes` : benchOf(inside, at));
    const again = { refusal: sayRefusal(visit.locale, judged.refusal) };
    return about === 'part' ? forPart(visit, at, again) : about === 'codes' ? forCodes(visit, again) : forText(visit, again, at);
  });
}

/** The workbench at a text, without its language. */
const benchOf = ({ frame }: ForumVisit, ref: string): string => {
  const code = ref.split('·')[0] ?? '';
  const part = frame.parts.find(({ questions }) => questions.some((question) => question.code === code))?.letter ?? frame.parts[0]?.letter ?? 'A';
  return `/f/${frame.forum.key}/bench/${part}?c=${ref.replace('·', '-')}`;
};

const propsOf = (visit: Visit, inside: ForumVisit) => ({ locale: visit.locale, judgeAt: `/${visit.locale}/f/${inside.frame.forum.key}/suggestions`, bench: (ref: string) => `/${visit.locale}${benchOf(inside, ref)}` });

async function forText(visit: Visit, form?: FormState, typed?: string): Promise<Answer> {
  const inside = await visit.forum();
  const ref = (typed ?? visit.query['c'] ?? '').replace('-', '·');
  const list = inside && (ref ? await suggestionsFor(inside.ctx, ref) : []);
  if (!inside || !list) return absent();
  const { locale } = visit;
  const record = await suggestionRecord(inside.ctx);
  if (!record) return absent();
  const view = forumPage(visit, inside.frame, { title: say(locale, 'suggest.page'), current: 'bench', children: (
    <div class="stack-6"><div><h1>{say(locale, 'suggest.page')}</h1>{ref ? <p><a href={`/${locale}${benchOf(inside, ref)}`}>{ref}</a></p> : null}</div><ErrorSummary locale={locale} form={form} />
      {ref ? <turbo-frame id="suggestions"><Suggestions {...propsOf(visit, inside)} about="text" at={ref} list={list} /></turbo-frame> : null}
      <SuggestionRecordTable locale={locale} record={record} /></div>
  ) });
  return form ? showAgain(view) : show(view);
}

async function forPart(visit: Visit, part: string, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  const leads = inside && (await leadsOf(inside.ctx, part));
  if (!inside || !leads) return absent();
  const view = forumPage(visit, inside.frame, { title: say(visit.locale, 'suggest.leads.title'), current: 'bench', children: <><ErrorSummary locale={visit.locale} form={form} /><LeadDigest {...propsOf(visit, inside)} about="part" at={part} leads={leads} /></> });
  return form ? showAgain(view) : show(view);
}

async function forCodes(visit: Visit, form?: FormState): Promise<Answer> {
  const inside = await visit.forum();
  const list = inside && (await themeSuggestions(inside.ctx));
  if (!inside || !list) return absent();
  const { locale } = visit;
  const view = forumPage(visit, inside.frame, { title: say(locale, 'suggest.themes.title'), current: 'bench', children: (
    <div class="stack-6"><div><h1>{say(locale, 'suggest.themes.title')}</h1><p class="lead">{say(locale, 'suggest.themes.lead')}</p><p><a href={`/${locale}/f/${inside.frame.forum.key}/codes`}>{say(locale, 'bench.codes.title')}</a></p></div><ErrorSummary locale={locale} form={form} />
      <Suggestions {...propsOf(visit, inside)} about="codes" at="" list={list} /></div>
  ) });
  return form ? showAgain(view) : show(view);
}
