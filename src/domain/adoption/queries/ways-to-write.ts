import { mayRelease, strictest } from '../../disclosure/rules.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { isLocale } from '#platform/i18n/locales.ts';
import { ownSeats } from '../../accreditation/queries/own-seats.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context, ForumContext } from '../../context.ts';
import { paperByLetter } from '../../paper/queries/paper-by-letter.ts';
import { forumAspects, forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { excerptsOf, findingsOf } from '../../synthesis/queries/findings.ts';
import { endOf, silenceState } from '../rules.ts';
import { loadProcedures } from '../store.ts';
import { silenceToBreak } from './deeds-by-letter.ts';

const { ceiling } = byLetter('mail.ways');

/** What a person may write about in one forum, each thing by its id; texts that letters may not carry are left out. */
export type WaysOfForum = {
  forumId: string;
  title: string;
  zone: string;
  open: boolean;
  closesAt: Date | null;
  questions: { id: string; code: string; text: string }[];
  /** The discussion paper, where one is circulated. */
  paper: { id: string; title: string } | null;
  findings: { reference: string; text: string }[];
  silences: { id: string; reference: string; text: string; endsAt: Date }[];
};

/** What a person may write about now by letter, forum by forum; as they see it themselves. */
export async function waysToWrite(ctx: Context, personId: string): Promise<WaysOfForum[]> {
  const self: Context = { ...ctx, actor: { kind: 'person', personId, administrator: false } };
  const person = await ctx.db.selectFrom('person').select('locale').where('id', '=', personId).executeTakeFirst();
  const ways: WaysOfForum[] = [];
  for (const { forumId } of await ownSeats(self)) {
    const inside = await enter(self, forumId);
    const found = inside && (await waysOf(inside, isLocale(person?.locale) ? person.locale : 'en'));
    if (found) ways.push(found);
  }
  return ways;
}

async function waysOf(ctx: ForumContext, locale: string): Promise<WaysOfForum | null> {
  const { forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!forum) return null;
  const over = forum.closesAt !== null && ctx.now >= forum.closesAt;
  const [aspects, findings, excerpts, procedures] = [over || !may(ctx.sight, 'post') ? [] : await forumAspects(ctx, forumId), await findingsOf(ctx), await excerptsOf(ctx), await loadProcedures(ctx)];
  const wording = (findingId: string): string => {
    const finding = findings.find(({ id }) => id === findingId);
    const marking = strictest([forum.defaultMarking, ...excerpts.filter((one) => one.findingId === findingId).map((one) => one.marking as Marking)]);
    return mayRelease(marking, ceiling) ? (finding?.texts[locale] ?? finding?.text ?? '') : marking;
  };
  const paper = over ? null : await paperByLetter(ctx, isLocale(locale) ? locale : 'en');
  const silences: WaysOfForum['silences'] = [];
  for (const procedure of procedures) {
    if (silenceState(procedure, ctx.now) !== 'running' && silenceState(procedure, ctx.now) !== 'broken') continue;
    const open = await silenceToBreak(ctx, procedure.id);
    if (open?.ruling.ok) silences.push({ id: procedure.id, reference: open.reference, text: wording(procedure.findingId), endsAt: endOf(procedure) });
  }
  return {
    forumId, title: titleOf(forum), zone: forum.zone, open: forum.opensAt !== null && ctx.now >= forum.opensAt && !over, closesAt: forum.closesAt,
    questions: aspects.flatMap(({ questions }) => questions).map(({ id, code, text }) => ({ id, code, text })),
    paper: paper?.goesOut ? { id: paper.id, title: paper.title } : null,
    findings: may(ctx.sight, 'rate') ? findings.filter(({ kind, state }) => kind === 'recommendation' && state === 'ready').map(({ id, reference }) => ({ reference, text: wording(id) })) : [],
    silences,
  };
}
