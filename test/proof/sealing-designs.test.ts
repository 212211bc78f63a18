import { describe, expect, test } from '@jest/globals';
import { examineSeal } from '../../functions/proof/examine-seal.ts';
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

test.each(renderer.designs)(
  'a document of %s without a seal is not taken for one whose seal is broken',
  async (design) => {
    const [sample] = sealedSnapshot().issuers;
    const [issuer] = sealing;
    const snapshot = sealedSnapshot({
      design,
      issuers: [{ ...sample, issuerId: issuer?.issuerId ?? '', logo: issuer?.logo ?? '' }],
      sealKeyId: null,
    });
    const { rows } = await examineSeal(await renderer.render(snapshot), { now: '2026-01-01T00:00:00.000Z' });
    expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual(
      rows.map(() => ['not_possible', 'not_sealed']),
    );
  },
);
