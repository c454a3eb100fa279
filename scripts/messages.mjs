// Reads messages/<area>.json (key → the six languages), checks them, and writes src/platform/i18n/messages.gen.ts:
// every message parsed once, here, and the slots of each key as a type. `npm run messages`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

const root = fileURLToPath(new URL('..', import.meta.url));
export const locales = ['en', 'fr', 'de', 'it', 'ru', 'es'];
const categories = { en: ['one', 'other'], de: ['one', 'other'], fr: ['one', 'many', 'other'], it: ['one', 'many', 'other'], es: ['one', 'many', 'other'], ru: ['one', 'few', 'many', 'other'] };

/** All messages by key, with what is wrong with them in sentences. */
export function readMessages(folder = `${root}messages`) {
  const never = JSON.parse(readFileSync(`${folder}/never-on-screen.json`, 'utf8'));
  const messages = {};
  const problems = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'never-on-screen.json').sort()) {
    const area = file.slice(0, -5);
    for (const [key, texts] of Object.entries(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')))) {
      if (!key.startsWith(`${area}.`)) problems.push(`${file}: ${key} does not begin with ${area}.`);
      if (messages[key]) problems.push(`${file}: ${key} stands twice`);
      messages[key] = readMessage(key, texts, never, problems);
    }
  }
  return { messages, problems };
}

function readMessage(key, texts, never, problems) {
  const parsed = {};
  for (const locale of locales) {
    const text = texts[locale];
    const where = `${key} (${locale})`;
    if (typeof text !== 'string' || text === '') { problems.push(`${where} is missing`); continue; }
    if (text.includes("'")) problems.push(`${where} has an ASCII apostrophe; write ’`);
    const word = never[locale]?.find((w) => new RegExp(`(?<![\\p{L}])${w}(?![\\p{L}])`, 'iu').test(text));
    if (word) problems.push(`${where} says “${word}”, which is not said on screen`);
    try {
      parsed[locale] = { ast: parse(text, { requiresOtherClause: true }) };
    } catch (error) { problems.push(`${where} cannot be read: ${error.message}`); continue; }
    parsed[locale].slots = slotsOf(parsed[locale].ast);
    checkPlurals(parsed[locale].ast, locale, where, problems);
  }
  const names = (locale) => Object.keys(parsed[locale]?.slots ?? {}).sort().join();
  for (const locale of locales) if (parsed[locale] && parsed.en && names(locale) !== names('en')) problems.push(`${key} (${locale}) has the slots {${names(locale)}}, English has {${names('en')}}`);
  return parsed;
}

function slotsOf(ast, slots = {}) {
  for (const node of ast) {
    if (node.type === TYPE.argument) slots[node.value] = 'string | number';
    else if (node.type === TYPE.number) slots[node.value] = 'number';
    else if (node.type === TYPE.plural) { slots[node.value] = 'number'; for (const o of Object.values(node.options)) slotsOf(o.value, slots); }
    else if (node.type === TYPE.select) { slots[node.value] = 'string'; for (const o of Object.values(node.options)) slotsOf(o.value, slots); }
    else if (node.type === TYPE.tag) slotsOf(node.children, slots);
  }
  return slots;
}

function checkPlurals(ast, locale, where, problems) {
  for (const node of ast) {
    if (node.type === TYPE.plural && node.pluralType === 'cardinal') {
      for (const category of categories[locale]) if (!node.options[category]) problems.push(`${where} lacks the plural form “${category}”`);
    }
    for (const option of Object.values(node.options ?? {})) checkPlurals(option.value, locale, where, problems);
    if (node.children) checkPlurals(node.children, locale, where, problems);
  }
}

/** The parsed form as small arrays: text as itself; [0,name] a slot; [1,name,offset,{…}] a plural; [2,name,{…}] a choice; [3] the count; [4,tag,[…]] a link. */
function compact(ast) {
  return ast.map((node) => {
    if (node.type === TYPE.literal) return node.value;
    if (node.type === TYPE.argument || node.type === TYPE.number) return [0, node.value];
    if (node.type === TYPE.plural) return [1, node.value, node.offset, branches(node)];
    if (node.type === TYPE.select) return [2, node.value, branches(node)];
    if (node.type === TYPE.pound) return [3];
    if (node.type === TYPE.tag) return [4, node.value, compact(node.children)];
    throw new Error(`a kind of placeholder that is not used here (${node.type})`);
  });
}
const branches = (node) => Object.fromEntries(Object.entries(node.options).map(([key, option]) => [key, compact(option.value)]));

/** Writes the generated file; missing languages fall back to English only when lenient. */
export function writeMessages({ lenient = false } = {}) {
  const { messages, problems } = readMessages();
  if (problems.length > 0 && !lenient) throw new Error(`the messages are not complete:\n${problems.map((p) => `  ${p}`).join('\n')}`);
  const table = Object.fromEntries(locales.map((locale) => [locale, Object.fromEntries(Object.entries(messages).map(([key, parsed]) => {
    const ast = compact((parsed[locale] ?? parsed.en ?? { ast: [] }).ast);
    return [key, ast.length === 1 && typeof ast[0] === 'string' ? ast[0] : ast];
  }))]));
  const types = Object.entries(messages).map(([key, parsed]) => {
    const slots = Object.entries(parsed.en?.slots ?? {}).map(([name, type]) => `${name}: ${type}`).join('; ');
    return `  '${key}': ${slots ? `{ ${slots} }` : 'Record<never, never>'};`;
  });
  const text = `// Written by scripts/messages.mjs from messages/*.json. Not to be edited.\nexport type MessageArgs = {\n${types.join('\n')}\n};\nexport const messages: Record<string, Record<string, unknown>> = JSON.parse(${JSON.stringify(JSON.stringify(table))});\n`;
  writeFileSync(`${root}src/platform/i18n/messages.gen.ts`, text);
  return { keys: types.length, problems };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { keys, problems } = writeMessages({ lenient: process.argv.includes('--lenient') });
    for (const problem of problems) console.warn(problem);
    console.log(`${keys} messages in ${locales.length} languages`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
