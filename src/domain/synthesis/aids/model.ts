export type FromModel = { passages: { start: number; end: number; quote: string; codeId: string | null }[]; /** Quotations that do not stand in the text, byte for byte. */ dropped: number };

/**
 * What a model pointed to, as far as it is so: a passage is kept where its words stand in the text to the byte, at the
 * first place they do. What a model wrote besides is never shown. A label that is none of the codes is left off.
 */
export function fromModel(text: string, pointed: readonly { quote: string; label: string | null }[], codes: ReadonlyMap<string, string>): FromModel {
  const found: FromModel = { passages: [], dropped: 0 };
  for (const { quote, label } of pointed) {
    const at = quote.trim() === '' ? -1 : text.indexOf(quote);
    if (at < 0 || !quote.isWellFormed()) {
      found.dropped += 1;
      continue;
    }
    const start = [...text.slice(0, at)].length;
    const end = start + [...quote].length;
    if (!found.passages.some((one) => one.start < end && start < one.end)) found.passages.push({ start, end, quote, codeId: (label === null ? undefined : codes.get(label)) ?? null });
  }
  return found;
}
