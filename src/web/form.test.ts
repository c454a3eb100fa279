import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readForm, withoutZeros } from './form.ts';

describe('what was sent', () => {
  it('keeps everything but zero characters, which no database of ours keeps', () => {
    expect(withoutZeros({ text: 'a\0b', list: ['\0', 'c'], file: Buffer.from('\0'), 'na\0me': '' })).toEqual({ text: 'a\uFFFDb', list: ['\uFFFD', 'c'], file: Buffer.from('\0'), 'na\uFFFDme': '' });
  });

  it('comes back as it was typed when a field is wrong, and says which', () => {
    const read = readForm(z.strictObject({ name: z.string().min(3) }), { name: 'ab', administrator: 'true' });
    expect(read).toMatchObject({ ok: false, typed: { name: 'ab', administrator: 'true' } });
    expect(read.ok ? [] : read.errors.map(({ field, key }) => [field, key])).toEqual([['name', 'web.field.tooShort'], ['administrator', 'web.field.unknown']]);
  });
});
