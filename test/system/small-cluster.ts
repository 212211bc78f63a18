import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { importFile, releaseImport } from '../../infra/tools/cli/api/import-file.ts';

/** What was imported. */
export interface SmallCluster {
  readonly opportunityId: string;
  readonly volunteerIds: readonly string[];
}

/** Returns the email address under which a volunteer of a small cluster is recorded. */
export const addressOf = (volunteerId: string): string => `${volunteerId.toLowerCase()}@example.org`;

/**
 * Imports an opportunity of the Rawabi cluster, or another issuer, that has ended and requires 30 hours, and volunteers with 30 hours each,
 * and releases them as a second person. All ids start with `name`.
 */
export async function importSmallCluster(
  api: ApiClient,
  cloud: Pick<EmbeddedCloud, 'url' | 'token'>,
  {
    name,
    volunteers,
    issuerId = 'rawabi-health-cluster',
    birthDate = '',
    releaser,
  }: {
    readonly name: string;
    readonly volunteers: number;
    readonly issuerId?: string;
    readonly birthDate?: string;
    /** The token of whoever releases it; by default another person's than the importer. */
    readonly releaser?: string | undefined;
  },
): Promise<SmallCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'small-cluster-'));
  const opportunityId = `${name}-OP`;
  const volunteerIds = Array.from({ length: volunteers }, (_, n) => `${name}-${n + 1}`);
  const files = {
    'opportunities.csv': [
      'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries,partner_ids,kind',
      `${opportunityId},${issuerId},فحص السكري في الأحياء,Diabetes Screening,preventive,2025-02-01,2025-03-31,30,900,,volunteering`,
    ],
    'volunteers.csv': [
      'volunteer_id,name_ar,name_en,gender,kind,birth_date,guardian_consent,email',
      ...volunteerIds.map(
        (id) => `${id},نورة سالم الحربي,Noura Salem Alharbi,female,individual,${birthDate},,${addressOf(id)}`,
      ),
    ],
    'hours.csv': [
      'entry_id,volunteer_id,opportunity_id,date,hours,start,end,status,approved_by',
      ...volunteerIds.flatMap((id) =>
        [1, 2, 3, 4, 5].map(
          (day) => `${id}-H${day},${id},${opportunityId},2025-02-0${day},6,,,approved,coordinator-1`,
        ),
      ),
    ],
  };
  for (const [file, lines] of Object.entries(files)) {
    const path = join(folder, file);
    writeFileSync(path, `${lines.join('\n')}\n`);
    const report = await importFile(api, path);
    if (report.state !== 'imported') throw new Error(`${file}: ${JSON.stringify(report)}`);
    if (report.awaitingRelease !== null) await releaseAsSecondPerson(cloud, report.importId, releaser);
  }
  return { opportunityId, volunteerIds };
}

/** Releases an import as a supervisor, who recorded nothing, or as whoever has a token. */
export async function releaseAsSecondPerson(
  cloud: Pick<EmbeddedCloud, 'url' | 'token'>,
  importId: string,
  releaser?: string,
): Promise<void> {
  const token = releaser ?? (await cloud.token('supervisor', { id: 'second-person' }));
  const released = await releaseImport(new ApiClient({ baseUrl: cloud.url, token }), importId);
  if (released.state !== 'released') throw new Error(JSON.stringify(released));
}
