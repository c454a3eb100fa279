import { z } from 'zod';

export type ClassifierSettings = { url: string; key: string | null };
const Answer = z.object({
  model: z.string().min(1).max(80),
  signals: z.array(z.object({ label: z.string().regex(/^[a-z][a-z-]{0,59}$/), confidence: z.number().min(0).max(1), reason: z.string().max(300).optional(), spans: z.array(z.object({ from: z.number().int(), to: z.number().int() })).max(50).optional() })).max(20),
});
/** Looks at a text; throws where it does not answer as agreed, or too late. */
export type Classifier = (text: string, language: string) => Promise<z.output<typeof Answer>>;

/** Who takes longer than this for one text is as good as not there. */
const maxMs = 10_000;
const maxAnswerBytes = 64 * 1024;

/**
 * A classifier of the site's own choice. It gets a text and its language: no name, no address, no id, no cookie.
 *
 * Source  docs/reference/aids.md.
 */
export function classifierAt({ url, key }: ClassifierSettings, waitMs = maxMs): Classifier {
  return async (text, language) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ version: 1, text, language }),
      // The address is the operator's; where it leads on to is not.
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    });
    if (!answer.ok) throw new Error(`the classifier answered ${answer.status}`);
    const body = await answer.text();
    if (body.length > maxAnswerBytes) throw new Error('the classifier answered with too much');
    return Answer.parse(JSON.parse(body));
  };
}
