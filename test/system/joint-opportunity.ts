import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiClient } from '../../functions/client/api-client.ts';
import { createBatch, listBatchItems } from '../../functions/routes/batches.ts';
import { listPartnerships } from '../../functions/routes/partners.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { releaseAsSecondPerson } from './small-cluster.ts';

export const ISSUER = 'nakheel-health-cluster';
export const PARTNER = 'rawabi-municipality';
export const STRANGER = 'tilal-health-cluster';

/** An opportunity of the issuer that names the partner. */
export const JOINT_OPPORTUNITY = {
  issuerId: ISSUER,
  titleAr: 'حدائق تنبض صحة',
  titleEn: 'Parks for Health',
  track: 'preventive',
  startsOn: '2025-02-01',
  endsOn: '2025-02-28',
  requiredMinutes: 60,
  partnerIds: [PARTNER],
} as const;

/** Imports a file of these lines, which must be without a fault. Returns the import's ID. */
export async function importLines(
  api: ApiClient,
  lines: readonly string[],
  options: Parameters<typeof importFile>[2] = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lines-'));
  try {
    const file = join(folder, 'lines.csv');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const report = await importFile(api, file, options);
    if (report.state !== 'imported') throw new Error(JSON.stringify(report));
    return report.importId;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Imports two volunteers, `<prefix>-1` and `<prefix>-2`, and for each shift, of one of them at an opportunity, a day of
 * six hours; a second person releases them.
 */
export async function importJointHours(
  coordinator: ApiClient,
  cloud: Parameters<typeof releaseAsSecondPerson>[0],
  prefix: string,
  shifts: readonly (readonly [volunteer: 1 | 2, opportunityId: string])[],
): Promise<void> {
  await importLines(coordinator, [
    'volunteer_id,name_ar,name_en,gender',
    `${prefix}-1,هند العيد,Hind Aleid,female`,
    `${prefix}-2,نورة السبيعي,Noura Alsubaie,female`,
  ]);
  const importId = await importLines(coordinator, [
    'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
    ...shifts.map(
      ([volunteer, opportunityId], index) =>
        `${prefix}-H${index + 1},${prefix}-${volunteer},${opportunityId},2025-02-0${index + 3},6,approved,nobody`,
    ),
  ]);
  await releaseAsSecondPerson(cloud, importId);
}

/** Returns the hash of what an opportunity asks its partner to accept, as the partner's own people see it. */
export async function shownTerms(partner: ApiClient, opportunityId: string): Promise<string> {
  for await (const { opportunity, termsSha256 } of partner.list(listPartnerships, {}))
    if (opportunity.opportunityId === opportunityId) return termsSha256;
  throw new Error(`${opportunityId} names no partner of theirs`);
}

/** Runs a batch over some volunteers of an opportunity, or tries it, and returns its items. */
export async function itemsOf(
  api: ApiClient,
  opportunityId: string,
  volunteerIds: readonly string[],
  dryRun = false,
) {
  const body = { opportunityIds: [opportunityId], volunteerIds: [...volunteerIds], dryRun };
  const { batchId } = await api.call(createBatch, { body });
  await waitForBatch(api, batchId);
  const items = [];
  for await (const item of api.list(listBatchItems, { path: { id: batchId } })) items.push(item);
  return items;
}
