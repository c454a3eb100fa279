import { whenFor } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { wordingOf } from '../../synthesis/queries/wording.ts';
import { type ConsultationItem, consultationLetter } from '../letters/consultation.ts';
import { consultationState } from '../rules/consultation.ts';
import { loadConsultations } from '../store/comments.ts';

export type ConsultationAbout = { consultation: string };

/** The letter of consultations that are open when it is sent, with the texts as they stand then; null where none is open any more. */
export async function writeConsultation(ctx: ForumContext, { items, locale, zone, origin }: { items: readonly ConsultationAbout[] } & Writing): Promise<NoticeText | null> {
  const [forum, consultations, findings] = await Promise.all([forumFacts(ctx, ctx.sight.forumId), loadConsultations(ctx), findingsOf(ctx)]);
  if (!forum) return null;
  const told: ConsultationItem[] = [];
  for (const one of consultations) {
    if (!items.some(({ consultation }) => consultation === one.id) || consultationState(one, ctx.now) !== 'open') continue;
    const texts: ConsultationItem['texts'][number][] = [];
    for (const finding of findings.filter(({ id }) => one.findings.includes(id))) {
      const wording = await wordingOf(ctx, finding.id, finding.version, locale);
      if (wording) texts.push({ ref: finding.reference, text: wording.text, marking: wording.marking ?? forum.defaultMarking });
    }
    told.push({ ends: whenFor(locale, one.endsAt, forum.zone, zone), note: one.note, texts });
  }
  const refs = told.flatMap(({ texts }) => texts.map(({ ref }) => ref));
  if (refs.length === 0) return null;
  return consultationLetter({ forum: titleOf(forum), marking: forum.defaultMarking, consultations: told, link: `${origin}/${locale}/f/${forum.key}/outcome${refs.length === 1 ? `/${refs[0]}` : ''}`, settingsLink: `${origin}/${locale}/me` }, locale);
}
