import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decideCorrection } from '../../functions/workflows/lifecycle/decide-correction.ts';
import { eraseCertificate } from '../../functions/workflows/lifecycle/erase-certificate.ts';
import { requestCorrection } from '../../functions/workflows/lifecycle/request-correction.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { startTable } from '../dynamo-table.ts';
import { worldOf } from './world.ts';

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());
const world = async (selfCorrection = false) => {
  const made = await worldOf(table.dynamo, table.tableName, selfCorrection);
  const { certificateId } = made;
  const request = {
    certificateId,
    isHolder: () => true,
    name: { nameEn: 'Nora Saad Al-Bishi' },
    note: 'As in my passport',
    actor: 'holder-1',
  };
  const decision = {
    actor: 'coordinator-1',
    note: undefined,
    hasIssuer: () => true,
    isVolunteer: () => false,
    isApprover: () => false,
  };
  return { ...made, request, decision };
};

describe('a correction', () => {
  test('waits for a coordinator, whose approval replaces the certificate', async () => {
    const { deps, request, decision, answers, find } = await world();
    const opened = await requestCorrection(request, deps);
    expect(opened).toMatchObject({ state: 'open', nameAr: null, nameEn: 'Nora Saad Al-Bishi' });
    expect(await answers()).toEqual(['valid']);
    const { correctionId } = opened;
    const decided = await decideCorrection({ ...decision, correctionId, decision: 'approve' }, deps);
    expect(decided).toMatchObject({ state: 'approved', decidedBy: 'coordinator-1' });
    expect(await answers()).toEqual(['superseded', 'valid']);
    const replacement = await find(decided.replacementId ?? '');
    expect(replacement.snapshot?.holder.nameEn).toBe('Nora Saad Al-Bishi');
  });

  test.each(['approve', 'reject'] as const)(
    'is decided once: a second decision to %s is refused',
    async (second) => {
      const { deps, request, decision, answers } = await world();
      const { correctionId } = await requestCorrection(request, deps);
      const decided = await decideCorrection({ ...decision, correctionId, decision: 'approve' }, deps);
      const { decidedAt, replacementId } = decided;
      await expect(
        decideCorrection({ ...decision, actor: 'coordinator-2', correctionId, decision: second }, deps),
      ).rejects.toMatchObject({
        code: 'CORRECTION_DECIDED',
        message: `This request was approved at ${decidedAt} by coordinator-1.`,
        facts: { state: 'approved', decidedAt, decidedBy: 'coordinator-1', replacementId },
      });
      expect(await answers()).toEqual(['superseded', 'valid']);
    },
  );

  test('that is being approved can’t be rejected in between', async () => {
    const { deps, request, decision, answers } = await world();
    const { correctionId } = await requestCorrection(request, deps);
    const reject = {
      ...decision,
      actor: 'coordinator-2',
      correctionId,
      decision: 'reject',
      note: 'No',
    } as const;
    let rejection: Promise<unknown> | undefined;
    const documents = {
      kept: deps.documents.kept,
      remove: (id: string) => deps.documents.remove(id),
      store: async (id: string, bytes: Uint8Array, sha256: string) => {
        rejection = decideCorrection(reject, deps);
        await rejection.catch(() => {});
        return deps.documents.store(id, bytes, sha256);
      },
    };
    const approved = await decideCorrection({ ...decision, correctionId, decision: 'approve' }, {
      ...deps,
      documents,
    } as typeof deps);
    expect(approved.state).toBe('approved');
    await expect(rejection).rejects.toMatchObject({
      code: 'CORRECTION_DECIDED',
      facts: { state: 'approved', decidedBy: 'coordinator-1' },
    });
    expect(await deps.corrections.find(correctionId)).toMatchObject({
      state: 'approved',
      decidedBy: 'coordinator-1',
      replacementId: approved.replacementId,
    });
    expect(await answers()).toEqual(['superseded', 'valid']);
  });

  test('is decided by exactly one of two people who approve and reject at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { deps, request, decision, answers } = await world();
      const { correctionId } = await requestCorrection(request, deps);
      const decisions = await Promise.allSettled([
        decideCorrection({ ...decision, correctionId, decision: 'approve' }, deps),
        decideCorrection(
          { ...decision, actor: 'coordinator-2', correctionId, decision: 'reject', note: 'No' },
          deps,
        ),
      ]);
      const [made, ...others] = decisions.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(others).toEqual([]);
      expect(decisions.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'CORRECTION_DECIDED', facts: { state: made?.state } },
      });
      expect(await deps.corrections.find(correctionId)).toMatchObject({ state: made?.state });
      expect(await answers()).toEqual(made?.state === 'approved' ? ['superseded', 'valid'] : ['valid']);
    }
  });

  test('that died while it was approved is approved again, and can’t be rejected', async () => {
    const { deps, request, decision, answers } = await world();
    const { correctionId } = await requestCorrection(request, deps);
    const approve = { ...decision, correctionId, decision: 'approve' } as const;
    const documents = { store: () => Promise.reject(new Error('S3 is away')), remove: async () => {} };
    await expect(decideCorrection(approve, { ...deps, documents } as never)).rejects.toThrow('S3 is away');
    expect(await deps.corrections.find(correctionId)).toMatchObject({ state: 'approving' });
    await expect(
      decideCorrection({ ...approve, decision: 'reject', note: 'No' }, deps),
    ).rejects.toMatchObject({ code: 'CORRECTION_DECIDED' });
    await expect(requestCorrection(request, deps)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    expect(await decideCorrection(approve, deps)).toMatchObject({ state: 'approved' });
    expect(await answers()).toEqual(['superseded', 'valid']);
  });

  test('of a certificate that was revoked meanwhile is refused, and opens again', async () => {
    const { deps, request, decision, step } = await world();
    const { correctionId } = await requestCorrection(request, deps);
    await revokeCertificate({ ...step, reasonCode: 'holder_request' }, deps);
    await expect(
      decideCorrection({ ...decision, correctionId, decision: 'approve' }, deps),
    ).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    const opened = { state: 'open', decidedBy: null, decidedAt: null };
    expect(await deps.corrections.find(correctionId)).toMatchObject(opened);
    expect(
      await decideCorrection({ ...decision, correctionId, decision: 'reject', note: 'Revoked' }, deps),
    ).toMatchObject({ state: 'rejected' });
  });

  test('that is rejected changes nothing, and may be asked for again', async () => {
    const { deps, request, decision, answers } = await world();
    const { correctionId } = await requestCorrection(request, deps);
    await decideCorrection({ ...decision, correctionId, decision: 'reject', note: 'No document' }, deps);
    expect(await answers()).toEqual(['valid']);
    expect((await requestCorrection(request, deps)).correctionId).toBe(`${request.certificateId}-2`);
  });

  test('waits alone: a second one is refused while it is open', async () => {
    const { deps, request } = await world();
    await requestCorrection(request, deps);
    await expect(requestCorrection(request, deps)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  test('of another’s certificate is refused as if there were none', async () => {
    const { deps, request } = await world();
    await expect(requestCorrection({ ...request, isHolder: () => false }, deps)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is listed for its issuer only, and decided by its issuer only', async () => {
    const { deps, request, decision } = await world();
    const { correctionId } = await requestCorrection(request, deps);
    const page = await deps.corrections.list(['rawabi-health-cluster'], { limit: 200 });
    expect(page.items.map((one) => one.correctionId)).toContain(correctionId);
    expect((await deps.corrections.list(['another'], { limit: 200 })).items).toEqual([]);
    await expect(
      decideCorrection({ ...decision, correctionId, decision: 'approve', hasIssuer: () => false }, deps),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of the spelling is made at once where the issuer allows it, and only once', async () => {
    const { deps, request, answers, find } = await world(true);
    const { holder } = (await find()).snapshot ?? {};
    const spelling = { ...request, name: { nameEn: holder?.nameEn.replace('Al-', 'al ') ?? '' } };
    const made = await requestCorrection(spelling, deps);
    expect(made).toMatchObject({ state: 'approved', decidedBy: 'policy' });
    expect(await answers()).toEqual(['superseded', 'valid']);
    const again = {
      ...spelling,
      certificateId: made.replacementId ?? '',
      name: { nameEn: holder?.nameEn ?? '' },
    };
    expect(await requestCorrection(again, deps)).toMatchObject({ state: 'open' });
  });

  test('of one letter waits for a person even where the issuer allows corrections of the spelling', async () => {
    const { deps, request, answers, find } = await world(true);
    const nameAr = (await find()).snapshot?.holder.nameAr ?? '';
    const another = { ...request, name: { nameAr: nameAr.replace('نورة', 'نويرة') } };
    expect(await requestCorrection(another, deps)).toMatchObject({ state: 'open', replacementId: null });
    expect(await answers()).toEqual(['valid']);
  });

  test('goes with an erasure', async () => {
    const { deps, request, step } = await world();
    await requestCorrection(request, deps);
    await eraseCertificate(step, deps);
    expect(await deps.corrections.ofCertificate(request.certificateId)).toEqual([]);
  });
});
