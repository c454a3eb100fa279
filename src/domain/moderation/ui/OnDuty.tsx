import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { stamp } from '#platform/i18n/time.ts';
import { Tag } from '#ui/marks.tsx';
import type { RoleOnDuty } from '../queries/duty-page.ts';

/** Who is on now in each role and until when; where nobody is, that. */
export function OnDuty({ roles, locale, zone }: { roles: readonly RoleOnDuty[]; locale: Locale; zone: string }): VNode {
  return (
    <dl class="kv duty__now">
      {roles.map(({ role, on }) => (
        <>
          <dt>{say(locale, `duty.role.${role}`)}</dt>
          <dd>{on.length ? on.map(({ name, until, own, note }) => <p><b>{name}</b>{own ? <> <Tag tone="accent">{say(locale, 'duty.you')}</Tag></> : null} <span class="meta">{say(locale, 'duty.until', { when: stamp(locale, until, zone) })}</span>{note ? <span class="meta"> · {say(locale, 'duty.handedOver', { note })}</span> : null}</p>) : <Tag tone="now">{say(locale, 'duty.nobodyNow')}</Tag>}</dd>
        </>
      ))}
    </dl>
  );
}
