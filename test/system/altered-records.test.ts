import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch, listBatchItems } from '../../functions/routes/batches.ts';
import { claimCertificate } from '../../functions/routes/issuing.ts';
import { invitePerson } from '../../functions/routes/supervision.ts';
import { type Key, opportunityKey, profileKey } from '../../functions/storage/dynamo/table.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
import { startChromium } from '../browser/chromium.ts';
import { expectSound } from '../browser/sound-page.ts';
import { entryOf, opportunityOf, timesheetOf, volunteerOf } from '../people.ts';
import { auditCloud } from './audit-cloud.ts';
import { ownCloud } from './embedded-cloud.ts';
import { asReader, DESKTOP, signIn } from './signed-in-page.ts';

const issuerId = 'tilal-health-cluster';
/** One of the sample's people, who has an authenticator app. */
const COORDINATOR = 'coordinator@example.org';
const opportunity = opportunityOf({ issuerId, requiredMinutes: 300 });
const volunteers = ['V-1', 'V-2', 'V-3'].map((volunteerId) => volunteerOf({ issuerId, volunteerId }));
const [altered, claiming] = volunteers as [(typeof volunteers)[0], (typeof volunteers)[0]];

describe('what somebody has changed in the table itself', () => {
  let cloud: EmbeddedCloud;
  let coordinator: ApiClient;

  beforeAll(async () => {
    cloud = await ownCloud();
    await seedCloud(cloud, {
      opportunities: [opportunity],
      volunteers,
      timesheets: volunteers.map(({ volunteerId }) =>
        timesheetOf([entryOf({ entryId: volunteerId })], { issuerId, volunteerId }),
      ),
    });
    const token = await cloud.token('coordinator', { issuers: [issuerId], id: 'coordinator-1' });
    coordinator = new ApiClient({ baseUrl: cloud.url, token });
  });

  afterAll(() => cloud?.stop());

  const change = (key: Key, field: string, value: string | number) =>
    cloud.clients.dynamo.send(
      new UpdateItemCommand({
        TableName: cloud.tableName,
        Key: marshall({ ...key }),
        UpdateExpression: 'SET #field = :value',
        ExpressionAttributeNames: { '#field': field },
        ExpressionAttributeValues: marshall({ ':value': value }),
      }),
    );
  /** Tries a batch's failures once more, in the console. */
  async function retry(batchId: string): Promise<void> {
    const token = await cloud.token('administrator', { issuers: [issuerId] });
    await new ApiClient({ baseUrl: cloud.url, token }).call(invitePerson, {
      body: { issuerId, name: 'Huda Salem Alqahtani', email: COORDINATOR, roles: ['coordinator'] },
    });
    const browser = await startChromium();
    try {
      await asReader(
        browser,
        async ({ page }) => {
          await signIn(page, `${cloud.url}/console/batches/${batchId}`, COORDINATOR, 'en');
          await page.getByText('One certificate failed.').waitFor();
          await expectSound(page);
          await page.getByRole('button', { name: 'Retry the failed ones' }).click();
          await page.getByText('Two certificates were issued.').waitFor();
          await page.getByText('One certificate failed.').waitFor({ state: 'detached' });
        },
        { language: 'en', viewport: DESKTOP },
      );
    } finally {
      await browser.close();
    }
  }
  const claim = async () => {
    const token = await cloud.token('volunteer', { id: claiming.volunteerId });
    const { opportunityId } = opportunity;
    return new ApiClient({ baseUrl: cloud.url, token }).call(claimCertificate, { body: { opportunityId } });
  };

  test('is issued to nobody in a batch, which goes on with the others, until it is put right', async () => {
    await change(profileKey(altered), 'nameEn', 'Somebody Else');
    const { batchId } = await coordinator.call(createBatch, {
      body: { volunteerIds: ['V-1', 'V-3'], opportunityIds: [opportunity.opportunityId], notify: false },
    });
    expect(await waitForBatch(coordinator, batchId)).toMatchObject({ counts: { issued: 1, failed: 1 } });
    const failed = [];
    for await (const item of coordinator.list(listBatchItems, {
      path: { id: batchId },
      query: { outcome: 'failed' },
    }))
      failed.push(item);
    expect(failed).toMatchObject([{ volunteerId: 'V-1', reason: 'RECORD_ALTERED' }]);

    const { findings } = await auditCloud(cloud);
    expect(findings.filter(({ rule }) => rule === 'RECORD_MAC_WRONG').map(({ subject }) => subject)).toEqual([
      `${profileKey(altered).pk} ${profileKey(altered).sk}`,
    ]);

    await change(profileKey(altered), 'nameEn', altered.nameEn);
    await retry(batchId);
    expect(await waitForBatch(coordinator, batchId)).toMatchObject({ counts: { issued: 2, failed: 0 } });
  });

  test('can’t be claimed, with a clear refusal, until it is put right', async () => {
    await change(opportunityKey(opportunity), 'titleEn', 'A Year of Surgery');
    await expect(claim()).rejects.toMatchObject({ status: 409, code: 'RECORD_ALTERED' });
    await change(opportunityKey(opportunity), 'titleEn', opportunity.titleEn);
    expect(await claim()).toMatchObject({ outcome: 'issued' });
  });
});
