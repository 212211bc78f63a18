import path from 'node:path';
import { ApiClient } from '../../functions/client/api-client.ts';
import { DAY_MS } from '../../functions/domain/calendar-date.ts';
import { approveBatch, createBatch, listBatchItems } from '../../functions/routes/batches.ts';
import { listOpportunities } from '../../functions/routes/ledger.ts';
import { acceptPartnership, listPartnerships } from '../../functions/routes/partners.ts';
import type { Batch, BatchItem, Import } from '../tools/cli/api/answers.ts';
import { waitForBatch } from '../tools/cli/api/batches.ts';
import { importFile, releaseImport } from '../tools/cli/api/import-file.ts';
import { REPOSITORY_ROOT } from './repository-root.ts';
import type { EmbeddedCloud } from './running-cloud.ts';
import { appointSampleStaff } from './sample-staff.ts';

const YEAR_MS = 365 * DAY_MS;
const FILES = ['opportunities.csv', 'volunteers.csv', 'hours.csv'];
const SAMPLE = path.join(REPOSITORY_ROOT, 'infra/tools/sample');

/** Who imports the sample and issues its certificates. */
const FIRST_PERSON = 'coordinator@example.org';
/** Who releases what the first person has imported. */
const SECOND_PERSON = 'supervisor@example.org';

/** What loading the sample did. */
export interface SampleReport {
  readonly imported: readonly { readonly file: string; readonly counts: Readonly<Record<string, number>> }[];
  /** The address of who released the imported hours. */
  readonly releasedBy: string;
  readonly items: readonly BatchItem[];
}

/**
 * Imports the sample cluster (`importSample`) and issues its certificates through the public API. Doing it twice changes
 * nothing.
 *
 * @throws when a file is refused or a batch doesn't end as done
 */
export async function loadSample(cloud: EmbeddedCloud, log: (line: string) => void): Promise<SampleReport> {
  const imported = await importSample(cloud, log);
  const api = await firstPerson(cloud);
  const items: BatchItem[] = [];
  for (const [issuerId, opportunityIds] of await opportunitiesByIssuer(api)) {
    log(`Issuing for ${issuerId} …`);
    const batch = await issue(cloud, api, issuerId, opportunityIds);
    if (batch.state !== 'done') throw new Error(`The batch ${batch.batchId} ended as ${batch.state}`);
    for await (const item of api.list(listBatchItems, { path: { id: batch.batchId } })) items.push(item);
  }
  return { imported, releasedBy: SECOND_PERSON, items };
}

/**
 * Imports the sample cluster, releases its hours as its second person, accepts joint opportunities as the partners'
 * people, and appoints the people who sign in.
 *
 * @throws when a file is refused
 */
export async function importSample(
  cloud: EmbeddedCloud,
  log: (line: string) => void,
): Promise<SampleReport['imported']> {
  const api = await firstPerson(cloud);
  const imported: { file: string; counts: Readonly<Record<string, number>> }[] = [];
  for (const file of FILES) {
    log(`Importing ${file} …`);
    const report = await importFile(api, path.join(SAMPLE, file));
    if (report.state !== 'imported') {
      const [problem] = report.problems;
      throw new Error(`${file} was not imported (${report.state}): ${problem?.message ?? 'no reason given'}`);
    }
    imported.push({ file, counts: report.counts });
    await release(cloud, report);
  }
  await acceptJointOpportunities(cloud, api);
  await appointSampleStaff(cloud, { haveSignedIn: true });
  return imported;
}

const firstPerson = async (cloud: EmbeddedCloud): Promise<ApiClient> =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token('coordinator', { id: FIRST_PERSON }) });

/** Releases imported hours as the second person of the sample; also those of a loading that was interrupted. */
async function release(cloud: EmbeddedCloud, report: Import): Promise<void> {
  const { importId, awaitingRelease, awaitingEarlier } = report;
  const importIds = [...awaitingEarlier, ...(awaitingRelease === null ? [] : [importId])];
  if (importIds.length === 0) return;
  const token = await cloud.token('supervisor', { id: SECOND_PERSON });
  const supervisor = new ApiClient({ baseUrl: cloud.url, token });
  for (const awaited of importIds) {
    const released = await releaseImport(supervisor, awaited);
    if (released.state !== 'released') throw new Error(`The import ${awaited} is ${released.state}`);
  }
}

/** Accepts each joint opportunity as a person of each partner, until a year from today. */
async function acceptJointOpportunities(cloud: EmbeddedCloud, api: ApiClient): Promise<void> {
  const validUntil = new Date(Date.now() + YEAR_MS).toISOString().slice(0, 10);
  const named = new Set<string>();
  for await (const { partnerIds } of api.list(listOpportunities, {}))
    for (const partnerId of partnerIds) named.add(partnerId);
  for (const partnerId of named) {
    const token = await cloud.token('approver', { id: 'sample-partner', issuers: [partnerId] });
    const partner = new ApiClient({ baseUrl: cloud.url, token });
    for await (const { state, termsSha256, opportunity } of partner.list(listPartnerships, {})) {
      if (state === 'accepted') continue;
      const body = { issuerId: opportunity.issuerId, partnerId, termsSha256, validUntil };
      await partner.call(acceptPartnership, { path: { id: opportunity.opportunityId }, body });
    }
  }
}

async function opportunitiesByIssuer(api: ApiClient): Promise<Map<string, string[]>> {
  const groups = new Map<string, string[]>();
  for await (const { opportunityId, issuerId } of api.list(listOpportunities, {}))
    groups.set(issuerId, [...(groups.get(issuerId) ?? []), opportunityId]);
  return groups;
}

async function issue(
  cloud: EmbeddedCloud,
  api: ApiClient,
  issuerId: string,
  opportunityIds: readonly string[],
): Promise<Batch> {
  const { batchId } = await api.call(createBatch, { body: { issuerId, opportunityIds } });
  const batch = await waitForBatch(api, batchId);
  if (batch.state !== 'awaiting_approval') return batch;
  // Above its issuer's limit a batch needs a second person.
  const approver = new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token('approver', { id: 'approver@example.org' }),
  });
  await approver.call(approveBatch, { path: { id: batchId } });
  return waitForBatch(api, batchId);
}
