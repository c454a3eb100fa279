import type { VNode } from 'preact';
import { roles } from '#domain/accreditation/model.ts';
import { forOneself } from '#domain/disclosure/outputs.ts';
import { administratorActsAs, type Deed, deeds, holds, rights } from '#domain/rights.ts';
import { say } from '#platform/i18n/say.ts';
import { type Door, show, type Visit } from '../door.tsx';
import { sitePage } from '../pages.tsx';

export function administrationRoutes(door: Door): void {
  door.page('/admin/rights', forOneself('roles and rights'), 'administrator', async (visit) => show(rightsPage(visit)));
}

/** The table of rights as the program has it, in words a data protection officer can read. */
function rightsPage(visit: Visit): VNode {
  const { locale } = visit;
  const title = say(locale, 'rights.page.title');
  return sitePage(visit, {
    title,
    children: (
      <div class="stack-5">
        <h1>{title}</h1>
        <p class="read">{say(locale, 'rights.page.lead')}</p>
        <div class="tablewrap" tabIndex={0} role="region" aria-label={title}>
          <table class="table">
            <thead><tr><th scope="col">{say(locale, 'rights.page.deed')}</th><th scope="col">{say(locale, 'rights.page.object')}</th>{roles.map((role) => <th scope="col">{say(locale, `ui.role.${role}`)}</th>)}<th scope="col">{say(locale, 'rights.page.administrator')}</th></tr></thead>
            <tbody>
              {(Object.keys(deeds) as Deed[]).map((deed) => (
                <tr>
                  <th scope="row">{say(locale, `rights.deed.${deed}`)}</th>
                  <td>{say(locale, `rights.object.${deeds[deed]}`)}</td>
                  {[...roles.map((role) => rights[role].includes(deed)), holds({ roles: [administratorActsAs], seat: null }, deed)].map((may) => (may ? <td><b>{say(locale, 'rights.page.may')}</b></td> : <td class="muted">{say(locale, 'rights.page.mayNot')}</td>))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="meta">{say(locale, 'rights.page.notes')}</p>
        <p class="meta">{say(locale, 'rights.page.outside')}</p>
      </div>
    ),
  });
}

/** The way to an administrator's pages, from their own page; nothing for everyone else. */
export function AdministrationLinks({ visit: { locale, person } }: { visit: Visit }): VNode | null {
  if (!person?.administrator) return null;
  return (
    <section>
      <h2>{say(locale, 'rights.administration')}</h2>
      <ul class="docs">
        <li><a href={`/${locale}/s/new`}>{say(locale, 'programme.import.title')}</a></li>
        <li><a href={`/${locale}/admin/letters`}>{say(locale, 'mail.site.title')}</a></li>
        <li><a href={`/${locale}/admin/letters/out`}>{say(locale, 'queue.title')}</a></li>
        <li><a href={`/${locale}/admin/rights`}>{say(locale, 'rights.page.title')}</a></li>
      </ul>
    </section>
  );
}
