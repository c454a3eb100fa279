import { Controller } from '@hotwired/stimulus';

/** A passkey by the browser's own dialogue; what offers it appears only where the browser can do it. */
export class Passkey extends Controller<HTMLElement> {
  static override targets = ['form', 'answer', 'status'];
  static override values = { options: String, failed: String, given: String, known: String };
  declare readonly formTarget: HTMLFormElement;
  declare readonly answerTarget: HTMLInputElement;
  declare readonly statusTarget: HTMLElement;
  /** Where to ask what the device is to do. */
  declare readonly optionsValue: string;
  declare readonly failedValue: string;
  /** Said when the person gave up, or took too long. */
  declare readonly givenValue: string;
  /** Said when the device has a passkey for this site already. */
  declare readonly knownValue: string;

  override connect(): void {
    if ('PublicKeyCredential' in window) this.element.hidden = false;
  }

  async ask(event: Event): Promise<void> {
    event.preventDefault();
    this.statusTarget.textContent = '';
    try {
      const answer = await fetch(this.optionsValue, { method: 'POST', headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error('refused');
      const options = await answer.json();
      // Asked again who one is, before a key is made.
      if (options.goTo) return window.location.assign(options.goTo);
      this.answerTarget.value = JSON.stringify(await answered(options));
      this.formTarget.submit();
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      this.statusTarget.textContent = name === 'NotAllowedError' || name === 'AbortError' ? this.givenValue : name === 'InvalidStateError' ? this.knownValue : this.failedValue;
    }
  }
}

type Known = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] };
type Options = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & { challenge: string; user?: { id: string; name: string; displayName: string }; excludeCredentials?: Known[]; allowCredentials?: Known[]; rpId?: string; userVerification?: UserVerificationRequirement };

/** Makes a key where the options name whom it is for, else uses one. */
const answered = (options: Options): Promise<unknown> => (options.user ? made(options, options.user) : used(options));

async function made(options: Options, user: { id: string; name: string; displayName: string }): Promise<unknown> {
  const known = (options.excludeCredentials ?? []).map((key) => ({ ...key, id: bytes(key.id) }));
  const credential = await navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge), user: { ...user, id: bytes(user.id) }, excludeCredentials: known } });
  if (!(credential instanceof PublicKeyCredential) || !(credential.response instanceof AuthenticatorAttestationResponse)) throw new Error('none');
  const { response } = credential;
  return { ...named(credential), response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] } };
}

async function used({ challenge, rpId, userVerification, timeout }: Options): Promise<unknown> {
  const publicKey = { challenge: bytes(challenge), ...(rpId ? { rpId } : {}), ...(userVerification ? { userVerification } : {}), ...(timeout ? { timeout } : {}) };
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential) || !(credential.response instanceof AuthenticatorAssertionResponse)) throw new Error('none');
  const { response } = credential;
  return { ...named(credential), response: { clientDataJSON: text(response.clientDataJSON), authenticatorData: text(response.authenticatorData), signature: text(response.signature), ...(response.userHandle ? { userHandle: text(response.userHandle) } : {}) } };
}

const named = (credential: PublicKeyCredential) => ({ id: credential.id, rawId: text(credential.rawId) });

/** Base64url, as the server writes bytes, and back. */
const bytes = (encoded: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(encoded.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const text = (buffer: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
