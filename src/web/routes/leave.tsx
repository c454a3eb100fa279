import { timingSafeEqual } from 'node:crypto';
import { forPublic } from '#domain/disclosure/outputs.ts';
import { say } from '#platform/i18n/say.ts';
import { address } from '#platform/text/dress.ts';
import { type Door, show, showAgain, type Visit } from '../door.tsx';
import { leaveMark } from '../dressing.ts';
import { sitePage } from '../pages.tsx';

/** The page between a text here and an address elsewhere: the reader sees the whole address and decides. It sends nobody anywhere. */
export function leaveRoutes(door: Door): void {
  door.page('/leave', forPublic('leave'), 'everyone', async (visit) => {
    const url = address(visit.query['to'] ?? '');
    const given = Buffer.from(visit.query['s'] ?? '');
    const ours = url && Buffer.from(leaveMark(visit.house.vault, url.href));
    if (!url || !ours || given.length !== ours.length || !timingSafeEqual(given, ours)) return showAgain(sitePage(visit, { title: say(visit.locale, 'web.leave.unknown'), children: <div class="page stack"><h1>{say(visit.locale, 'web.leave.unknown')}</h1></div> }));
    return show(leavePage(visit, url));
  });
}

function leavePage(visit: Visit, url: URL) {
  const { locale } = visit;
  const title = say(locale, 'web.leave.title', { host: url.host });
  return sitePage(visit, {
    title,
    children: (
      <div class="page stack">
        <h1>{title}</h1>
        <p class="lead">{say(locale, 'web.leave.words')}</p>
        <p><code class="address">{url.href}</code></p>
        {url.protocol === 'http:' ? <p>{say(locale, 'web.leave.plain')}</p> : null}
        <p><a class="btn btn--primary" href={url.href} rel="nofollow noopener noreferrer" referrerpolicy="no-referrer">{say(locale, 'web.leave.go', { host: url.host })}</a></p>
        <p class="meta">{say(locale, 'web.leave.back')}</p>
      </div>
    ),
  });
}
