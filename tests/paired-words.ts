import type { Locale } from '#platform/i18n/locales.ts';

/** Ten mild words of abuse in six languages, as a list has them and as a sentence inflects them; invented for trying aids. */
type Pair = { listed: string; inflected: string; forms?: string[] };
const words: Readonly<Record<Locale, readonly Pair[]>> = {
  en: pairs('liar liars, coward cowards, traitor traitors, parasite parasites, thief thieves thieves, idiot idiots, clown clowns, puppet puppets, rat rats, bandit bandits'),
  fr: pairs('menteur menteurs, lâche lâches, traître traîtres, parasite parasites, voleur voleurs, idiot idiots, clown clowns, marionnette marionnettes, rat rats, bandit bandits'),
  de: pairs('Lügner Lügner, Feigling Feiglinge, Verräter Verräter, Parasit Parasiten, Dieb Diebe, Idiot Idioten, Clown Clowns, Marionette Marionetten, Ratte Ratten, Bandit Banditen'),
  it: pairs('bugiardo bugiardi, codardo codardi, traditore traditori, parassita parassiti, ladro ladri, idiota idioti, pagliaccio pagliacci, burattino burattini, ratto ratti, bandito banditi'),
  ru: pairs('лжец лжецов, трус трусов, предатель предателей, паразит паразитов, вор воров, идиот идиотов, клоун клоунов, марионетка марионеток марионеток, крыса крыс, бандит бандитов'),
  es: pairs('mentiroso mentirosos, cobarde cobardes, traidor traidores, parásito parásitos, ladrón ladrones, idiota idiotas, payaso payasos, marioneta marionetas, rata ratas, bandido bandidos'),
};

/** Four things said with each word: of one, of many, in order to condemn, and denied. */
const frames: Readonly<Record<Locale, readonly [one: string, many: string, condemned: string, denied: string]>> = {
  en: ['One of us, a {one}, decides for the rest.', 'There are many {many} here.', 'I condemn that somebody wrote “{one}” here.', 'These people are not {many}.'],
  fr: ['Une personne, un {one} selon moi, décide pour tous.', 'Il y a beaucoup de {many} ici.', 'Je condamne que l’on ait écrit « {one} » ici.', 'Ces gens ne sont pas des {many}.'],
  de: ['Einer von uns, ein {one}, entscheidet für alle.', 'Es gibt hier viele {many}.', 'Ich verurteile, dass jemand hier „{one}“ schrieb.', 'Diese Leute sind keine {many}.'],
  it: ['Uno di noi, un {one}, decide per tutti.', 'Ci sono molti {many} qui.', 'Condanno che qualcuno abbia scritto «{one}» qui.', 'Queste persone non sono {many}.'],
  ru: ['Один из нас, {one}, решает за всех.', 'Здесь много {many}.', 'Я осуждаю, что кто-то написал здесь «{one}».', 'Здесь нет {many}.'],
  es: ['Uno de nosotros, un {one}, decide por todos.', 'Hay muchos {many} aquí.', 'Condeno que alguien escribiera «{one}» aquí.', 'Estas personas no son {many}.'],
};

export type PairedItem = { id: string; text: string; counterSpeech: boolean };

/** Forty items, the same in each language. */
export const itemsIn = (locale: Locale): PairedItem[] => words[locale].flatMap(({ listed, inflected }, w) => frames[locale].map((frame, f) => ({ id: `${w}/${f}`, text: frame.replace('{one}', listed).replace('{many}', inflected), counterSpeech: f >= 2 })));

/** The list a site would load for these words: base forms, and what no stemmer knows to be one word. */
export const listIn = (locale: Locale): string => JSON.stringify({ format: 'colloquy-word-list/1', language: locale, terms: words[locale].map(({ listed, forms }) => ({ term: listed, rule: '3.1', ...(forms ? { forms } : {}) })) });

function pairs(text: string): Pair[] {
  return text.split(', ').map((pair) => {
    const [listed = '', inflected = '', ...forms] = pair.split(' ');
    return { listed, inflected, ...(forms.length > 0 ? { forms } : {}) };
  });
}
