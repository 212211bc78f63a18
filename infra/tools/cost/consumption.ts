/** What one certificate costs in units; the program's inputs are measured, the units follow from the design. */
export interface Consumption {
  readonly writeUnits: number;
  /** Of them, those that fall on the one partition of the batch. */
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

/** Sizes and times as measured on the sample cluster; see docs/cost.md for how. */
export interface Measured {
  readonly timesheetBytes: number;
  readonly reservedBytes: number;
  readonly issuedBytes: number;
  readonly chunkBytes: number;
  readonly documentBytes: number;
  /** CPU of the worker for one certificate, on one core. */
  readonly cpuMilliseconds: number;
}

/** The deployed worker; the same figures as in the stack. */
export const WORKER = {
  atOnce: 16,
  messagesPerInvocation: 2,
  certificatesPerMessage: 10,
  memoryMiB: 1_024,
} as const;

/** Lambda gives a function one core for this much memory. */
const MIB_PER_CORE = 1_769;
/** Transaction, signature, upload and update one after another, while the other certificates of the chunk run too. */
const WAITING_MILLISECONDS = 120;
const STATUS_BLOCK = 64;

const writeUnits = (bytes: number) => Math.ceil(bytes / 1_024);
const readUnits = (bytes: number) => Math.ceil(bytes / 4_096);

/** What issuing one certificate consumes, without telling its holder. */
export function consumption(measured: Measured, proof: 'plain' | 'credential' | 'sealed'): Consumption {
  const { timesheetBytes, reservedBytes, issuedBytes, chunkBytes } = measured;
  const perInvocation = WORKER.messagesPerInvocation * WORKER.certificatesPerMessage;
  // A transaction costs twice; each index entry of keys is a unit to write and one to take away.
  const reservation = 2 * (writeUnits(timesheetBytes) + writeUnits(reservedBytes)) + 2;
  const finalising = writeUnits(issuedBytes) + 1;
  const chunk = (2 * (writeUnits(chunkBytes) + 1)) / WORKER.certificatesPerMessage;
  const cpuSeconds = (measured.cpuMilliseconds / 1_000) * Math.max(1, MIB_PER_CORE / WORKER.memoryMiB);
  return {
    writeUnits: reservation + finalising + chunk + 1 / STATUS_BLOCK,
    batchPartitionUnits: chunk,
    // The volunteer's page, once to plan and once to issue; batch, switch and chunk once for each chunk.
    readUnits: 2 * readUnits(timesheetBytes + 1_024) + 3 / WORKER.certificatesPerMessage,
    rsa2048Signatures: proof === 'plain' ? 0 : 1,
    otherRsaSignatures: proof === 'sealed' ? 1 : 0,
    puts: 1,
    gets: 1 / WORKER.certificatesPerMessage,
    workerSeconds: cpuSeconds + WAITING_MILLISECONDS / 1_000 / perInvocation,
    invocations: 1 / perInvocation,
    // Send, receive and delete, up to ten messages at once only for sending.
    queueRequests: 1.1 / WORKER.certificatesPerMessage + 2 / perInvocation,
    documentBytes: measured.documentBytes,
  };
}

/** Write units for telling one holder: the lease, the note that it was delivered, the entry taken away. */
export function notificationWriteUnits(measured: Measured): number {
  return 2 * writeUnits(measured.issuedBytes) + 1;
}
