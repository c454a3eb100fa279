/** Minutes until the next try: one, then twice as many each time, up to four hours. */
export const waitMinutes = (tries: number): number => Math.min(240, 2 ** Math.min(Math.max(0, tries - 1), 8));

/** After five days a letter is given up: what it tells of is over by then, and its addressee has other ways. */
export const giveUpAfterMs = 5 * 24 * 3_600_000;

/** How a try ended, in a word that names no person: an answer's code, or what the line did. */
export type Failure = {
  reason: string;
  /** The server refused this letter for good; trying again would be the same letter to the same answer. */
  forGood: boolean;
  /** Nobody was there, or nobody who would talk to us: that is no fault of this letter, and the next would meet it too. */
  away: boolean;
};

/** Faults of the way to the server, before any letter was offered. */
const ofTheWay = new Set(['ECONNECTION', 'EAUTH', 'ETLS', 'EDNS', 'ESOCKET', 'ETIMEDOUT', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENOTFOUND', 'EPROXY', 'EOAUTH2', 'ERESTING']);
/** The steps of a conversation in which a server says whether it talks to us at all. */
const ofGreeting = /^(?:CONN|[EHL]{2}LO|STARTTLS|AUTH\b.*)$/;

/**
 * What a failed try means. Only what a server says of the recipient or of the text is said of this letter; where it
 * refuses us, our greeting or our sender, that is a setting to mend, and nothing is given up for it.
 */
export function failureOf(error: unknown): Failure {
  const { responseCode = 0, code = '', command = '' } = (error ?? {}) as { responseCode?: number; code?: string; command?: string };
  const away = ofTheWay.has(code) || ofGreeting.test(command);
  return { reason: responseCode ? String(responseCode) : away ? 'unreachable' : 'fault', forGood: responseCode >= 500 && !away && command !== 'MAIL FROM', away };
}

/** When a letter is tried again after its failed try of that number; null: never. */
export function nextTry({ tries, writtenAt, forGood }: { tries: number; writtenAt: Date; forGood: boolean }, now: Date): Date | null {
  if (forGood || now.getTime() - writtenAt.getTime() >= giveUpAfterMs) return null;
  return new Date(now.getTime() + waitMinutes(tries) * 60_000);
}
