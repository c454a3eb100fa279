import { z } from 'zod';
import { expect, it } from 'vitest';
import { HashListFile } from './hash-list.ts';

it('has a JSON schema, made from the definition the program itself uses', async () => {
  const published = z.toJSONSchema(HashListFile, { io: 'input' });
  await expect(`${JSON.stringify({ ...published, title: 'List of known material' }, null, 1)}\n`).toMatchFileSnapshot('../../../../docs/reference/hash-list.schema.json');
});

it('has the thresholds that the method’s authors advise where it names none', () => {
  expect(HashListFile.parse({ format: 'colloquy-hash-list/1', name: 'trial', source: 's', entries: [{ id: 'a', pdq: '0'.repeat(64) }] })).toMatchObject({ maxDistance: 31, minQuality: 50 });
});
