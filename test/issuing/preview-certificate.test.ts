import { expect, test } from '@jest/globals';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { parseCertificateId } from '../../functions/domain/certificate/certificate-id.ts';
import { previewCertificate } from '../../functions/workflows/issuing/preview-certificate.ts';
import { ISSUER, issuingWorld, volunteerIdOf } from './issuing-world.ts';

/** A world with somebody who is eligible and somebody who isn't, in which previews are drawn as their snapshots. */
function previewWorld() {
  const world = issuingWorld([[60], [30]]);
  const preview = async (number: number) => {
    const drawn: CertificateSnapshot[] = [];
    await previewCertificate(
      {
        issuerId: ISSUER.issuerId,
        opportunityId: world.opportunity.opportunityId,
        volunteerId: volunteerIdOf(number),
      },
      {
        ...world.deps,
        catalogue: {
          findMany: async (keys) =>
            [world.opportunity].filter(({ opportunityId }) =>
              keys.some((key) => key.opportunityId === opportunityId),
            ),
        },
        drawPreview: async (snapshot) => {
          drawn.push(snapshot);
          return new Uint8Array();
        },
      },
    );
    return drawn[0];
  };
  return { ...world, preview };
}

test('a preview is what would be issued, under an ID that no certificate can have, and nothing is written', async () => {
  const { preview, records } = previewWorld();
  const before = JSON.stringify([...records.timesheets], null);
  const snapshot = await preview(0);
  expect(snapshot).toMatchObject({ minutes: 60, titleAr: 'حملة القلب السليم', credentialKeyId: null });
  expect(parseCertificateId(snapshot?.certificateId ?? '')).toMatchObject({
    ok: false,
    rule: 'check_digits',
  });
  expect(JSON.stringify([...records.timesheets], null)).toBe(before);
  expect(records.certificates.size).toBe(0);
});

test('whoever is not eligible has no preview, and the reason is said', async () => {
  await expect(previewWorld().preview(1)).rejects.toMatchObject({
    code: 'NOT_ELIGIBLE',
    facts: { reason: 'HOURS_INSUFFICIENT' },
  });
});
