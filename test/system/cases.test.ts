import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { listCertificates } from '../../functions/routes/issuing.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { ownCloud } from './embedded-cloud.ts';
import { BASE_FILES, CASES, type CaseService, OTHER_CASES, tryCase } from './practice-cases.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

let cloud: EmbeddedCloud;
let service: CaseService;

beforeAll(async () => {
  cloud = await ownCloud();
  const token = await cloud.token('coordinator', { id: 'cases' });
  const api = new ApiClient({ baseUrl: cloud.url, token });
  service = {
    importFile: (file, reading) => importFile(api, file, reading),
    release: (importId) => releaseAsSecondPerson(cloud, importId),
    issue: async (volunteerId, opportunityId) => {
      const selection = { opportunityIds: [opportunityId], volunteerIds: [volunteerId] };
      const { batchId } = await api.call(createBatch, { body: selection });
      expect(await waitForBatch(api, batchId)).toMatchObject({ state: 'done', counts: { issued: 1 } });
    },
    certificate: async (volunteerId, opportunityId) => {
      for await (const found of api.list(listCertificates, {}))
        if (found.volunteerId === volunteerId && found.opportunityId === opportunityId) return found;
      return undefined;
    },
    ledger: new DynamoHoursLedger(cloud.clients.dynamo, cloud.tableName),
    catalogue: new DynamoOpportunityCatalogue(cloud.clients.dynamo, cloud.tableName),
  };
  for (const file of BASE_FILES)
    expect(await service.importFile(file, {})).toMatchObject({ state: 'imported' });
});
afterAll(() => cloud?.stop());

describe('a file from practice becomes what its author meant, or is refused with what to do', () => {
  test.each(CASES)('%s', (name) => tryCase(name, service));
});

test('every other folder is read by a test', () => {
  for (const { name, test } of OTHER_CASES) expect(test).toContain(name);
});
