import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { loadRecord, loadSignals, type SignalRow } from '../store/signals.ts';

/** A signal with how often its kind was found right in this forum, in its language. */
export type ShownSignal = SignalRow & { record: { right: number; overridden: number } };

/** What aids observed in one wording, for those who see cases; for everybody else nothing was observed. */
export async function signalsOf(ctx: ForumContext, contributionId: string, revision: number): Promise<ShownSignal[]> {
  if (!may(ctx.sight, 'see-cases')) return [];
  const [signals, lines] = [await loadSignals(ctx, contributionId, revision), await loadRecord(ctx)];
  return signals.map((signal) => {
    const line = lines.find(({ method, label, language }) => method === signal.method && label === signal.label && language === signal.language);
    return { ...signal, record: { right: line?.right ?? 0, overridden: line?.overridden ?? 0 } };
  });
}
