import { createHash } from 'node:crypto';
import pg from 'pg';

/** More kinds of reads than we have; lists of varying length beyond it go without a name. */
const mostNames = 400;
const names = new Map<string, string>();

/** The name under which a read is prepared, or undefined where it is none or there are too many. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostNames || !/^\s*(?:select|with)\b/i.test(text)) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return name;
}

/**
 * A connection that prepares each of our reads once: planning a page's joins costs the database more than running
 * them. A plan that no longer fits its tables (a migration went through meanwhile) ends the connection, so that the
 * next reader gets a fresh one.
 */
export class NamingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has nine signatures; ours passes them all through.
  override query(...args: any[]): any {
    const [text, values] = args;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    if (!name) return super.query(...(args as Parameters<pg.Client['query']>));
    const asked = super.query({ name, text: text as string, values: values as unknown[] }, ...(args.slice(2) as []));
    (asked as unknown as Promise<unknown>)?.catch?.((error: { code?: string }) => {
      if (error.code === '0A000') void this.end().catch(() => {});
    });
    return asked;
  }
}
