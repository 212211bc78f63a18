import type { Batch, Outcome } from '../../functions/domain/batch/batch.ts';
import type { ChunkRecord } from '../../functions/domain/batch/batch-item.ts';
import type { Certificate } from '../../functions/domain/certificate/certificate.ts';
import type { Timesheet } from '../../functions/domain/hours/hours.ts';
import type { Opportunity } from '../../functions/domain/hours/opportunity.ts';
import type { Volunteer } from '../../functions/domain/hours/volunteer.ts';
import type { KillSwitchState } from '../../functions/domain/ports/kill-switch.ts';
import type { ReportDelta } from '../../functions/domain/report/report-delta.ts';

export interface MemoryCounters {
  readonly outcomes: Record<Outcome, number>;
  changed: number;
  readonly reasons: Record<string, number>;
}

/**
 * Everything the product keeps, in memory, for tests that must decide the order of every step. The stores over it
 * honour the same conditions as the table and the bucket: contracts run against both.
 */
export class MemoryRecords {
  readonly volunteers = new Map<string, Volunteer>();
  readonly opportunities = new Map<string, Opportunity>();
  /** By volunteer and opportunity. */
  readonly timesheets = new Map<string, Timesheet>();
  readonly certificates = new Map<string, Certificate>();
  /** Certificates in the outbox. */
  readonly outbox = new Set<string>();
  readonly revokedIndexes = new Set<string>();
  readonly documents = new Map<string, Uint8Array>();
  readonly batches = new Map<string, Batch>();
  readonly chunks = new Map<string, ChunkRecord>();
  readonly counters = new Map<string, MemoryCounters>();
  /** What the reports count, by measure. */
  readonly reported = new Map<string, number>();
  readonly files = new Map<string, string>();
  readonly switches = new Map<string, KillSwitchState>();
}

/** Adds to the counters of the reports. */
export function report({ reported }: MemoryRecords, deltas: readonly ReportDelta[] = []): void {
  for (const { measure, by } of deltas) reported.set(measure, (reported.get(measure) ?? 0) + by);
}

export const timesheetName = (volunteerId: string, opportunityId: string) =>
  `${volunteerId}|${opportunityId}`;

/** A copy that shares nothing, as what has been through a store. */
export const copied = <T>(value: T): T =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
