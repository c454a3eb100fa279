import type { Refusal } from '../outcome.ts';
import { type Locale, tags } from './locales.ts';
import { type MessageArgs, messages } from './messages.gen.ts';

export type MessageKey = keyof MessageArgs;
type Args = Readonly<Record<string, string | number>>;
type Node = string | [0, string] | [1, string, number, Record<string, Node[]>] | [2, string, Record<string, Node[]>] | [3] | [4, string, Node[]];

/** A piece of a sentence: plain words, or words inside a named tag that the page turns into a link. */
export type Part = string | { tag: string; text: string };

/**
 * The sentence of a key in a language, its slots filled. The language is always said, never remembered.
 */
export function say<K extends MessageKey>(locale: Locale, key: K, ...args: MessageArgs[K] extends Record<never, never> ? [args?: Args] : [args: MessageArgs[K]]): string {
  return sayAny(locale, key, (args[0] ?? {}) as Args);
}

/** The sentence of a key known only when running; a key that does not exist is a fault. */
export function sayAny(locale: Locale, key: string, args: Args = {}): string {
  const message = find(locale, key);
  return typeof message === 'string' ? message : format(locale, message, args, null);
}

/** Whether there is a message of this key. */
export const isMessage = (key: string): key is MessageKey => messages['en']?.[key] !== undefined;

/** A refusal's sentence. */
export const sayRefusal = (locale: Locale, refusal: Refusal): string => sayAny(locale, refusal.code, refusal.detail ?? {});

/** The sentence in pieces, so that a page can make links of the words inside tags. */
export function sayParts<K extends MessageKey>(locale: Locale, key: K, args: MessageArgs[K]): Part[] {
  const message = find(locale, key);
  if (typeof message === 'string') return [message];
  return message.map((node) => (Array.isArray(node) && node[0] === 4 ? { tag: node[1], text: format(locale, node[2], args as Args, null) } : format(locale, [node], args as Args, null)));
}

function find(locale: Locale, key: string): string | Node[] {
  const message = messages[locale]?.[key];
  if (message === undefined) throw new Error(`there is no message ${key}`);
  return message as string | Node[];
}

function format(locale: Locale, nodes: Node[], args: Args, count: number | null): string {
  let text = '';
  for (const node of nodes) {
    if (typeof node === 'string') text += node;
    else if (node[0] === 0) text += slot(locale, node[1], args);
    else if (node[0] === 1) text += plural(locale, node, args);
    else if (node[0] === 2) text += format(locale, node[2][String(args[node[1]])] ?? node[2]['other'] ?? [], args, count);
    else if (node[0] === 3) text += number(locale, count ?? 0);
    else text += format(locale, node[2], args, count);
  }
  return text;
}

function slot(locale: Locale, name: string, args: Args): string {
  const value = args[name];
  if (value === undefined) throw new Error(`a message was said without its ${name}`);
  return typeof value === 'number' ? number(locale, value) : value;
}

function plural(locale: Locale, [, name, offset, branches]: [1, string, number, Record<string, Node[]>], args: Args): string {
  const value = Number(args[name]);
  const branch = branches[`=${value}`] ?? branches[rules[locale].select(value - offset)] ?? branches['other'] ?? [];
  return format(locale, branch, args, value - offset);
}

const perLocale = <T>(make: (tag: string) => T): Record<Locale, T> => ({ en: make(tags.en), fr: make(tags.fr), de: make(tags.de), it: make(tags.it), ru: make(tags.ru), es: make(tags.es) });
const rules = perLocale((tag) => new Intl.PluralRules(tag));
const numbers = perLocale((tag) => new Intl.NumberFormat(tag));

/** A number as the language writes it. */
export const number = (locale: Locale, value: number): string => numbers[locale].format(value);
