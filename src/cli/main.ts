import { parseArgs } from 'node:util';
import { type Args, type Command, commands } from './commands.ts';
import { openHouse } from './house.ts';
import { offlineCommands } from './offline-commands.ts';

// The operator's door: reads the words, runs one command, answers in words and with an exit code.
const help = (): string => ['Usage: npm run colloquy -- COMMAND', '', ...Object.values({ ...commands, ...offlineCommands }).map(({ usage, does }) => `  ${usage}\n      ${does}`), '', 'Exit codes: 0 done, 1 refused or not possible, 2 used wrongly.'].join('\n');

const [name = '', ...rest] = process.argv.slice(2);
const command = commands[name] ?? offlineCommands[name];
if (!command) {
  const asked = name === '' || name === '--help' || name === 'help';
  (asked ? console.log : console.error)(asked ? help() : `There is no command ${name}.\n\n${help()}`);
  process.exit(asked ? 0 : 2);
}
if (rest.includes('--help')) {
  console.log(`Usage: npm run colloquy -- ${command.usage}\n  ${command.does}`);
  process.exit(0);
}
try {
  const { positionals, values } = parseArgs({ args: rest, allowPositionals: true, options: { format: { type: 'string' }, out: { type: 'string' }, year: { type: 'string' }, locale: { type: 'string' }, reason: { type: 'string' }, 'dry-run': { type: 'boolean' }, forum: { type: 'string' }, question: { type: 'string' }, as: { type: 'string' }, marking: { type: 'string' } } });
  console.log('offline' in command ? await command.offline({ positionals, values }) : await inHouse(command, { positionals, values }));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  const usedWrongly = String((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS');
  process.exit(usedWrongly ? 2 : 1);
}

async function inHouse(command: Command, args: Args): Promise<string> {
  const house = await openHouse();
  const said = await command.run(house, args);
  await house.close();
  return said;
}
