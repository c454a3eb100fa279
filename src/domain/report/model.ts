import type { Weight } from '../synthesis/model.ts';

/**
 * Terminology
 *
 * paragraph    running text of a chapter: sentences, each resting on findings or contributions or marked as the editor's own
 * rests        references of what a sentence rests on, with the forum's figure: `II/F-07`, `II/B2·14`
 * weight word  "several", "many": computed from distinct voices where `{weight}` stands in a sentence
 * check        something that still stands in the way of publication, with where it is mended
 * lineage      what a later forum made of a finding of an earlier one
 * proposal     another wording that came back in a Word document
 * follow-up    what an addressee reports of a recommendation after publication
 */
export type Sentence = {
  text: string;
  rests: readonly string[];
  /** The editor's own words, resting on nothing that was said. */
  editorial: boolean;
  /** Another weight word than the computed one, with the reason for it; printed in the annex. */
  word: { said: Weight; reason: string } | null;
};

export const sections = ['summary', 'mandates', 'fora', 'cross-cutting', 'background', 'challenges', 'discussions'] as const;
export type Section = (typeof sections)[number];
/** Sections of a forum's chapter; the others belong to the whole series. */
export const forumSections: readonly Section[] = ['background', 'challenges', 'discussions'];

/** Where a paragraph stands: its forum, or the whole series; its section; of discussions, the focus aspect. */
export type Place = { forumId: string | null; section: Section; aspectId: string | null };
export type Paragraph = Place & { id: string; position: number; version: number; sentences: readonly Sentence[] };

export const checkCodes = ['open', 'quote', 'evidence', 'gone', 'support', 'leak', 'release', 'told', 'untranslated', 'unreviewed', 'stale', 'marking', 'weight', 'draft', 'proposal'] as const;
export type CheckCode = (typeof checkCodes)[number];
/** One thing that stands in the way: what, where, and the address that mends it, without language. */
export type Check = { code: CheckCode; ref: string; text: string; href: string };

export const relations = ['takes-up', 'merges', 'contradicts'] as const;
export type Relation = (typeof relations)[number];
/** The later finding and the earlier one, by reference with the forum's figure. */
export type Lineage = { later: string; earlier: string; relation: Relation };

export const followUpStandings = ['planned', 'under-way', 'done', 'not-taken-up'] as const;
export type FollowUpStanding = (typeof followUpStandings)[number];

export type ReportRefusal =
  | 'report.not_yours'
  | 'report.no_such_series'
  | 'report.no_such_place'
  | 'report.no_such_paragraph'
  | 'report.no_such_reference'
  | 'report.reference_unread'
  | 'report.word_unread'
  | 'report.paragraph_stale'
  | 'report.sentences_differ'
  | 'report.no_such_translation'
  | 'report.own_translation'
  | 'report.lineage_backwards'
  | 'report.no_such_proposal'
  | 'report.proposal_already_decided'
  | 'report.proposal_needs_reason'
  | 'report.follow_up_not_yours'
  | 'report.not_published_yet'
  | 'report.no_such_recommendation';
