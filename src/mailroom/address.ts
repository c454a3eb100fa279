/** Whom one of our addresses is for: a reply, a bounce of one of our letters, the house itself, or nobody we know. */
export type Recipient = { kind: 'reply' | 'bounce'; token: string } | { kind: 'house' | 'nobody'; token: null };

/** Words before the plus of addresses of ours, and those that people write to by themselves. */
const known = /^(?:(reply|bounce)\+([a-z2-7]{8,60})|forum|postmaster|abuse)$/i;

/** What a recipient's address says by its form alone; whether its token was made by us is asked later. */
export function recipientOf(address: string, domain: string): Recipient {
  const at = address.lastIndexOf('@');
  const [local, host] = [address.slice(0, at), address.slice(at + 1)];
  const found = host.toLowerCase() === domain.toLowerCase() ? known.exec(local) : null;
  if (!found) return { kind: 'nobody', token: null };
  const [, word, token] = found;
  return word && token ? { kind: word.toLowerCase() as 'reply' | 'bounce', token: token.toLowerCase() } : { kind: 'house', token: null };
}

/** The one recipient that tells most of a letter sent to several of ours: a bounce, then a reply, then the house. */
export function recipientAmong(addresses: readonly string[], domain: string): Recipient {
  const all = addresses.map((address) => recipientOf(address, domain));
  for (const kind of ['bounce', 'reply', 'house'] as const) {
    const found = all.find((one) => one.kind === kind);
    if (found) return found;
  }
  return { kind: 'nobody', token: null };
}
