const signs = 'abcdefghijklmnopqrstuvwxyz234567';

/** Bytes in base32 (RFC 4648), small letters, unpadded: survives mail servers that fold the case of an address. */
export function toBase32(bytes: Uint8Array): string {
  let [bits, held, text] = [0, 0, ''];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += signs[(held >>> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + signs[(held << (5 - bits)) & 31] : text;
}

/** The bytes of a text in base32, whatever its case; null for anything that is not exactly what `toBase32` writes. */
export function fromBase32(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const sign of text.toLowerCase()) {
    const value = signs.indexOf(sign);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >>> bits) & 0xff);
      held &= (1 << bits) - 1;
    }
  }
  // Left-over bits must be zero, and fewer than a sign: one token has one spelling but for its case.
  return bits < 5 && held === 0 ? Uint8Array.from(bytes) : null;
}
