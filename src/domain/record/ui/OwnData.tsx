import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { endonyms, type Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { OwnData } from '../queries/own-data.ts';

const style = 'body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif;color:#111;background:#fff}h2{margin-top:2.5rem;border-bottom:1px solid #999}li{margin:1rem 0}.meta{color:#444}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-left:3px solid #999;padding-left:1rem}';

/** One's own data as a page that needs nothing else: it forbids itself every script and every fetch. */
export function ownDataFile(data: OwnData, locale: Locale): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const title = say(locale, 'record.data.title');
  return `<!doctype html>\n${render(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={`default-src 'none'; style-src 'sha256-${hash}'`} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {/* Our own constant style sheet: nothing that people wrote is in it. */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body><main><h1>{title}</h1><p class="meta">{say(locale, 'record.data.made', { when: when(locale, data.madeAt, data.profile.zone, { year: true }) })}</p><Parts data={data} locale={locale} /></main></body>
    </html>,
  )}\n`;
}

/** A rating by the word of its scale. */
const ratingWord = { support: 'terms.ratingSupport', 'can-accept': 'terms.ratingCanAccept', 'have-concerns': 'terms.ratingHaveConcerns', 'cannot-accept': 'terms.ratingCannotAccept' } as const;

type Item = { facts: readonly (string | null)[]; text?: readonly string[]; lang?: string | null };

function Parts({ data, locale }: { data: OwnData; locale: Locale }): VNode {
  const at = (instant: Date | null) => (instant ? when(locale, instant, data.profile.zone, { year: true }) : null);
  const { profile } = data;
  const part = (id: 'profile' | 'seats' | 'invitations' | 'contributions' | 'drafts' | 'annotations' | 'flags' | 'ratings' | 'letters' | 'sessions', items: readonly Item[]) => <Part locale={locale} title={say(locale, `record.data.part.${id}`)} items={items} />;
  const digest = say(locale, `account.profile.digest.${profile.digest}`);
  return (
    <>
      {part('profile', [profile.name, profile.email, ...profile.languages.map((l) => endonyms[l]), profile.zone, `${say(locale, 'account.profile.digest')}: ${digest}`, at(profile.createdAt)].map((fact) => ({ facts: [fact] })))}
      {part('seats', data.seats.map((s) => ({ facts: [s.forum, s.body, say(locale, `ui.category.${s.category}`), ...s.roles.map((r) => say(locale, `ui.role.${r}`)), say(locale, `ui.regime.${s.shownAs}`), at(s.accreditedAt)] })))}
      {part('invitations', data.invitations.map((i) => ({ facts: [i.forum, i.body, at(i.sentAt), i.answer ? say(locale, `invitation.state.${i.answer}`) : null, at(i.answeredAt)] })))}
      {part('contributions', data.contributions.map((c) => ({ facts: [c.forum, c.ref, c.question, c.replyTo ? say(locale, 'discussion.replyTo', { ref: c.replyTo }) : null, say(locale, `ui.regime.${c.regime}`), c.marking, at(c.receivedAt)], text: c.wordings.map(({ text }) => text), lang: c.lang })))}
      {part('drafts', data.drafts.map((d) => ({ facts: [d.forum, d.code, d.question, d.savedAt ? at(d.savedAt) : say(locale, 'discussion.waiting.count', { count: 1 })], text: [d.text], lang: d.lang })))}
      {part('annotations', data.annotations.map((a) => ({ facts: [a.forum, a.paragraph, `“${a.quote}”`, at(a.at)], text: [a.text, ...(a.proposal ? [a.proposal] : [])], lang: a.lang })))}
      {part('flags', data.flags.map((f) => ({ facts: [f.forum, f.ref, f.rule, at(f.at)], text: [f.sentence] })))}
      {part('ratings', data.ratings.map((r) => ({ facts: [r.forum, r.finding, say(locale, ratingWord[r.value]), at(r.at)], text: r.comment ? [r.comment] : [] })))}
      {part('letters', data.letters.map((l) => ({ facts: [l.subject, l.address, at(l.sentAt ?? l.writtenAt)] })))}
      {part('sessions', data.sessions.map((s) => ({ facts: [`${at(s.startedAt)} – ${at(s.expiresAt)}`] })))}
    </>
  );
}

function Part({ locale, title, items }: { locale: Locale; title: string; items: readonly Item[] }): VNode {
  const facts = (item: Item): ComponentChildren => item.facts.filter((fact) => fact !== null).join(' · ');
  return (
    <section>
      <h2>{title}</h2>
      {items.length === 0 ? <p>{say(locale, 'record.data.nothing')}</p> : <ul>{items.map((item) => <li><span class="meta">{facts(item)}</span>{item.text?.map((text) => <pre {...(item.lang ? { lang: item.lang } : {})}>{text}</pre>)}</li>)}</ul>}
    </section>
  );
}
