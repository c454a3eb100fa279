import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Program, startProgram } from '../program.ts';

export type Answered = { status: number; headers: Readonly<Record<string, string | string[] | undefined>>; text: string };
type Asked = { method?: string; path: string; headers?: Readonly<Record<string, string>>; form?: Readonly<Record<string, string>>; body?: string };

/** The running program as a stranger with a raw socket sees it: any header, no redirect followed, no cookie kept. */
export type Target = {
  program: Program;
  raw(asked: Asked): Promise<Answered>;
  /** The same with what a browser says of itself when it sends one of our forms. */
  send(path: string, form: Readonly<Record<string, string>>, cookie?: string): Promise<Answered>;
  /** Signs a person of the demonstration in by a link of the operator; answers with the session's cookie. */
  signIn(person: string): Promise<string>;
  /** Asks for a sign-in link, as the page does. */
  askForLink(address: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
};

export const forum = '/en/f/internet-2012-2';
export const addressOf = (person: string): string => `${person}@demonstration.invalid`;

/** Starts the built program with the demonstration data. */
export async function openTarget(): Promise<Target> {
  const program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  const { hostname, port } = new URL(program.origin);
  const raw: Target['raw'] = ({ method = 'GET', path, headers = {}, form, body }) => new Promise((answer, fail) => {
    const text = form ? new URLSearchParams(form).toString() : body;
    const asking = request({ hostname, port, method, path, headers: { ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...(text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }), ...headers }, timeout: 10_000 }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => answer({ status: reply.statusCode ?? 0, headers: reply.headers, text: Buffer.concat(chunks).toString() }));
      reply.on('error', fail);
    });
    asking.on('timeout', () => asking.destroy(new Error('timeout')));
    asking.on('error', fail);
    asking.end(text);
  });
  const own = { origin: program.origin, 'sec-fetch-site': 'same-origin' };
  const send: Target['send'] = (path, form, cookie) => raw({ method: 'POST', path, form, headers: { ...own, ...(cookie ? { cookie } : {}) } });
  return {
    program,
    raw,
    send,
    signIn: async (person) => {
      const { out } = await program.cli('sign-in-link', addressOf(person));
      const used = await send(new URL(out.trim()).pathname, {});
      return String(used.headers['set-cookie']).split(';')[0] ?? '';
    },
    askForLink: (address, headers = {}) => raw({ method: 'POST', path: '/en/sign-in', form: { email: address }, headers: { ...own, ...headers } }),
  };
}

/** How many letters have come to an address, once no more have come for a while. */
export async function lettersTo({ letters }: Program, address: string): Promise<number> {
  let before = -1;
  let now = letters.filter(({ to }) => to === address).length;
  while (now !== before) {
    await pause(700);
    before = now;
    now = letters.filter(({ to }) => to === address).length;
  }
  return now;
}
