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
});
afterAll(() => table.stop());
const world = () => worldOf(table.dynamo, table.tableName);

const NAME = { nameEn: 'Nora Abdullah Al-Bishi' };

describe('revocation', () => {
  test.each(['issued_in_error', 'hours_corrected', 'holder_request'] as const)(
    'for %s gives the award and its hours back in the same write, and sets the bit',
    async (reasonCode) => {
      const { deps, step, find, timesheetNow, bitSet, contradictions, certificateId } = await world();
      await revokeCertificate({ ...step, reasonCode, note: 'Case 12' }, deps);
      const revoked = await find();
      expect(revoked).toMatchObject({ state: 'revoked', revocation: { reasonCode } });
      expect(revoked.events.map(({ action }) => action)).toEqual(['reserved', 'issued', 'revoked']);
      expect(revoked.events.at(-1)?.facts).toEqual({ reasonCode });
      expect(revoked.notes).toMatchObject([{ action: 'revoked', actor: 'coordinator-1', note: 'Case 12' }]);
      const timesheet = await timesheetNow();
      expect(timesheet.certificateId).toBeUndefined();
      expect(timesheet.locked).toBeUndefined();
      expect(timesheet.entries.every((entry) => entry.certificateId === undefined)).toBe(true);
      expect(timesheet.certificateIds).toEqual([certificateId]);
      expect(await bitSet(revoked)).toBe(true);
      expect(await contradictions()).toEqual([]);
    },
  );

  test('for fraud locks the award for ever', async () => {
    const { deps, step, timesheetNow } = await world();
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, deps);
    expect((await timesheetNow()).locked).toBe(true);
  });

  test('twice for the same reason is once; for another reason it is refused', async () => {
    const { deps, step, find } = await world();
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, deps);
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, deps);
    expect((await find()).events).toHaveLength(3);
    await expect(revokeCertificate({ ...step, reasonCode: 'holder_request' }, deps)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
  });

  test('of another issuer’s certificate is refused as if there were none', async () => {
    const { deps, step } = await world();
    await expect(
      revokeCertificate({ ...step, canModify: () => false, reasonCode: 'fraud' }, deps),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('suspension', () => {
  test('stops the certificate and keeps its hours; reinstatement brings it back as it was', async () => {
    const { deps, step, find, timesheetNow, answers, certificateId } = await world();
    await suspendCertificate({ ...step, note: 'Complaint 3' }, deps);
    expect(await answers()).toEqual(['suspended']);
    expect((await timesheetNow()).certificateId).toBe(certificateId);
    await reinstateCertificate(step, deps);
    expect(await answers()).toEqual(['valid']);
    expect((await find()).events.map(({ action }) => action)).toEqual([
      'reserved',
      'issued',
      'suspended',
      'reinstated',
    ]);
  });

  test('can end in a revocation', async () => {
    const { deps, step, answers, contradictions } = await world();
    await suspendCertificate(step, deps);
    await revokeCertificate({ ...step, reasonCode: 'fraud' }, deps);
    expect(await answers()).toEqual(['revoked']);
    expect(await contradictions()).toEqual([]);
  });
});

describe('replacement', () => {
  test('moves the hours to a new certificate and ends the old one', async () => {
    const { deps, step, find, timesheetNow, bitSet, answers, contradictions, certificateId } = await world();
    const replacement = await replaceCertificate({ ...step, name: NAME }, deps);
    expect(replacement).toMatchObject({
      state: 'issued',
      snapshot: { supersedes: certificateId, minutes: 1890, holder: { nameEn: 'Nora Abdullah Al-Bishi' } },
    });
    const old = await find();
    expect(old).toMatchObject({ state: 'superseded', supersededBy: replacement.certificateId });
    expect(old.replacementReserved).toBeUndefined();
    expect(await answers()).toEqual(['superseded', 'valid']);
    const timesheet = await timesheetNow();
    expect(timesheet.certificateId).toBe(replacement.certificateId);
    expect(timesheet.entries[0]?.certificateId).toBe(replacement.certificateId);
    expect(await bitSet(old)).toBe(true);
    expect(await bitSet(replacement)).toBe(false);
    expect(await contradictions()).toEqual([]);
  });

  test('asked again with the same name is the same replacement; with another it is refused', async () => {
    const { deps, step, timesheetNow } = await world();
    const first = await replaceCertificate({ ...step, name: NAME }, deps);
    const second = await replaceCertificate({ ...step, name: NAME }, deps);
    expect(second.certificateId).toBe(first.certificateId);
    expect((await timesheetNow()).certificateIds).toHaveLength(2);
    await expect(replaceCertificate({ ...step, name: { nameEn: 'Sara Saad' } }, deps)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      facts: { supersededBy: first.certificateId },
    });
  });

  test.each([
    ['the same name', { nameEn: 'Noura Abdullah Al-Bishi' }],
    ['a Cyrillic look-alike', { nameEn: 'Nоura Abdullah' }],
    ['a direction override', { nameAr: 'نورة \u202eعبدالله' }],
  ])('refuses %s before anything is written', async (_what, name) => {
    const { deps, step, find } = await world();
    await expect(replaceCertificate({ ...step, name }, deps)).rejects.toMatchObject({
      code: 'BODY_INVALID',
    });
    expect((await find()).revision).toBe(1);
  });

  test('of a revoked certificate is refused', async () => {
    const { deps, step } = await world();
    await revokeCertificate({ ...step, reasonCode: 'issued_in_error' }, deps);
    await expect(replaceCertificate({ ...step, name: NAME }, deps)).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
  });
});

describe('erasure', () => {
  test('leaves ID, hash and chain, nothing of the person, and an unknown answer', async () => {
    const { deps, step, find, answers, everythingOf, bitSet, snapshot, timesheetNow, certificateId } =
      await world();
    await suspendCertificate({ ...step, note: 'نورة complained' }, deps);
    await eraseCertificate(step, deps);
    const erased = await find();
    expect(erased).toMatchObject({ state: 'erased', snapshot: null, documentSha256: expect.any(String) });
    expect(await answers()).toEqual(['unknown']);
    expect(await everythingOf(certificateId)).not.toMatch(/نورة|Noura|Bishi/);
    expect(deps.documents.kept.has(certificateId)).toBe(false);
    expect(await bitSet(snapshot)).toBe(true);
    // The award stays taken, or the next batch would issue the same again.
    expect((await timesheetNow()).certificateId).toBe(certificateId);
  });

  test('finishes what an earlier try left', async () => {
    const { deps, step, certificateId } = await world();
    const broken = { ...deps, documents: { remove: () => Promise.reject(new Error('S3 is away')) } };
    await expect(eraseCertificate(step, broken)).rejects.toThrow('S3 is away');
    await eraseCertificate(step, deps);
    expect(deps.documents.kept.has(certificateId)).toBe(false);
  });
});
