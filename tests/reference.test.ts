import { describe, expect, it } from 'vitest';
import { openTo, rightAsked } from '#domain/rights.ts';
import { openedAddresses, permissionsDocument, refusalsDocument } from './documents.ts';

// Pages of the reference made from the code: `npm run reference` writes them anew.
describe('the reference', () => {
  it('has the table of rights and every address as the code has them', async () => {
    const opened = openedAddresses();
    expect(opened.length).toBeGreaterThan(50);
    for (const { needs, path } of opened) expect(openTo.some((open) => open === needs) || rightAsked(needs) !== null, path).toBe(true);
    await expect(permissionsDocument(opened)).toMatchFileSnapshot('../docs/reference/permissions.md');
  });

  it('has every refusal with its sentence and status', async () => {
    await expect(refusalsDocument()).toMatchFileSnapshot('../docs/reference/refusals.md');
  });
});
