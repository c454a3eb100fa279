import { liftSuppression } from '#domain/account/commands/lift-suppression.ts';
import { retryLetters } from '#domain/account/commands/retry-letters.ts';
import { letterQueue } from '#domain/account/queries/letter-queue.ts';
import { queueStates } from '#domain/account/rules/letter-queue.ts';
import { LiftSuppression, RetryLetters } from '#domain/account/schema.ts';
import { LetterQueue } from '#domain/account/ui/LetterQueue.tsx';
import { forOneself } from '#domain/disclosure/outputs.ts';
import { statusOf } from '#platform/http-status.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import type { Refusal } from '#platform/outcome.ts';
import { type Answer, type Door, goTo, show, showAgain, type Visit } from '../door.tsx';
import { readForm } from '../form.ts';
import { sitePage } from '../pages.tsx';

/** The queue of letters out, for an administrator: what has not arrived and why, and what can be done. */
export function letterQueueRoutes(door: Door): void {
  door.page('/admin/letters/out', forOneself('letters out of the site'), 'administrator', async (visit) => show(await queueNode(visit)));
  door.deed('/admin/letters/out', forOneself('try letters again', 'answer'), 'administrator', async (visit) => {
    const form = readForm(RetryLetters, visit.form);
    if (!form.ok) return again(visit, { code: 'account.no_such_letter' });
    const outcome = await retryLetters(visit.ctx, form.value);
    return outcome.ok ? goTo(`/admin/letters/out?retried=${outcome.value.letters}`) : again(visit, outcome.refusal);
  });
  door.deed('/admin/letters/out/lift', forOneself('lift a suppressed address', 'answer'), 'administrator', async (visit) => {
    const form = readForm(LiftSuppression, visit.form);
    if (!form.ok) return again(visit, { code: 'account.no_such_letter' });
    const outcome = await liftSuppression(visit.ctx, form.value);
    return outcome.ok ? goTo('/admin/letters/out?lifted=yes') : again(visit, outcome.refusal);
  });
}

/** The page as it stands now, with what was not done and why; a letter that is gone is no page that is gone. */
const again = async (visit: Visit, refusal: Refusal): Promise<Answer> => {
  const status = statusOf(refusal.code);
  return showAgain(await queueNode(visit, sayRefusal(visit.locale, refusal)), status === 404 ? 422 : status);
};

async function queueNode(visit: Visit, refusal?: string) {
  const { locale, query } = visit;
  const page = await letterQueue(visit.ctx, queueStates.find((state) => state === query['state']) ?? null);
  const retried = /^\d{1,9}$/.test(query['retried'] ?? '') ? Number(query['retried']) : null;
  const said = retried !== null ? say(locale, 'queue.retried', { count: retried }) : query['lifted'] ? say(locale, 'queue.suppressed.lifted') : undefined;
  return sitePage(visit, { title: say(locale, 'queue.title'), children: <LetterQueue page={page} locale={locale} zone={visit.zone} base={`/${locale}/admin/letters/out`} form={refusal ? { refusal } : undefined} said={refusal ? undefined : said} /> });
}
