import * as openid from 'openid-client';

/** A site's identity provider, as the settings name it. */
export type ProviderSettings = { issuer: string; clientId: string; clientSecret: string; label: string };

type Secrets = { state: string; nonce: string; verifier: string };
/** What the provider vouches for; unread, as it came. */
export type Vouched = { issuer: string; subject: string; email: unknown; emailVerified: boolean };

/** The provider as the program uses it: where to send a browser, and what it vouches for when the browser is back. */
export type Provider = {
  label: string;
  /** Where to send the browser; null when the provider cannot be reached. */
  visitAddress(secrets: Secrets): Promise<URL | null>;
  /** What it vouches for, given the address the browser came back to. */
  vouchedFor(cameBackTo: URL, secrets: Secrets): Promise<{ kind: 'vouched'; vouched: Vouched } | { kind: 'refused' } | { kind: 'away' }>;
};

/** Seconds; a provider that takes longer is as good as away. */
const patience = 8;

/** Speaks OpenID Connect (authorization code with PKCE, state and nonce) with one provider, found by its issuer when first needed. */
export function providerAt(settings: ProviderSettings, returnAddress: string): Provider {
  const issuer = new URL(settings.issuer);
  let known: Promise<openid.Configuration> | null = null;
  const configuration = (): Promise<openid.Configuration> => {
    // Plain HTTP only to this machine: the settings let nothing else through.
    const execute = issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [];
    known ??= openid.discovery(issuer, settings.clientId, settings.clientSecret, undefined, { execute, timeout: patience });
    // A provider that was away is looked for again at the next sign-in.
    known.catch(() => { known = null; });
    return known;
  };
  return {
    label: settings.label,
    async visitAddress({ state, nonce, verifier }) {
      const found = await configuration().catch(() => null);
      if (!found) return null;
      const challenge = await openid.calculatePKCECodeChallenge(verifier);
      return openid.buildAuthorizationUrl(found, { redirect_uri: returnAddress, scope: 'openid email', state, nonce, code_challenge: challenge, code_challenge_method: 'S256' });
    },
    async vouchedFor(cameBackTo, { state, nonce, verifier }) {
      const found = await configuration().catch(() => null);
      if (!found) return { kind: 'away' };
      // The address that was registered, with what the provider added to it; the browser came by way of a language.
      const address = new URL(returnAddress);
      address.search = cameBackTo.search;
      try {
        const tokens = await openid.authorizationCodeGrant(found, address, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
        const claims = tokens.claims();
        if (!claims) return { kind: 'refused' };
        // Some providers put the address into the token, some answer it only when asked.
        const person = claims['email'] === undefined ? await openid.fetchUserInfo(found, tokens.access_token, claims.sub) : claims;
        return { kind: 'vouched', vouched: { issuer: claims.iss, subject: claims.sub, email: person['email'], emailVerified: person['email_verified'] === true } };
      } catch (error) {
        return { kind: isOutage(error) ? 'away' : 'refused' };
      }
    },
  };
}

/** A connection that failed or took too long, or a provider in trouble; anything else is a no of the provider or to it. */
function isOutage(error: unknown): boolean {
  if (error instanceof openid.ResponseBodyError) return error.status >= 500;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : '';
  return error.message === 'fetch failed' || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT';
}
