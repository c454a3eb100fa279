import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';

/** Whose keys these are: a host name and the one origin that may ask for them. */
export type Site = { origin: string; id: string; name: string };

/** The site of an origin; keys made for it serve nowhere else, so no look-alike page can use them. */
export const siteAt = (origin: string): Site => ({ origin, id: new URL(origin).hostname, name: 'Colloquy' });

export type KeyToAsk = { id: string; transports: readonly string[] };
type WhoAsks = { challenge: Uint8Array; handle: Uint8Array; userName: string; displayName: string; known: readonly KeyToAsk[] };

/** EdDSA, ES256, RS256: what devices in use can do. */
const algorithms = [-8, -7, -257];

/** What a browser needs to make a key: the device must know its holder (finger, face, code), and does not tell its make. */
export const creationOptions = (site: Site, who: WhoAsks) =>
  generateRegistrationOptions({
    rpName: site.name,
    rpID: site.id,
    userName: who.userName,
    userDisplayName: who.displayName,
    userID: Uint8Array.from(who.handle),
    challenge: Uint8Array.from(who.challenge),
    timeout: 5 * 60_000,
    attestationType: 'none',
    excludeCredentials: who.known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });

/** What a browser needs to use a key without an address being typed: the device finds it by the site. */
export const requestOptions = (site: Site, challenge: Uint8Array) =>
  generateAuthenticationOptions({ rpID: site.id, challenge: Uint8Array.from(challenge), timeout: 5 * 60_000, userVerification: 'required' });

export type CreationResponse = { id: string; rawId: string; response: { clientDataJSON: string; attestationObject: string; transports?: string[] | undefined } };
export type AssertionResponse = { id: string; rawId: string; response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string | undefined } };

export type MadeKey = { credentialId: string; publicKey: Uint8Array; signCount: number; transports: string[] };

/** The key a device made for this site and challenge; null when what was sent proves nothing. */
export async function madeKey(site: Site, challenge: string, sent: CreationResponse): Promise<MadeKey | null> {
  const { clientDataJSON, attestationObject, transports = [] } = sent.response;
  const verified = await orNull(() =>
    verifyRegistrationResponse({
      response: { id: sent.id, rawId: sent.rawId, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON, attestationObject } },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }));
  if (!verified?.verified) return null;
  const { credential } = verified.registrationInfo;
  return { credentialId: credential.id, publicKey: credential.publicKey, signCount: credential.counter, transports };
}

/** How often a key says it was used, when its signature fits site and challenge; null when it does not. */
export async function usedKey(site: Site, challenge: string, sent: AssertionResponse, key: { credentialId: string; publicKey: Uint8Array }): Promise<{ signCount: number } | null> {
  const { clientDataJSON, authenticatorData, signature, userHandle } = sent.response;
  const verified = await orNull(() =>
    verifyAuthenticationResponse({
      response: { id: sent.id, rawId: sent.rawId, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON, authenticatorData, signature, ...(userHandle ? { userHandle } : {}) } },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      // The count is judged by our own rule, which tells a copied key from a broken answer.
      credential: { id: key.credentialId, publicKey: Uint8Array.from(key.publicKey), counter: 0 },
    }));
  return verified?.verified ? { signCount: verified.authenticationInfo.newCounter } : null;
}

/** The challenge a browser says it had signed; null when what it sent cannot be read. */
export function challengeIn(clientDataJSON: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

/** The library says no by throwing, whatever is wrong with what a stranger sent; to us every such no is the same. */
async function orNull<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}
