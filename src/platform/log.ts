/** What a line may hold besides its event: short values of ours. Texts and identities have no field to go into. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;
export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Log = Readonly<Record<Level, (event: string, fields?: LogFields) => void>>;

const order: readonly Level[] = ['debug', 'info', 'warn', 'error'];
/** Longer than any id, route or code of ours; a text that strays in is cut before it says much. */
const maxLength = 200;

/** One JSON line per event, in UTC, control characters escaped, so that no value can forge a line. */
export function openLog(level: Level, write: (line: string) => void = (line) => void process.stdout.write(line), now: () => Date = () => new Date()): Log {
  const at = (of: Level) => (event: string, fields: LogFields = {}) => {
    if (order.indexOf(of) < order.indexOf(level)) return;
    const short = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, maxLength) : value]));
    write(`${JSON.stringify({ at: now().toISOString(), level: of, event, ...short })}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
