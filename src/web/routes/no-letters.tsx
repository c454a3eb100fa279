import { stopLetters } from '#domain/account/commands/stop-letters.ts';
import { readLeaveToken } from '#domain/account/rules/leave-letters.ts';
import { forPublic } from '#domain/disclosure/outputs.ts';
import { say } from '#platform/i18n/say.ts';
import { type Door, show, type Visit } from '../door.tsx';
import { sitePage } from '../pages.tsx';

/** The way off letters of what is new: one button, or the mail program's own, without signing in. */
export function noLettersRoutes(door: Door): void {
  door.page('/no-letters/:token', forPublic('no more letters'), 'bearer', async (visit) => (whose(visit) ? show(page(visit, 'asked')) : show(page(visit, 'unknown'), { status: 410 })));
  door.deed('/no-letters/:token', forPublic('stop letters', 'answer'), 'bearer', async (visit) => {
    const personId = whose(visit);
    if (!personId) return show(page(visit, 'unknown'), { status: 410 });
    await stopLetters(visit.ctx, personId);
    return show(page(visit, 'done'));
  });
}

const whose = (visit: Visit): string | null => readLeaveToken(visit.house.vault.mark, visit.params['token'] ?? '');

function page(visit: Visit, state: 'asked' | 'done' | 'unknown') {
  const { locale } = visit;
  const title = say(locale, 'account.noLetters.title');
  return sitePage(visit, {
    title,
    children: (
      <div class="prose">
        <h1>{title}</h1>
        <p role={state === 'asked' ? undefined : 'status'}>{say(locale, `account.noLetters.${state}`)}</p>
        {state === 'asked' ? <form method="post" action={visit.path}><button class="btn btn--primary">{say(locale, 'account.noLetters.button')}</button></form> : null}
        {state === 'unknown' ? null : <p class="muted">{say(locale, 'account.noLetters.stays')}</p>}
      </div>
    ),
  });
}
