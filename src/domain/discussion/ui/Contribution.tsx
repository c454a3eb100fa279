import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { isMessage, say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Icon, SeatShape } from '#ui/Icon.tsx';
import { Callout, Tag, Tlp } from '#ui/marks.tsx';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { Byline } from '../../disclosure/model.ts';
import type { Shown } from '../model.ts';
import { Attachments } from './Attachments.tsx';
import type { Note } from '../queries/relocation-lines.ts';
import { MovedHere } from './Moved.tsx';
import { Wording } from './Wording.tsx';

/** What all contributions of a page share; `code` is the question they stand in. */
export type Setting = { locale: Locale; zone: string; base: string; code: string; defaultMarking: string; canReply: boolean; canArrange?: boolean; /** An organiser may show less of an author. */ canTighten?: boolean; dress?: ((html: string) => string) | undefined; canReview?: boolean; canCover?: boolean; /** The anchors of all that is on the page. */ onPage: ReadonlySet<string> };
type Props = Setting & { contribution: Shown; note?: Note | undefined };

/** One contribution with its byline, marks, text and quiet actions; the same for every reader of one sight. */
export function Contribution(p: Props): VNode {
  const { contribution: c, locale } = p;
  if (c.visibility === 'withheld' && c.withheldGround === 'quarantine') return <Gone anchor={c.anchor}><b>{say(locale, 'quarantine.text.short', { ref: c.ref })}</b><p>{say(locale, 'quarantine.text.why')}</p></Gone>;
  if (c.visibility === 'withheld') return <Gone anchor={c.anchor}><b>{say(locale, 'moderation.withheld.short', { ref: c.ref, rule: c.withheldGround ?? '' })}</b>{ruleText(locale, c.withheldGround)}</Gone>;
  if (c.visibility === 'withdrawn') return <Gone anchor={c.anchor}>{say(locale, 'discussion.withdrawn.notice', { ref: c.ref })}</Gone>;
  return (
    <article class={c.kind === 'contribution' ? 'contrib' : 'contrib contrib--guide'} id={c.anchor} aria-labelledby={`${c.anchor}-w`}>
      <Seat byline={c.byline} />
      <div class="contrib__body">
        <header class="contrib__head">
          <h3 class="contrib__who" id={`${c.anchor}-w`}>
            {c.kind === 'contribution' ? <b>{bylineText(c.byline, locale)}</b> : <><b>{say(locale, `discussion.kind.${c.kind}`)}</b><span>{bylineText(c.byline, locale)}</span></>}
            {c.parentRef ? <span><a href={linkTo(p, c.parentRef)}>{say(locale, 'discussion.replyTo', { ref: c.parentRef })}</a></span> : null}
          </h3>
          <div class="contrib__marks">
            {c.kind === 'contribution' ? <Tag tone="attr" icon={c.byline.shows === 'nobody' ? 'nobody' : c.byline.shows === 'person' ? 'named' : 'institution'}>{say(locale, `ui.regime.${c.regime}`)}</Tag> : <Tag tone="accent">{say(locale, 'discussion.guide.mark')}</Tag>}
            {c.marking === p.defaultMarking ? <span class="tlp-text" lang="en">{c.marking}</span> : <Tlp label={c.marking} />}
            <a href={`#${c.anchor}`}>{c.ref} · <time dateTime={c.at.toISOString()}>{stamp(locale, c.at, p.zone, c.precision)}</time><span class="vh">, {say(locale, 'ui.linkTo', { ref: c.ref })}</span></a>
            {c.late ? <Tag tone="now">{say(locale, 'discussion.late.mark')}</Tag> : null}
            {c.revisedAt ? <a href={`${p.base}/c/${c.anchor}/history`} data-turbo-frame="_top">{say(locale, 'discussion.edited.mark', { time: stamp(locale, c.revisedAt, p.zone, c.precision) })}</a> : null}
          </div>
        </header>
        {p.note ? <MovedHere locale={locale} note={p.note} /> : null}
        {c.label ? <Callout tone="now"><p><b>{say(locale, 'moderation.label.by')}</b> {c.label}</p></Callout> : null}
        <Wording locale={locale} base={p.base} contribution={c} dress={p.dress} canReview={p.canReview} />
        <Attachments locale={locale} base={p.base} lang={c.lang} attachments={c.attachments ?? []} />
        <div class="contrib__foot noprint">
          {p.canReply ? <a class="btn btn--s btn--quiet" data-reply href={`${p.base}/q/${p.code}/write?to=${c.anchor}`} data-turbo-frame="_top"><Icon name="reply" />{say(locale, 'discussion.reply.button', { ref: c.ref })}</a> : null}
          {p.canTighten && c.regime !== 'unattributed' ? <a class="btn btn--s btn--quiet" href={`${p.base}/c/${c.anchor}/attribution`} data-turbo-frame="_top">{say(locale, 'discussion.tighten.link', { ref: c.ref })}</a> : null}
          {p.canReply ? <a class="btn btn--s btn--quiet" href={`${p.base}/q/${p.code}/write?to=${c.anchor}&quote=yes`} data-turbo-frame="_top" data-controller="quote" data-quote-ref-value={c.ref} data-action="pointerdown->quote#note click->quote#take"><Icon name="quote" />{say(locale, 'discussion.quote.button', { ref: c.ref })}</a> : null}
          {p.canCover ? <a class="btn btn--s btn--quiet" href={`${p.base}/c/${c.anchor}/cover`} data-turbo-frame="_top"><Icon name="hidden" />{say(locale, 'attachment.cover.link')}<span class="vh"> {c.ref}</span></a> : null}
          <a class="btn btn--s btn--quiet" href={`${p.base}/c/${c.anchor}/flag`} data-turbo-frame="_top"><Icon name="flag" />{say(locale, 'moderation.flag.button')}<span class="vh"> {c.ref}</span></a>
          {p.canArrange ? <a class="btn btn--s btn--quiet" href={`${p.base}/c/${c.anchor}/arrange`} data-turbo-frame="_top"><Icon name="move" />{say(locale, 'discussion.arrange.button')}<span class="vh"> {c.ref}</span></a> : null}
        </div>
      </div>
    </article>
  );
}

/** What a text replies to: on this page, else wherever it stands. */
function linkTo({ base, onPage }: Setting, ref: string): string {
  const anchor = ref.replace('·', '-');
  return onPage.has(anchor) ? `#${anchor}` : `${base}/c/${anchor}`;
}

/** The rule in words, where there are words for it. */
function ruleText(locale: Locale, ground: string | null): VNode | null {
  const key = `moderation.rule.${(ground ?? '').replace('.', '_')}`;
  return isMessage(key) ? <p>{ground} {say(locale, key as 'moderation.rule.4_1')}</p> : null;
}

function Gone({ anchor, children }: { anchor: string; children: ComponentChildren }): VNode {
  return <div class="withheld" id={anchor}><Icon name="hidden" /><div>{children}</div></div>;
}

/** The shape of the author's category in place of a picture; dashed where nobody is shown. */
function Seat({ byline }: { byline: Byline }): VNode {
  const category = byline.shows === 'nobody' ? null : byline.category;
  return <span class={`seat ${category ? `seat--${category}` : 'seat--none'}`} aria-hidden="true"><SeatShape category={category} /></span>;
}
