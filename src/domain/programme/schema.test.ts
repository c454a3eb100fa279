import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readProgramme } from './rules/read-programme.ts';
import { knownFields, Programme } from './schema.ts';

const published = z.toJSONSchema(Programme, { io: 'input', unrepresentable: 'any' });

describe('the format of a programme', () => {
  it('is published as the schema the program itself uses', async () => {
    await expect(`${JSON.stringify({ ...published, title: 'Programme of a series of forums' }, null, 1)}\n`).toMatchFileSnapshot('../../../docs/reference/programme.schema.json');
  });

  it('is documented field by field', () => {
    const text = readFileSync('docs/reference/programme-format.md', 'utf8');
    for (const field of Object.values(knownFields).flat().filter((name) => !name.startsWith('$'))) expect(text, field).toContain(`\`${field}\``);
  });

  it('has an example in its document that is taken as it stands', () => {
    const example = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/reference/programme-format.md', 'utf8'))?.[1] ?? '';
    expect(readProgramme(example)).toMatchObject({ ok: true, value: { passedOver: [] } });
  });

  it('is told apart from a file that nests without end, which is refused before it is read', () => {
    for (const text of ['['.repeat(50_000), `${'{"a":'.repeat(50_000)}1`, `${'['.repeat(101)}${']'.repeat(101)}`]) expect(readProgramme(`\n${text}`)).toMatchObject({ ok: false, problems: [{ code: 'programme.problem.too_deep', line: 2 }] });
    expect(readProgramme(`${'['.repeat(100)}${']'.repeat(100)}`)).not.toMatchObject({ problems: [{ code: 'programme.problem.too_deep' }] });
  });
});
