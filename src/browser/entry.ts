import { Application } from '@hotwired/stimulus';
import * as Turbo from '@hotwired/turbo';
import { Copy } from './controllers/copy.ts';
import { Desk } from './controllers/desk.ts';
import { Draft } from './controllers/draft.ts';
import { Focus } from './controllers/focus.ts';
import { Keys } from './controllers/keys.ts';
import { Live } from './controllers/live.ts';
import { Menu } from './controllers/menu.ts';
import { Opened } from './controllers/opened.ts';
import { Passage } from './controllers/passage.ts';
import { Passkey } from './controllers/passkey.ts';
import { Quote } from './controllers/quote.ts';
import { Rail } from './controllers/rail.ts';
import { Refresh } from './controllers/refresh.ts';
import { SearchKey } from './controllers/search-key.ts';
import { Toolbar } from './controllers/toolbar.ts';
import { Unread } from './controllers/unread.ts';
import { dropCopies } from './device.ts';

// Turbo's progress bar writes a style element, which our policy refuses; it never comes up.
Turbo.config.drive.progressBarDelay = 2_147_483_647;

// These addresses lead on to where a contribution is read, by a fragment that fetch does not tell of: the browser follows them itself.
document.addEventListener('turbo:click', (event) => {
  const { url } = (event as CustomEvent<{ url: string }>).detail;
  if (/\/f\/[^/]+\/(c\/[A-Z]\d+-\d+|new\/next)$/.test(new URL(url).pathname)) event.preventDefault();
});

// An old link to a contribution that stands on another page by now, or in another question.
document.addEventListener('turbo:load', () => {
  const [, ref] = /^#([A-Z]\d+-\d+)$/.exec(window.location.hash) ?? [];
  const [, forum] = /^(\/[a-z]{2}\/f\/[^/]+)\/q\/[A-Z]\d+$/.exec(window.location.pathname) ?? [];
  if (ref && forum && !document.getElementById(ref)) window.location.replace(`${forum}/c/${ref}`);
});

const application = Application.start();
application.register('copy', Copy);
application.register('desk', Desk);
application.register('draft', Draft);
application.register('focus', Focus);
application.register('keys', Keys);
application.register('live', Live);
application.register('menu', Menu);
application.register('opened', Opened);
application.register('passage', Passage);
application.register('passkey', Passkey);
application.register('quote', Quote);
application.register('rail', Rail);
application.register('refresh', Refresh);
application.register('search-key', SearchKey);
application.register('toolbar', Toolbar);
application.register('unread', Unread);

// Whoever signs out leaves no text of theirs on the device, over plain HTTP as well, where the answer's header clears nothing.
document.addEventListener('submit', ({ target }) => {
  if (target instanceof HTMLFormElement && target.action.endsWith('/sign-out')) dropCopies();
});
