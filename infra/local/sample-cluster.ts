import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ANSWERS, type BatchAnswer, type BatchItem } from '../tools/cli/api-answers.ts';
import { ApiClient } from '../tools/cli/api-client.ts';
import { REPOSITORY_ROOT } from './repository-root.ts';
import type { EmbeddedCloud } from './running-cloud.ts';

const FILES = ['opportunities.csv', 'volunteers.csv', 'hours.csv'];
const SAMPLE = path.join(REPOSITORY_ROOT, 'infra/tools/sample');

/** What loading the sample did. */
export interface SampleReport {
  readonly imported: readonly { readonly file: string; readonly counts: Readonly<Record<string, number>> }[];
  readonly items: readonly BatchItem[];
}

const opportunity = z.looseObject({ opportunityId: z.string(), issuerId: z.string() });

/**
 * Imports the sample cluster and issues its certificates through the public API. Doing it twice changes nothing.
 *
 * @throws when a file is refused or a batch doesn't end as done
 */
export async function loadSample(cloud: EmbeddedCloud, log: (line: string) => void): Promise<SampleReport> {
  const api = new ApiClient({ url: cloud.url, token: await cloud.token('coordinator', { id: 'sample' }) });
  const imported: { file: string; counts: Record<string, number> }[] = [];
  for (const file of FILES) {
    log(`Importing ${file} …`);
    const report = await api.importFile(path.join(SAMPLE, file));
    if (report.state !== 'imported') {
      const [problem] = report.problems ?? [];
      throw new Error(
        `${file} was not imported (${report.state}): ${problem?.message ?? problem?.code ?? 'no reason given'}`,
      );
    }
    const counts = Object.entries(report.counts ?? {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    );
    imported.push({ file, counts: Object.fromEntries(counts) });
  }
  const items: BatchItem[] = [];
  for (const [issuerId, opportunityIds] of await opportunitiesByIssuer(api)) {
    log(`Issuing for ${issuerId} …`);
    const batch = await issue(cloud, api, opportunityIds);
    if (batch.state !== 'done') throw new Error(`The batch ${batch.batchId} ended as ${batch.state}`);
    for await (const item of api.list(`/batches/${batch.batchId}/items`)) {
      items.push(api.understand(ANSWERS.batchItem, item));
    }
  }
  return { imported, items };
}

async function opportunitiesByIssuer(api: ApiClient): Promise<Map<string, string[]>> {
  const groups = new Map<string, string[]>();
  for await (const item of api.list('/opportunities')) {
    const { opportunityId, issuerId } = api.understand(opportunity, item);
    groups.set(issuerId, [...(groups.get(issuerId) ?? []), opportunityId]);
  }
  return groups;
}

async function issue(
  cloud: EmbeddedCloud,
  api: ApiClient,
  opportunityIds: readonly string[],
): Promise<BatchAnswer> {
  const { batchId } = await api.createBatch({ opportunityIds, dryRun: false });
  const batch = await api.waitForBatch(batchId, { until: ({ state }) => state === 'awaiting_approval' });
  if (batch.state !== 'awaiting_approval') return batch;
  // Above its issuer's limit a batch needs a second person.
  const approver = new ApiClient({
    url: cloud.url,
    token: await cloud.token('approver', { id: 'sample-approver' }),
  });
  await approver.send('POST', `/batches/${batchId}/approve`);
  return api.waitForBatch(batchId);
}

/** Reads whether the sample was loaded into this data folder, or not wanted. `record` stores that. */
export function sampleDecision(data: string): {
  readonly decided: boolean;
  record(decision: 'loaded' | 'not wanted'): void;
} {
  const file = path.join(data, 'sample.json');
  return {
    decided: existsSync(file),
    record: (decision) => writeFileSync(file, `${JSON.stringify({ sample: decision })}\n`),
  };
}
