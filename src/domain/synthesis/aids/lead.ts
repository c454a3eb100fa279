type Sentence = { start: number; end: number; text: string };

const fewestWords = 6;
/** Beginnings by which one greets, thanks or introduces oneself; what comes after says something. */
const courtesies = /^(dear|thank|thanks|good (morning|day|afternoon|evening)|mr\.?|madam|chers?|chères?|merci|bonjour|monsieur|madame|sehr geehrte|liebe|danke|vielen dank|guten (tag|morgen)|cari|gentili|grazie|buongiorno|egregi|уважаем|дорог|спасибо|благодар|добрый день|estimad|gracias|buenos días|buenas tardes)/iu;

/** The first sentence of a text that says something: no quotation, no greeting, no thanks; null where there is none. */
export function leadOf(sentences: readonly Sentence[]): Sentence | null {
  return sentences.find(({ text }) => !/^\s*(>|#|\||[-*_]{3,}|https?:)/.test(text) && !courtesies.test(text.replace(/^[^\p{L}]+/u, '')) && (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= fewestWords) ?? null;
}
