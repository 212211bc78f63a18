import { PROCESSOR_TIMES } from './processor-times.ts';

/** What issuing one certificate consumes. Sizes and times are measured; the units follow from the design. */
export interface Consumption {
  readonly writeUnits: number;
  /** The write units that fall on the partition of the batch. */
  readonly batchPartitionUnits: number;
  readonly readUnits: number;
  readonly rsa2048Signatures: number;
  readonly otherRsaSignatures: number;
  readonly puts: number;
  readonly gets: number;
  readonly workerSeconds: number;
  readonly invocations: number;
  readonly queueRequests: number;
  readonly documentBytes: number;
}

/** Sizes and times measured on the sample cluster; docs/cost.md says how. */
export interface Measured {
  readonly timesheetBytes: number;
  readonly reservedBytes: number;
  readonly issuedBytes: number;
  readonly chunkBytes: number;
  readonly documentBytes: number;
  /** CPU time of the worker for one certificate, on one core. */
  readonly cpuMilliseconds: number;
}

/** The deployed worker, with the figures of the stack. */
export const WORKER = {
  concurrency: 16,
  messagesPerInvocation: 2,
  certificatesPerMessage: 10,
  memoryMiB: 1_024,
} as const;

/** The memory for which Lambda gives a function one core. */
export const MIB_PER_CORE = 1_769;
/** Transaction, signature, upload and update of one certificate; those of a chunk's certificates overlap. */
const WAITING_MILLISECONDS = 120;
const STATUS_BLOCK = 64;
const PROFILE_UNITS = 1;

const writeUnits = (bytes: number) => Math.ceil(bytes / 1_024);
const readUnits = (bytes: number) => Math.ceil(bytes / 4_096);

/** Returns what issuing one certificate consumes, without the email to its holder. */
export function consumption(measured: Measured, proof: 'plain' | 'credential' | 'sealed'): Consumption {
  const { timesheetBytes, reservedBytes, issuedBytes, chunkBytes } = measured;
  const perInvocation = WORKER.messagesPerInvocation * WORKER.certificatesPerMessage;
  // DynamoDB charges a transaction twice, its condition on the volunteer's profile like a write. Each index entry costs a
  // unit to write and a unit to delete.
  const reservation = 2 * (writeUnits(timesheetBytes) + writeUnits(reservedBytes) + PROFILE_UNITS) + 2;
  const finalising = writeUnits(issuedBytes) + 1;
  const chunk = (2 * (writeUnits(chunkBytes) + 1)) / WORKER.certificatesPerMessage;
  const cpuSeconds = (measured.cpuMilliseconds / 1_000) * Math.max(1, MIB_PER_CORE / WORKER.memoryMiB);
  return {
    writeUnits: reservation + finalising + chunk + 1 / STATUS_BLOCK,
    batchPartitionUnits: chunk,
    // The volunteer's items, once to plan and once to issue; batch, kill switch and chunk once per chunk.
    readUnits: 2 * readUnits(timesheetBytes + 1_024) + 3 / WORKER.certificatesPerMessage,
    rsa2048Signatures: proof === 'plain' ? 0 : 1,
    otherRsaSignatures: proof === 'sealed' ? 1 : 0,
    puts: 1,
    gets: 1 / WORKER.certificatesPerMessage,
    workerSeconds: cpuSeconds + WAITING_MILLISECONDS / 1_000 / perInvocation,
    invocations: 1 / perInvocation,
    // Send, receive and delete; only sending takes up to ten messages per request.
    queueRequests: 1.1 / WORKER.certificatesPerMessage + 2 / perInvocation,
    documentBytes: measured.documentBytes,
  };
}

/**
 * Returns the write units of notifying one holder: the lease, the delivery mark, the deleted index entry, and the link of
 * the email.
 */
export function notificationWriteUnits(measured: Measured): number {
  return 2 * writeUnits(measured.issuedBytes) + 1 + 1;
}

/** What an email consumes besides: its picture is drawn with a whole core, as the stack gives the notifier one. */
export const EMAIL = {
  pictureBytes: 153_000,
  gigabyteSeconds: (PROCESSOR_TIMES.picture.milliseconds / 1e3) * (MIB_PER_CORE / 1_024),
} as const;
