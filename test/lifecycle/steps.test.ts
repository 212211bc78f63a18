import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eraseCertificate } from '../../functions/workflows/lifecycle/erase-certificate.ts';
import { reinstateCertificate } from '../../functions/workflows/lifecycle/reinstate-certificate.ts';
import { replaceCertificate } from '../../functions/workflows/lifecycle/replace-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { startTable } from '../dynamo-table.ts';
import { worldOf } from './world.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
}, 60_000);
afterAll(() => table.stop());
const world = () => worldOf(table.dynamo, table.tableName);

const NAME = { nameEn: 'Nora Abdullah Al-Bishi' };

describe('revocation', () => {
  test.each(['issued_in_error', 'hours_corrected', 'holder_request'] as const)(
    'for %s gives the award and its hours back in the same write, and sets the bit',
    async (reasonCode) => {
      const { parts, step, find, sheetNow, bitSet, contradictions, certificateId } = await world();
      await revokeCertificate({ ...step, reasonCode, note: 'Case 12' }, parts);
      const revoked = await find();
      expect(revoked).toMatchObject({ state: 'revoked', revocation: { reasonCode } });
      expect(revoked.events.map(({ action }) => action)).toEqual(['reserved', 'issued', 'revoked']);
      expect(revoked.events.at(-1)?.facts).toEqual({ reasonCode });
      expect(revoked.notes).toMatchObject([{ action: 'revoked', actor: 'coordinator-1', note: 'Case 12' }]);
      const sheet = await sheetNow();
      expect(sheet.certificateId).toBeUndefined();
      expect(sheet.locked).toBeUndefined();
      expect(sheet.entries.every((entry) => entry.certificateId === undefined)).toBe(true);
      expect(sheet.certificateIds).toEqual([certificateId]);
      expect(await bitSet(revoked)).toBe(true);
      expect(await contradictions()).toEqual([]);
    },
  );

  test('for fraud locks the award for ever', async () => {
    const { parts, step, sheetNow } = await world();
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, parts);
    expect((await sheetNow()).locked).toBe(true);
  });

  test('twice for the same reason is once; for another reason it is refused', async () => {
    const { parts, step, find } = await world();
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, parts);
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, parts);
    expect((await find()).events).toHaveLength(3);
    await expect(revokeCertificate({ ...step, reasonCode: 'holder_request' }, parts)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
  });

  test('of another issuer’s certificate is refused as if there were none', async () => {
    const { parts, step } = await world();
    await expect(
      revokeCertificate({ ...step, mayTouch: () => false, reasonCode: 'fraud' }, parts),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('suspension', () => {
  test('stops the certificate and keeps its hours; reinstatement brings it back as it was', async () => {
    const { parts, step, find, sheetNow, answers, certificateId } = await world();
    await suspendCertificate({ ...step, note: 'Complaint 3' }, parts);
    expect(await answers()).toEqual(['suspended']);
    expect((await sheetNow()).certificateId).toBe(certificateId);
    await reinstateCertificate(step, parts);
    expect(await answers()).toEqual(['valid']);
    expect((await find()).events.map(({ action }) => action)).toEqual([
      'reserved',
      'issued',
      'suspended',
      'reinstated',
    ]);
  });

  test('can end in a revocation', async () => {
    const { parts, step, answers, contradictions } = await world();
    await suspendCertificate(step, parts);
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, parts);
    expect(await answers()).toEqual(['revoked']);
    expect(await contradictions()).toEqual([]);
  });
});

describe('replacement', () => {
  test('moves the hours to a new certificate and ends the old one', async () => {
    const { parts, step, find, sheetNow, bitSet, answers, contradictions, certificateId } = await world();
    const replacement = await replaceCertificate({ ...step, name: NAME }, parts);
    expect(replacement).toMatchObject({
      state: 'issued',
      snapshot: { supersedes: certificateId, minutes: 1890, holder: { nameEn: 'Nora Abdullah Al-Bishi' } },
    });
    const old = await find();
    expect(old).toMatchObject({ state: 'superseded', supersededBy: replacement.certificateId });
    expect(old.replacementReserved).toBeUndefined();
    expect(await answers()).toEqual(['superseded', 'valid']);
    const sheet = await sheetNow();
    expect(sheet.certificateId).toBe(replacement.certificateId);
    expect(sheet.entries[0]?.certificateId).toBe(replacement.certificateId);
    expect(await bitSet(old)).toBe(true);
    expect(await bitSet(replacement)).toBe(false);
    expect(await contradictions()).toEqual([]);
  });

  test('asked again with the same name is the same replacement; with another it is refused', async () => {
    const { parts, step, sheetNow } = await world();
    const first = await replaceCertificate({ ...step, name: NAME }, parts);
    const second = await replaceCertificate({ ...step, name: NAME }, parts);
    expect(second.certificateId).toBe(first.certificateId);
    expect((await sheetNow()).certificateIds).toHaveLength(2);
    await expect(replaceCertificate({ ...step, name: { nameEn: 'Sara Saad' } }, parts)).rejects.toMatchObject(
      {
        code: 'STATE_CONFLICT',
        facts: { supersededBy: first.certificateId },
      },
    );
  });

  test.each([
    ['the same name', { nameEn: 'Noura Abdullah Al-Bishi' }],
    ['a Cyrillic look-alike', { nameEn: 'Nоura Abdullah' }],
    ['a direction override', { nameAr: 'نورة \u202eعبدالله' }],
  ])('refuses %s before anything is written', async (_what, name) => {
    const { parts, step, find } = await world();
    await expect(replaceCertificate({ ...step, name }, parts)).rejects.toMatchObject({
      code: 'BODY_INVALID',
    });
    expect((await find()).revision).toBe(1);
  });

  test('of a revoked certificate is refused', async () => {
    const { parts, step } = await world();
    await revokeCertificate({ ...step, reasonCode: 'issued_in_error' }, parts);
    await expect(replaceCertificate({ ...step, name: NAME }, parts)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
  });
});

describe('erasure', () => {
  test('leaves ID, hash and chain, nothing of the person, and an unknown answer', async () => {
    const { parts, step, find, answers, everythingOf, bitSet, snapshot, sheetNow, certificateId } =
      await world();
    await suspendCertificate({ ...step, note: 'نورة complained' }, parts);
    await eraseCertificate(step, parts);
    const erased = await find();
    expect(erased).toMatchObject({ state: 'erased', snapshot: null, documentSha256: expect.any(String) });
    expect(await answers()).toEqual(['unknown']);
    expect(await everythingOf(certificateId)).not.toMatch(/نورة|Noura|Bishi/);
    expect(parts.documents.kept.has(certificateId)).toBe(false);
    expect(await bitSet(snapshot)).toBe(true);
    // The award stays taken, or the next batch would issue the same again.
    expect((await sheetNow()).certificateId).toBe(certificateId);
  });

  test('finishes what an earlier try left', async () => {
    const { parts, step, certificateId } = await world();
    const broken = { ...parts, documents: { remove: () => Promise.reject(new Error('S3 is away')) } };
    await expect(eraseCertificate(step, broken)).rejects.toThrow('S3 is away');
    await eraseCertificate(step, parts);
    expect(parts.documents.kept.has(certificateId)).toBe(false);
  });
});
