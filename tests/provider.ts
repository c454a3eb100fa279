import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Accounts of the provider by their subject; two may have one address, as when an address is handed on. */
export type Accounts = Record<string, { email: string; email_verified: boolean }>;
export type TestProvider = {
  settings: { issuer: string; clientId: string; clientSecret: string; label: string };
  /** Walks through the provider's pages as a browser of somebody would; answers with the address it sends them back to. */
  walk(address: string, subject: string): Promise<URL>;
  /** The same, but the person says no. */
  refuse(address: string): Promise<URL>;
  stop(): Promise<void>;
};

/** A real OpenID Connect provider on this machine. */
export async function openProvider(returnAddress: string, accounts: Accounts): Promise<TestProvider> {
  let handle: Parameters<typeof createServer>[1] = () => {};
  const server: Server = createServer((request, answer) => handle?.(request, answer));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'colloquy', client_secret: 'quiet-harbour-at-night', redirect_uris: [returnAddress], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['only for tests'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts[sub] }) }),
  });
  handle = provider.callback();

  const browser = () => {
    const jar = new Map<string, string>();
    return async (address: string, form?: Record<string, string>): Promise<{ location: URL | null; text: string; address: string }> => {
      const answer = await fetch(address, { redirect: 'manual', headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') }, ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
      const location = answer.headers.get('location');
      return { location: location ? new URL(location, address) : null, text: await answer.text(), address };
    };
  };
  const walk = async (address: string, forms: (prompt: string, action: string) => Record<string, string> | string): Promise<URL> => {
    const go = browser();
    let seen = await go(address);
    for (let step = 0; step < 20; step += 1) {
      if (seen.location && seen.location.origin !== issuer) return seen.location;
      if (seen.location) seen = await go(seen.location.href);
      else {
        const prompt = /name="prompt" value="(\w+)"/.exec(seen.text)?.[1];
        if (!prompt) throw new Error(`no form at ${seen.address}: ${seen.text.replace(/<[^>]+>/g, ' ').slice(0, 300)}`);
        const next = forms(prompt, seen.address);
        seen = typeof next === 'string' ? await go(next) : await go(seen.address, next);
      }
    }
    throw new Error('the provider goes round in circles');
  };
  return {
    settings: { issuer, clientId: 'colloquy', clientSecret: 'quiet-harbour-at-night', label: 'Ministry account' },
    walk: (address, subject) => walk(address, (prompt) => (prompt === 'login' ? { prompt, login: subject, password: 'any' } : { prompt })),
    refuse: (address) => walk(address, (_, at) => `${at}/abort`),
    stop: () => new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
  };
}
