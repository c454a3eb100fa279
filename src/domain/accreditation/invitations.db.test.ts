import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { who } from '../account/queries/who.ts';
import { hashOf } from '../account/rules/token.ts';
import { acceptInvitation } from './commands/accept-invitation.ts';
import { invite } from './commands/invite.ts';
import { invitationPage } from './queries/seats-page.ts';
import { readRows } from './rules.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());
beforeEach(() => house.at('2012-06-20T08:00:00Z'));

const lines = 'maria@example.org; Maria Rossi; Data Protection Office; experts; participant; it';
const lastLink = async (address: string): Promise<string> => {
  const { body } = await house.pool.db.selectFrom('letter').select('body').where('address', '=', address).orderBy('written_at', 'desc').limit(1).executeTakeFirstOrThrow();
  return /\/([A-Za-z0-9_-]{43})/.exec(body)?.[1] ?? '';
};
const acceptance = (token: string) => ({ token, answer: 'accept' as const, name: 'Maria Rossi', locale: 'it' as const, regime: 'named' as const, rules: 'yes' as const });

describe('an invitation', () => {
  it('is sent once with its letter, whatever arrives twice', async () => {
    const input = { submissionId: randomUUID(), lines };
    const fay = await house.as('fay');
    expect(await invite(fay, input, 'https://forum.test')).toMatchObject({ ok: true, value: { sent: 1 } });
    expect(await invite(fay, input, 'https://forum.test')).toMatchObject({ ok: true, value: { sent: 1 } });
    expect(await house.pool.db.selectFrom('letter').select('subject').where('address', '=', 'maria@example.org').execute()).toHaveLength(1);
    expect(await invite(fay, { ...input, lines: `${lines}\n` }, 'https://forum.test')).toMatchObject({ refusal: { code: 'platform.submission_reused' } });
  });

  it('is for organisers to send', async () => {
    expect(await invite(await house.as('anna'), { submissionId: randomUUID(), lines }, 'https://forum.test')).toMatchObject({ refusal: { code: 'accreditation.not_yours' } });
  });

  it('is not answered by looking at it, and works once', async () => {
    const token = await lastLink('maria@example.org');
    expect((await invitationPage(house.visitor(), token))?.ruling.ok).toBe(true);
    expect((await invitationPage(house.visitor(), token))?.ruling.ok).toBe(true);
    expect(await acceptInvitation(house.visitor(), { ...acceptance(token), rules: undefined } as never)).toMatchObject({ refusal: { code: 'accreditation.rules_not_accepted' } });
    const accepted = await acceptInvitation(house.visitor(), acceptance(token));
    expect(accepted).toMatchObject({ ok: true, value: { forumId: ids.forum } });
    expect(await acceptInvitation(house.visitor(), acceptance(token))).toMatchObject({ refusal: { code: 'accreditation.invitation_used' } });
    const session = accepted.ok ? accepted.value.session : '';
    expect(await who(house.visitor(), hashOf(session), house.world.now())).toMatchObject({ name: 'Maria Rossi' });
  });

  it('expires at its hour, and a newer one kills the older', async () => {
    const fay = await house.as('fay');
    const other = lines.replaceAll('aria', 'ario');
    await invite(fay, { submissionId: randomUUID(), lines: other }, 'https://forum.test');
    const older = await lastLink('mario@example.org');
    house.at('2012-06-21T08:00:00Z');
    await invite(await house.as('fay'), { submissionId: randomUUID(), lines: other }, 'https://forum.test');
    const newer = await lastLink('mario@example.org');
    expect(await acceptInvitation(house.visitor(), acceptance(older))).toMatchObject({ refusal: { code: 'accreditation.invitation_used' } });
    house.at('2012-07-05T08:00:00Z');
    expect(await acceptInvitation(house.visitor(), acceptance(newer))).toMatchObject({ refusal: { code: 'accreditation.invitation_expired' } });
    expect(await acceptInvitation(house.visitor(), acceptance('nonsense'))).toMatchObject({ refusal: { code: 'accreditation.no_such_invitation' } });
  });

  it('names every bad line before anything is sent', () => {
    const read = readRows(`${lines}\n${lines}\nno-address; A; B; experts\na@b.org; A; B; wizards`);
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? [] : read.wrong).toHaveLength(3);
  });
});
