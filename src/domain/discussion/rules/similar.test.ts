import { expect, it } from 'vitest';
import { ownWords } from './similar.ts';

it('an author’s own words are each taken once, without what is quoted, in time however the text was made', () => {
  expect(ownWords('> Quoted by somebody\n  > and indented\nPreserve, then ask; preserve.')).toEqual(['preserve', 'then', 'ask']);
  expect(ownWords(`${'\n'.repeat(200_000)}ask`)).toEqual(['ask']);
});
