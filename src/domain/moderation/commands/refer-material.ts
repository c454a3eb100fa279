import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Files } from '#platform/files/store.ts';
import { isLocale, type Locale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { compileTypst } from '#platform/pdf/compile.ts';
import { fontFiles } from '#platform/pdf/fonts.ts';
import type { ForumContext } from '../../context.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { contributionOfFile, heldById } from '../../discussion/queries/held.ts';
import { refOf } from '../../discussion/rules.ts';
import { forumFacts, seriesById } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import { type QuarantineRefusal, type ReferralPart, withheldFromReferral } from '../model.ts';
import { handOn } from '../queries/hand-on.ts';
import { mayConfirmReferral, mayRefer, mayTakeReferral, quarantineRef } from '../rules/quarantine.ts';
import type { ReferralConfirmationInput, ReferralInput } from '../schema.ts';
import { loadQuarantine, type QuarantineRow } from '../store/quarantine.ts';
import { insertReferral, loadReferrals, type ReferralRow, setReferred } from '../store/referrals.ts';
import { type Referral, referralSheet, referralTemplate } from '../ui/referral-sheet.ts';

type Refused = QuarantineRefusal | 'platform.submission_reused';

/** One asks that confirmed material be handed to a competent authority; nothing is made before another confirms. Refuses as `mayRefer` does. */
export function askReferral(ctx: ForumContext, number: number, input: ReferralInput, locale: Locale): Promise<Outcome<null, Refused>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<null, Refused>> => {
    const found = await loadQuarantine(ctx, number, { lock: true });
    const hand = found && (await handOn(ctx, found));
    if (!found || !hand) return refused('moderation.no_such_material');
    const ruling = mayRefer({ ...hand, state: found.state });
    if (!ruling.ok) return ruling;
    const referral = await insertReferral(ctx, found.id, { authority: input.authority, basis: input.basis, note: input.note, locale, askedBy: hand.seatId });
    await journal(ctx, { kind: events.referralAsked, forumId: ctx.sight.forumId, subject: found.id, facts: { referral }, commit: { authority: input.authority, basis: input.basis, note: input.note } });
    return granted(null);
  });
}

/**
 * Another confirms, and the package is made: the material as it is kept, a sheet to read first, the same as JSON, and
 * the hash of each. Who wrote is in none of them.
 *
 * Writes   the package in the file store, the hashes of its parts, one journal entry.
 * Refuses  as `mayConfirmReferral` does; `moderation.no_such_material` where its bytes are not there.
 */
export function confirmReferral(ctx: ForumContext, files: Files, number: number, { submissionId, referral }: ReferralConfirmationInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { number, referral }, async (ctx): Promise<Outcome<null, Refused>> => {
    const found = await loadQuarantine(ctx, number, { lock: true });
    const hand = found && (await handOn(ctx, found));
    const asked = found && (await loadReferrals(ctx, found.id)).find(({ id }) => id === referral);
    if (!found || !hand || !asked) return refused('moderation.no_such_material');
    const ruling = mayConfirmReferral({ ...hand, state: found.state }, asked);
    if (!ruling.ok) return ruling;
    const made = await packageOf(ctx, files, found, asked);
    if (!made) return refused('moderation.no_such_material');
    const { sha256 } = await files.put(made.zip);
    await setReferred(ctx, asked.id, { confirmedBy: hand.seatId, parts: made.parts, sha256 });
    await journal(ctx, { kind: events.referralMade, forumId: ctx.sight.forumId, subject: found.id, facts: { referral, parts: made.parts.map(({ name }) => name), withheld: [...withheldFromReferral] }, commit: { package: sha256.toString('hex'), parts: made.parts.map(({ name, sha256 }) => `${sha256}  ${name}`).join('\n') } });
    return granted(null);
  });
}

