import type { Batch } from '../../functions/domain/batch/batch.ts';
import type { ChunkRecord } from '../../functions/domain/batch/batch-item.ts';
import type { Outcome } from '../../functions/domain/batch/outcome.ts';
import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { Opportunity } from '../../functions/domain/hours/opportunity.ts';
import type { Volunteer } from '../../functions/domain/hours/volunteer.ts';
import type { Acceptance } from '../../functions/domain/partner/acceptance.ts';
import type { KillSwitchState } from '../../functions/domain/ports/supervision/kill-switch.ts';
import type { ReportDelta } from '../../functions/domain/report/report-delta.ts';

/** The counters of a batch. */
export interface MemoryCounters {
  readonly outcomes: Record<Outcome, number>;
  changed: number;
  readonly reasons: Record<string, number>;
}

/**
 * All records in memory, for tests that control the order of every step. The fakes over it have the conditions of the
 * adapters over DynamoDB and S3: the contracts run against both.
 */
export class MemoryRecords {
  readonly volunteers = new Map<string, Volunteer>();
  readonly opportunities = new Map<string, Opportunity>();
  readonly acceptances = new Map<string, Acceptance>();
  /** By `timesheetName`. */
  readonly timesheets = new Map<string, Timesheet>();
  readonly certificates = new Map<string, Certificate>();
  /** IDs of certificates with a notification to send. */
  readonly outbox = new Set<string>();
  /** Addresses to which no email goes any more. */
  readonly suppressed = new Set<string>();
  /** As `<list>#<index>`. */
  readonly revokedIndexes = new Set<string>();
  readonly documents = new Map<string, Uint8Array>();
  readonly batches = new Map<string, Batch>();
  /** By `<batch>#<chunk>`. */
  readonly chunks = new Map<string, ChunkRecord>();
  /** Certificates by `<issuer>#<day>` that batches started without a second person. */
  readonly startedAlone = new Map<string, number>();
  readonly counters = new Map<string, MemoryCounters>();
  /** Report counters by measure, of all issuers and days together. */
  readonly reported = new Map<string, number>();
  /** Selections and manifests. */
  readonly files = new Map<string, string>();
  /** By `<name>#<scope>`. */
  readonly killSwitches = new Map<string, KillSwitchState>();
}

/** Adds to the report counters. */
export function addToReports({ reported }: MemoryRecords, deltas: readonly ReportDelta[] = []): void {
  for (const delta of deltas) {
    const measure = 'day' in delta ? delta.measure : 'volunteers';
    reported.set(measure, (reported.get(measure) ?? 0) + delta.by);
  }
}

/** Returns the key of a timesheet. */
export const timesheetName = (volunteerId: string, opportunityId: string) =>
  `${volunteerId}|${opportunityId}`;

/** Returns a deep copy, as a store would return it. */
export const copied = <T>(value: T): T =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
