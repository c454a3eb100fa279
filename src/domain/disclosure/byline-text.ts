import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { Byline } from './model.ts';

/** A byline in words, its body and States by their names in the reader's language. */
export function bylineText(by: Byline, locale: Locale): string {
  const body = bodyIn(by, locale);
  switch (by.shows) {
    case 'person':
      return body ? say(locale, 'ui.byline.affiliated', { person: by.person, affiliation: body }) : by.person;
    case 'former':
      return body ? say(locale, 'ui.byline.former', { affiliation: body }) : say(locale, 'ui.byline.nobody');
    case 'affiliation':
      return by.states ? say(locale, by.states.of === 'group' ? 'ui.byline.group' : 'ui.byline.aligned', { body, states: by.states.names.map((names) => names[locale] ?? names['en'] ?? '').join(', ') }) : body;
    case 'category':
      return say(locale, `ui.category.${by.category}`);
    case 'nobody':
      return by.rule === 'unattributed' ? say(locale, 'ui.byline.unattributed') : say(locale, 'ui.byline.nobody');
    default:
      return by satisfies never;
  }
}

/** The name of a byline's body in a language; the one it was given where it has none there. */
const bodyIn = (by: Byline, locale: Locale): string => ('affiliation' in by ? by.affiliationNames?.[locale] || by.affiliation || '' : '');
