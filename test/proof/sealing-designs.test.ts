import { describe, expect, test } from '@jest/globals';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { sealedSnapshot } from './sealed-certificate.ts';

const renderer = loadRenderer(templatesDirectory());
const sealing = [...loadIssuers(templatesDirectory()).values()].filter(({ proof }) => proof === 'sealed');

describe('an issuer that seals', () => {
  test('is among the samples', () => {
    expect(sealing.length).toBeGreaterThan(0);
  });

  test('uses published designs that reserve a byte range for the seal', async () => {
    const [sample] = sealedSnapshot().issuers;
    for (const { designs, issuerId, logo } of sealing) {
      for (const design of new Set(
        Object.values(designs).filter((name) => renderer.designs.includes(name)),
      )) {
        const { byteRange, bytes } = await renderer.renderForSeal(
          sealedSnapshot({ design, issuers: [{ ...sample, issuerId, logo }] }),
        );
        expect(byteRange[2] + byteRange[3]).toBe(bytes.length);
      }
    }
  });
});