/** One of the two takes the package; each time is journaled. Refuses as `mayTakeReferral` does. */
export function takeReferral(ctx: ForumContext, files: Files, number: number, { submissionId, referral }: ReferralConfirmationInput): Promise<Outcome<{ fileName: string; sha256: string }, Refused>> {
  return once(ctx, submissionId, { number, take: referral }, async (ctx): Promise<Outcome<{ fileName: string; sha256: string }, Refused>> => {
    const found = await loadQuarantine(ctx, number);
    const hand = found && (await handOn(ctx, found));
    const made = found && (await loadReferrals(ctx, found.id)).find(({ id }) => id === referral);
    if (!found || !hand || !made?.sha256) return refused('moderation.no_such_material');
    const ruling = mayTakeReferral({ ...hand, state: found.state }, made);
    if (!ruling.ok) return ruling;
    if (!(await files.get(made.sha256))) return refused('moderation.no_such_material');
    await journal(ctx, { kind: events.referralTaken, forumId: ctx.sight.forumId, subject: found.id, facts: { referral } });
    return granted({ fileName: `${quarantineRef(found.number)}-referral.zip`, sha256: made.sha256.toString('hex') });
  });
}

async function packageOf(ctx: ForumContext, files: Files, found: QuarantineRow, asked: ReferralRow): Promise<{ zip: Uint8Array; parts: ReferralPart[] } | null> {
  const [held, forum] = [await heldById(ctx, found.heldId), await forumFacts(ctx, ctx.sight.forumId)];
  const content = held?.content;
  const material = content?.kind === 'text' ? { name: 'material.json', bytes: Buffer.from(`${JSON.stringify({ language: content.lang, wordings: content.wordings.map(({ number, markdown }) => ({ number, text: markdown })) }, null, 1)}\n`) } : { name: `material.${content?.type ?? ''}`, bytes: await files.get(found.sha256) };
  if (!content || !forum || !material.bytes) return null;
  const contributionId = found.what === 'text' ? found.subjectId : await contributionOfFile(ctx, found.subjectId);
  const contribution = contributionId ? await contributionById(ctx, contributionId) : null;
  const parts: ReferralPart[] = [partOf(material.name, material.bytes)];
  const series = await seriesById(ctx, forum.seriesId);
  const sheet: Referral = {
    demonstration: series?.demonstration ?? false,
    // What was never posted has no marking of its own: handled as strictly as can be.
    marking: contribution?.marking ?? 'TLP:RED', forum: `${forum.key} ${forum.announcedTitle ?? forum.shortTitle}`, zone: forum.zone, item: quarantineRef(found.number), contribution: contribution && refOf(contribution.code, contribution.number), what: found.what,
    foundAt: found.at, confirmedAt: found.settledAt ?? ctx.now, madeAt: ctx.now, found: found.match, reason: found.reason, proposal: found.proposal ?? '', authority: asked.authority, basis: asked.basis, note: asked.note, parts,
  };
  const pdf = await compileTypst({ template: referralTemplate, data: referralSheet(sheet, isLocale(asked.locale) ? asked.locale : 'en'), standard: 'ua-1', fonts: fontFiles(), at: ctx.now });
  const withPdf = [...parts, partOf('referral.pdf', pdf)];
  const json = Buffer.from(`${JSON.stringify({ format: 'colloquy-referral/1', ...sheet, parts: withPdf, withheld: withheldFromReferral.map((what) => ({ what, why: whyWithheld[what] })) }, null, 1)}\n`);
  const all = [...withPdf, partOf('referral.json', json)];
  const sums = Buffer.from(all.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  return { parts: all, zip: zipSync({ [material.name]: material.bytes, 'referral.pdf': pdf, 'referral.json': json, SHA256SUMS: sums }, { mtime: new Date(1980, 0, 1) }) };
}

const partOf = (name: string, bytes: Uint8Array): ReferralPart => ({ name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });

/** For programs, in English; the sheet says the same in the language it was asked for in. */
const whyWithheld: Readonly<Record<(typeof withheldFromReferral)[number], string>> = {
  author: 'Who wrote is kept apart and opened by two custodians only, on a lawful request of its own.',
  original: 'The file as it was sent is not kept: what it said of its makers was taken out as it came in.',
  thread: 'What others wrote beside it is not part of what was found.',
  moderators: 'Who found and who decided is in the record, committed to, and named on a lawful request.',
};
