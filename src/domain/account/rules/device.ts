import type { Device } from '../model.ts';

/** The first that fits counts: Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari. */
const browsers: readonly [RegExp, string][] = [[/\bEdg(e|A|iOS)?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(Firefox|FxiOS)\//, 'Firefox'], [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'], [/\bSafari\//, 'Safari']];
const systems: readonly [RegExp, string][] = [[/\b(iPhone|iPod)\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'], [/\bCrOS\b/, 'ChromeOS'], [/\b(Macintosh|Mac OS X)\b/, 'macOS'], [/\bLinux\b/, 'Linux']];

/** Names a device in plain words by its user agent: for the person's own list, never for a decision. */
export function deviceOf(userAgent: string | undefined): Device {
  const first = (table: readonly [RegExp, string][]) => table.find(([sign]) => sign.test((userAgent ?? '').slice(0, 500)))?.[1] ?? null;
  return { browser: first(browsers), system: first(systems) };
}
