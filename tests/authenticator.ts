import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { AssertionResponse, CreationResponse } from '#platform/webauthn.ts';

// A device with one passkey, in software: real keys, real signatures, the bytes of the WebAuthn standard.
const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

/** What a test may have the device do otherwise than it should. */
export type Otherwise = { origin?: string; rpId?: string; verified?: boolean; challenge?: string; type?: string; count?: number; key?: KeyObject; userHandle?: string };
type Options = { challenge: string; rp?: { id?: string | undefined }; rpId?: string | undefined; user?: { id: string } };
export type Authenticator = {
  count: number;
  readonly id: string;
  make(options: Options, otherwise?: Otherwise): CreationResponse;
  use(options: Options, otherwise?: Otherwise): AssertionResponse;
};

export function authenticator(origin: string, { counts = true } = {}): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(16);
  let handle = '';
  // A COSE key: EC2, ES256, P-256, x, y.
  const cose = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(jwk.x ?? '', 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(jwk.y ?? '', 'base64url')]);
  const client = (type: string, options: Options, otherwise: Otherwise) => JSON.stringify({ type: otherwise.type ?? type, challenge: otherwise.challenge ?? options.challenge, origin: otherwise.origin ?? origin, crossOrigin: false });
  const head = (rpId: string, flags: number, count: number) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  };
  const flags = ({ verified = true }: Otherwise, more = 0): number => 0x01 | (verified ? 0x04 : 0) | more;
  const device: Authenticator = {
    count: 0,
    id: base64url(credentialId),
    make(options, otherwise = {}) {
      handle = options.user?.id ?? '';
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, credentialId.length]), credentialId, cose]);
      const authData = Buffer.concat([head(otherwise.rpId ?? options.rp?.id ?? '', flags(otherwise, 0x40), device.count), attested]);
      // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
      const object = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'), Buffer.from([0x58, authData.length]), authData]);
      return { id: device.id, rawId: device.id, response: { clientDataJSON: base64url(client('webauthn.create', options, otherwise)), attestationObject: base64url(object), transports: ['internal'] } };
    },
    use(options, otherwise = {}) {
      if (counts) device.count += 1;
      const data = client('webauthn.get', options, otherwise);
      const authData = head(otherwise.rpId ?? options.rpId ?? '', flags(otherwise), otherwise.count ?? device.count);
      const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), otherwise.key ?? createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()));
      return { id: device.id, rawId: device.id, response: { clientDataJSON: base64url(data), authenticatorData: base64url(authData), signature: base64url(signature), userHandle: otherwise.userHandle ?? handle } };
    },
  };
  return device;
}
