import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { daysAfter } from '../../../../functions/domain/calendar-date.ts';
import { writeCsv } from '../files/csv-file.ts';

/** The one opportunity, volunteer and hours entry of a run; nobody else's records have its IDs. */
export interface SmokeSet {
  readonly opportunityId: string;
  readonly volunteerId: string;
  /** The files in the order in which they are imported; the last one holds the hours. */
  readonly files: readonly string[];
}

/** Days before today on which the opportunity takes place: over by then in every time zone. */
const DAYS_AGO = 2;

/** Writes the files of a run into a folder. The name is nobody's; one that says "test" would be refused. */
export async function writeSmokeSet(folder: string, issuerId: string, now: Date): Promise<SmokeSet> {
  const prefix = `SMOKE-${now.getTime().toString(36)}${randomBytes(3).toString('hex')}`.toUpperCase();
  const [opportunityId, volunteerId] = [`${prefix}-OP`, `${prefix}-V`];
  const day = daysAfter(now.toISOString().slice(0, 10), -DAYS_AGO);
  const tables = {
    opportunities: {
      opportunity_id: opportunityId,
      issuer_id: issuerId,
      title_ar: 'فرصة تجريبية لفحص الخدمة',
      title_en: 'Trial opportunity to check the service',
      track: 'support',
      starts_on: day,
      ends_on: day,
      required_hours: '1',
    },
    volunteers: {
      volunteer_id: volunteerId,
      name_ar: 'فاحص الخدمة',
      name_en: 'Service Checker',
      gender: 'male',
    },
    hours: {
      entry_id: `${prefix}-H`,
      volunteer_id: volunteerId,
      opportunity_id: opportunityId,
      date: day,
      hours: '1:00',
      status: 'approved',
      approved_by: 'smoke',
    },
  };
  const files = Object.entries(tables).map(([kind, row]) => ({
    file: join(folder, `${kind}.csv`),
    row,
  }));
  for (const { file, row } of files) await writeCsv(file, Object.keys(row), [Object.values(row)]);
  return { opportunityId, volunteerId, files: files.map(({ file }) => file) };
}
