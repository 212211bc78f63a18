import { afterEach, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { TASKS, type TaskName, type Who } from '../../functions/pages/console/home/tasks.ts';
import { type Script, type ScriptedService, scriptedService } from '../tools/cli/scripted-service.ts';
import { batchAnswer, importAnswer } from '../tools/cli/service-answers.ts';

const ISSUER = 'rawabi-health-cluster';
const AT = '2025-07-01T08:00:00.000Z';
const WHO: Who = { subject: 'huda', issuer: ISSUER, issuers: [ISSUER] };
const services: ScriptedService[] = [];
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));

/** Returns what waits of a task where the service answers so. */
async function waiting(name: TaskName, script: Script) {
  const service = await scriptedService(script);
  services.push(service);
  const task = TASKS.find((one) => one.name === name);
  return task?.waiting(new ApiClient({ baseUrl: service.url, token: 'T' }), WHO);
}

const listOf = (items: readonly object[], cursor: string | null = null) => ({ json: { items, cursor } });
const {
  understanding: _u,
  sha256: _s,
  awaitingEarlier: _e,
  release: _r,
  takingBack: _t,
  ...imported
} = importAnswer();
const { problems: _p, problemsCsv: _c, withdrawal: _w, ...listed } = imported;

describe('what waits on the home page', () => {
  test('is an import of somebody else, and not one’s own', async () => {
    const one = (recordedBy: string) => ({
      ...listed,
      recordedBy,
      issuerIds: [ISSUER],
      awaitingRelease: {
        entries: 3,
        minutes: 180,
        volunteers: 1,
        opportunities: 1,
        names: 0,
        addresses: 0,
        period: null,
      },
    });
    const items = [one('huda'), one('omar'), { ...one('omar'), awaitingRelease: null }];
    const script = { [`GET /imports?limit=50&issuer=${ISSUER}`]: listOf(items) };
    expect(await waiting('importsToRelease', script)).toEqual({ count: 1, more: false });
  });

  test('is a batch that somebody else asked for, and one with failures', async () => {
    const batches = [
      batchAnswer({ state: 'awaiting_approval', createdBy: 'huda' }),
      batchAnswer({ state: 'awaiting_approval', createdBy: 'huda', confirmedBy: 'omar' }),
      batchAnswer({ state: 'awaiting_approval', createdBy: 'omar' }),
      batchAnswer({ state: 'done', counts: { failed: 2 } }),
      batchAnswer({ state: 'done' }),
    ];
    const script = { [`GET /batches?limit=50&issuer=${ISSUER}`]: listOf(batches, 'more') };
    expect(await waiting('batchesToApprove', script)).toEqual({ count: 2, more: true });
    expect(await waiting('failedItems', script)).toEqual({ count: 1, more: true });
  });

  test('is an email that came back, of a batch or of none', async () => {
    const delivery = (batchId: string | null) => ({
      certificateId: 'B1P90CH35ABARTZ768',
      displayId: 'B1P9-0CH3-5ABA-RTZ7-68',
      issuerId: ISSUER,
      volunteerId: 'V-1',
      nameAr: null,
      nameEn: null,
      batchId,
      state: 'bounced',
      attempt: 1,
      at: AT,
      reason: 'NO_MAILBOX',
    });
    const at = (state: string) => `GET /deliveries?issuer=${ISSUER}&state=${state}&limit=50`;
    const script = {
      [at('bounced')]: listOf([delivery('B-1'), delivery(null)]),
      [at('complained')]: listOf([]),
    };
    expect(await waiting('unreached', script)).toEqual({ count: 2, more: false });
  });

  test('is a change of the policy that somebody else asked for', async () => {
    const policy = (proposedBy: string | null) => ({
      issuerId: ISSUER,
      makerAndChecker: true,
      changedAt: null,
      changedBy: null,
      approvedBy: null,
      proposal: proposedBy === null ? null : { makerAndChecker: false, proposedAt: AT, proposedBy },
    });
    const script = {
      [`GET /policy?issuer=${ISSUER}`]: listOf([policy('huda'), policy('omar'), policy(null)]),
    };
    expect(await waiting('policies', script)).toEqual({ count: 1, more: false });
  });
});
