import type { ForumContext } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import { leadOf } from '../aids/lead.ts';
import { sentencesOf } from '../rules.ts';
import { loadCodedExcerpts } from '../store/exchange.ts';
import { loadStream } from '../store/stream.ts';
import { loadSettled, loadSuggestionRecord } from '../store/suggestions.ts';
import { type ShownSuggestion, type Suggestion, suggestionId, suggestionVersion, withRecord } from './suggestions.ts';

/** What each contribution leads with, by question. */
export type Leads = { questions: { code: string; leads: ShownSuggestion[]; more: number }[]; record: { accepted: number; dismissed: number } };

/** So many of a question are read at a sitting; when they are judged, the next come. */
const ofEach = 25;

/**
 * A digest of a part: for each question the first sentence that says something of each contribution no excerpt was made
 * of yet. In trials lead sentences told more of a discussion, and named more of those who spoke, than sentences chosen
 * by how central they are.
 */
export async function leadsOf(ctx: ForumContext, part: string): Promise<Leads | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const [rows, excerpts, settled, record] = [await loadStream(ctx, part), await loadCodedExcerpts(ctx), await loadSettled(ctx), await loadSuggestionRecord(ctx)];
  const marked = new Set(excerpts.map(({ contributionId, revision }) => `${contributionId} ${revision}`));
  const leads = rows.flatMap((row): { question: string; lead: Suggestion }[] => {
    if (row.marking === 'TLP:RED' || marked.has(`${row.id} ${row.revision}`)) return [];
    const lead = leadOf(sentencesOf(row.markdown, row.lang));
    if (!lead) return [];
    const id = suggestionId('lead', suggestionVersion, row.id, row.revision, lead.start, lead.end);
    return settled.has(id) ? [] : [{ question: row.question, lead: { id, method: 'lead', version: suggestionVersion, language: row.lang, passage: { contributionId: row.id, ref: refOf(row.code, row.number), revision: row.revision, ...lead }, codes: [], like: null, label: null, percent: null, shared: [], neighbours: [] } }];
  });
  const own = record.filter(({ method }) => method === 'lead');
  return {
    questions: [...new Set(leads.map(({ question }) => question))].map((code) => {
      const all = leads.filter(({ question }) => question === code).map(({ lead }) => lead);
      return { code, leads: withRecord(all.slice(0, ofEach), record), more: Math.max(0, all.length - ofEach) };
    }),
    record: { accepted: own.reduce((sum, { accepted }) => sum + accepted, 0), dismissed: own.reduce((sum, { dismissed }) => sum + dismissed, 0) },
  };
}
