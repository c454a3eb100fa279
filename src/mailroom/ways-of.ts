import { type Place, replyAddress } from '#domain/accreditation/rules/reply-address.ts';
import type { WaysOfForum } from '#domain/adoption/queries/ways-to-write.ts';
import type { MailDoor } from '#platform/mail/mail-door.ts';
import type { Ways } from './letters/ways.ts';

/** Gives each thing a person may write about the address that is theirs for it. */
export function withAddresses(ways: readonly WaysOfForum[], personId: string, door: MailDoor): Ways {
  return ways.map(({ forumId, findings, questions, paper, silences, ...forum }) => {
    const at = (kind: Place['kind'], id: string) => replyAddress(door, { personId, forumId, place: { kind, id }, voice: 'own' });
    return {
      ...forum,
      questions: questions.map(({ id, ...question }) => ({ ...question, address: at('question', id) })),
      paper: paper && { title: paper.title, address: at('paper', paper.id) },
      findings: findings.length > 0 ? { items: findings, address: at('findings', forumId) } : null,
      silences: silences.map(({ id, ...silence }) => ({ ...silence, address: at('silence', id) })),
    };
  });
}
