import { RatingInput } from '#domain/adoption/schema.ts';
import { rulesOfForum } from '#domain/moderation/model.ts';
import { AppealInput, FlagInput } from '#domain/moderation/schema.ts';
import { AnnotationInput } from '#domain/paper/schema.ts';
import type { DeedKind } from './deed-target.ts';
import { type Annotation, annotationsIn, paperAsked } from './paper-words.ts';
import { flagIn, type Objection, objectionIn, type Rating, ratingsIn, saysAccept, saysYes } from './deed-words.ts';

/** What a letter asks for, as its words say it. */
export type DeedInput =
  | { kind: 'appeal'; text: string }
  | { kind: 'rate'; ratings: Rating[] }
  | { kind: 'object'; objection: Objection }
  | { kind: 'flag'; rule: FlagInput['rule']; sentence: string }
  | { kind: 'confirm'; yes: boolean }
  | { kind: 'accept'; yes: boolean; name: string | null }
  | { kind: 'paper'; /** From which paragraph on it is to be sent; null: from its beginning. */ send: string | null }
  | { kind: 'paper'; annotations: Annotation[] };

/** Any id: the limits of the web's forms are asked, with nothing of them but the words. */
const someId = '00000000-0000-4000-8000-000000000000';

/** What a letter to an address for a deed asks for; null where its words do not say it, or say more than a form takes. */
export function readDeed(kind: DeedKind, kept: string): DeedInput | null {
  const text = kept.trim();
  if (text === '') return null;
  switch (kind) {
    case 'appeal':
      return AppealInput.safeParse({ submissionId: someId, text }).success ? { kind, text } : null;
    case 'rate': {
      const read = ratingsIn(text);
      return read.ok && read.ratings.every(({ value, comment }) => RatingInput.safeParse({ submissionId: someId, value, ...(comment ? { comment } : {}) }).success) ? { kind, ratings: read.ratings } : null;
    }
    case 'object': {
      const objection = objectionIn(text);
      return objection && (objection.text ?? '').length <= 4_000 ? { kind, objection } : null;
    }
    case 'flag': {
      const flag = flagIn(text, rulesOfForum);
      const asked = flag && FlagInput.safeParse({ submissionId: someId, ...flag });
      return asked?.success ? { kind, rule: asked.data.rule, sentence: asked.data.sentence } : null;
    }
    case 'confirm': {
      const yes = saysYes(text);
      return yes === null ? null : { kind, yes };
    }
    case 'accept': {
      const said = saysAccept(text);
      return said && { kind, yes: said.yes, name: said.said || null };
    }
    case 'paper': {
      const asked = paperAsked(text);
      if (asked !== undefined) return { kind, send: asked };
      const annotations = annotationsIn(text);
      return annotations?.every((one) => AnnotationInput.safeParse({ submissionId: someId, paragraph: 'p1', sentence: 0, text: one.text, lang: 'en' }).success) ? { kind, annotations } : null;
    }
    default:
      return kind satisfies never;
  }
}
