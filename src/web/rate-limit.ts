/** Whether one more is allowed for a key: so many times in a span, forgotten after it. */
export function rateLimit({ times, perMinutes }: { times: number; perMinutes: number }): (key: string, now: Date) => boolean {
  const seen = new Map<string, number[]>();
  return (key, now) => {
    const from = now.getTime() - perMinutes * 60_000;
    const recent = (seen.get(key) ?? []).filter((at) => at > from);
    if (seen.size > 50_000) seen.clear();
    if (recent.length >= times) return false;
    seen.set(key, [...recent, now.getTime()]);
    return true;
  };
}
