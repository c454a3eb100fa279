import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { Byline } from './model.ts';

/** A byline in words. */
export function bylineText(by: Byline, locale: Locale): string {
  switch (by.shows) {
    case 'person':
      return by.affiliation ? say(locale, 'ui.byline.affiliated', { person: by.person, affiliation: by.affiliation }) : by.person;
    case 'former':
      return by.affiliation ? say(locale, 'ui.byline.former', { affiliation: by.affiliation }) : say(locale, 'ui.byline.nobody');
    case 'affiliation':
      return by.states ? say(locale, by.states.of === 'group' ? 'ui.byline.group' : 'ui.byline.aligned', { body: by.affiliation, states: by.states.names.map((names) => names[locale] ?? names['en'] ?? '').join(', ') }) : by.affiliation;
    case 'category':
      return say(locale, `ui.category.${by.category}`);
    case 'nobody':
      return by.rule === 'unattributed' ? say(locale, 'ui.byline.unattributed') : say(locale, 'ui.byline.nobody');
    default:
      return by satisfies never;
  }
}
