import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { forPublic, forSeats, forStaff } from '#domain/disclosure/outputs.ts';
import { setRegister } from '#domain/moderation/commands/set-moderation.ts';
import { decisionsFile, decisionsHead, decisionsRows } from '#domain/moderation/queries/decisions-file.ts';
import { type OfForum, transparency, type Transparency as View, transparencyFile } from '#domain/moderation/queries/transparency.ts';
import { RegisterInput } from '#domain/moderation/schema.ts';
import { Transparency } from '#domain/moderation/ui/Transparency.tsx';
import { forumFacts } from '#domain/programme/queries/forum-facts.ts';
import { type ForumPublic, forumPublic } from '#domain/programme/queries/series-page.ts';
import { may } from '#domain/rights.ts';
import { csvOf } from '#platform/csv.ts';
import { say } from '#platform/i18n/say.ts';
import { SubmissionId } from '#ui/fields.tsx';
import { absent, type Answer, bytes, type Door, type ForumVisit, goTo, kept, show, type Visit } from '../door.tsx';
import { readForm } from '../form.ts';
import { forumPage, sitePage } from '../pages.tsx';

/**
 * The figures and the register of a forum's moderation: beside the forum's public page for everyone, and inside it for
 * its seats. They are the same; the register is open to everyone only where the forum has opened it.
 */
export function transparencyRoutes(door: Door): void {
  door.page('/s/:series/:number/transparency', forPublic('transparency'), 'everyone', (visit) => outside(visit, (page, told) => publicPage(visit, page, told)));
  door.feed('/s/:series/:number/transparency.json', forPublic('transparency figures', 'file'), 'everyone', (visit) => outside(visit, async ({ forum }, told) => json(transparencyFile(forum, told), 'public, max-age=300')));
  door.feed('/s/:series/:number/decisions.json', forPublic('register of decisions', 'file'), 'everyone', (visit) => outside(visit, async ({ forum }, told) => (told.decisionsPublic ? json(decisionsFile(forum, told), 'public, max-age=300') : absent())));
  door.feed('/s/:series/:number/decisions.csv', forPublic('register of decisions as a table', 'file'), 'everyone', (visit) => outside(visit, async ({ forum }, told) => (told.decisionsPublic ? table(forum, told) : absent())));

  door.page('/f/:forum/transparency', forSeats('transparency inside'), 'read', (visit) => inside(visit, async (found, forum, told) => show(insidePage(visit, found, forum, told))));
  door.page('/f/:forum/transparency.json', forSeats('transparency figures inside', 'file'), 'read', (visit) => inside(visit, async (_, forum, told) => json(transparencyFile(forum, told), 'no-store')));
  door.page('/f/:forum/decisions.json', forSeats('register of decisions inside', 'file'), 'read', (visit) => inside(visit, async (_, forum, told) => json(decisionsFile(forum, told), 'no-store')));
  door.page('/f/:forum/decisions.csv', forSeats('register of decisions as a table inside', 'file'), 'read', (visit) => inside(visit, async (_, forum, told) => table(forum, told)));
  door.deed('/f/:forum/transparency/register', forStaff('open the register of decisions', 'answer'), 'edit-programme', async (visit) => {
    const found = await visit.forum();
    if (!found) return absent();
    const form = readForm(RegisterInput, visit.form);
    // Two buttons with fixed words: there is nothing to be mended, so the page is shown as it is.
    if (form.ok) await setRegister(found.ctx, form.value);
    return goTo(`/f/${found.frame.forum.key}/transparency`);
  });
}

const json = (file: unknown, cache: string): Answer => bytes('application/json; charset=utf-8', `${JSON.stringify(file, null, 1)}\n`, { cache });
const table = (forum: OfForum, told: View): Answer => bytes('text/csv; charset=utf-8', csvOf([decisionsHead, ...decisionsRows(told)]), { fileName: `${forum.key}-decisions.csv` });

/** A forum that everyone may read of, with its figures; a number written otherwise is no address of ours. */
async function outside(visit: Visit, answer: (page: ForumPublic, told: View) => Promise<Answer>): Promise<Answer> {
  const page = /^[1-9]\d?$/.test(visit.params['number'] ?? '') ? await forumPublic(visit.ctx, visit.params['series'] ?? '', Number(visit.params['number'])) : null;
  return page ? answer(page, await transparency(visit.ctx, page.forum)) : absent();
}

async function inside(visit: Visit, answer: (found: ForumVisit, forum: OfForum, told: View) => Promise<Answer>): Promise<Answer> {
  const found = await visit.forum();
  const forum = found && (await forumFacts(found.ctx, found.ctx.sight.forumId));
  return found && forum ? answer(found, forum, await transparency(found.ctx, forum)) : absent();
}

async function publicPage(visit: Visit, { series, forum }: ForumPublic, told: View): Promise<Answer> {
  const { locale } = visit;
  const base = `/${locale}/s/${series.slug}/${forum.number}`;
  const crumbs = [{ text: say(locale, 'ui.forums'), href: `/${locale}/` }, { text: series.shortTitle, href: `/${locale}/s/${series.slug}` }, { text: say(locale, 'programme.public.forumNumber', { number: forum.number }), href: base }, { text: say(locale, 'transparency.title'), href: null }];
  const node = sitePage(visit, {
    title: say(locale, 'transparency.title'), still: !visit.person, demonstration: series.demonstration, crumbs,
    head: <link rel="alternate" type="application/json" href={`${base}/transparency.json`} />,
    children: <Transparency view={told} locale={locale} zone={forum.zone} files={{ figures: `${base}/transparency.json`, decisions: told.decisionsPublic ? `${base}/decisions` : null }} />,
  });
  if (visit.person) return show(node);
  const key = ['transparency', locale, visit.theme, visit.path, Math.floor(visit.ctx.now.getTime() / 60_000), visit.house.rehearsal(), forum.revision].join('|');
  return kept(await visit.house.pages.page(key, [`forum:${forum.id}`], async () => `<!doctype html>${render(node)}`));
}

function insidePage(visit: Visit, { ctx, frame }: ForumVisit, forum: OfForum, told: View): VNode {
  const { locale } = visit;
  const base = `/${locale}/f/${frame.forum.key}`;
  const title = say(locale, 'transparency.title');
  const outside = `/${locale}/s/${frame.series.slug}/${frame.forum.number}/transparency`;
  return forumPage(visit, frame, {
    title,
    current: 'transparency',
    children: (
      <Transparency view={told} locale={locale} zone={forum.zone} files={{ figures: `${base}/transparency.json`, decisions: `${base}/decisions` }}>
        <p class="meta">{say(locale, told.decisionsPublic ? 'transparency.open.yes' : 'transparency.open.no')} <a href={outside}>{say(locale, 'transparency.open.page')}</a></p>
        {may(ctx.sight, 'edit-programme') ? <form method="post" action={`${base}/transparency/register`}><SubmissionId /><button class="btn" name="open" value={told.decisionsPublic ? 'no' : 'yes'}>{say(locale, told.decisionsPublic ? 'transparency.open.close' : 'transparency.open.open')}</button></form> : null}
      </Transparency>
    ),
  });
}
