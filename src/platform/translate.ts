import { z } from 'zod';

export type TranslatorSettings = { url: string; key: string | null };
/** Texts from one language into another, each for each; throws where the provider does not answer as agreed. */
export type Translator = (texts: readonly string[], from: string, to: string) => Promise<string[]>;

const maxMs = 60_000;
/** What a text of ours may become: longer answers are no translations. */
const maxAnswerBytes = 1024 * 1024;
const Answer = z.object({ translatedText: z.array(z.string()) });

/**
 * A provider that speaks LibreTranslate's protocol. It gets the texts and two languages: no name, no address, no cookie.
 *
 * Source  LibreTranslate API, POST /translate.
 */
export function translatorAt({ url, key }: TranslatorSettings): Translator {
  return async (texts, from, to) => {
    if (texts.length === 0) return [];
    const answer = await fetch(`${url.replace(/\/$/, '')}/translate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ q: texts, source: from, target: to, format: 'text', ...(key ? { api_key: key } : {}) }),
      // The address is the operator's; where it leads on to is not.
      redirect: 'error',
      signal: AbortSignal.timeout(maxMs),
    });
    if (!answer.ok) throw new Error(`the translation provider answered ${answer.status}`);
    const body = await answer.text();
    if (body.length > maxAnswerBytes) throw new Error('the translation provider answered with too much');
    const { translatedText } = Answer.parse(JSON.parse(body));
    if (translatedText.length !== texts.length) throw new Error('the translation provider answered with another number of texts');
    return translatedText;
  };
}
