import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Recognition } from '../../functions/domain/eligibility/decide-recognition.ts';
import type { Opportunity } from '../../functions/domain/hours/opportunity.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { DynamoBatchRegister } from '../../functions/storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoPartnerAgreements } from '../../functions/storage/dynamo/dynamo-partner-agreements.ts';
import { DynamoStatusIndexes } from '../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { DynamoKillSwitch } from '../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { createBatch } from '../../functions/workflows/batches/create-batch.ts';
import { planBatch } from '../../functions/workflows/batches/plan-batch.ts';
import { runBatchChunk } from '../../functions/workflows/batches/run-batch-chunk.ts';
import { sendChunks } from '../../functions/workflows/batches/send-chunks.ts';
import { issueCertificate } from '../../functions/workflows/issuing/issue-certificate.ts';
import { issueRecognition } from '../../functions/workflows/issuing/issue-recognition.ts';
import { sweepReservations } from '../../functions/workflows/supervision/sweep-reservations.ts';
import { MemoryDocumentStore } from '../fakes/memory-document-store.ts';
import { MemoryManifestStore } from '../fakes/memory-manifest-store.ts';
import { MemoryRecords } from '../fakes/memory-records.ts';
import { MemoryWorkQueue } from '../fakes/memory-work-queue.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import { portWith } from '../issuing/register-with.ts';
import { HOURS_HEADINGS } from './cluster-files.ts';
import type { ledgerImports } from './ledger-import.ts';

const ISSUER = 'rawabi-health-cluster';
const ANNUAL: Recognition = { kind: 'annual', issuerId: ISSUER, year: 2025 };
const MINUTES_PER_SWEEP = 20;

/** Whose hours a job takes away or gives, and the imports that recorded them. */
export interface Contested {
  readonly name: string;
  readonly imports: ReturnType<typeof ledgerImports>;
  readonly opportunity: Opportunity;
}

/** Somebody who acts while a job on an import is under way. */
export interface Rival {
  /** Begins before the job does. */
  readonly begins?: () => Promise<unknown>;
  /** Acts between two steps of the job. */
  readonly acts: () => Promise<unknown>;
  /** Goes on after the job is over, if it does. */
  readonly goesOn?: () => Promise<unknown>;
}

export const RIVALS = [
  'a claim',
  'a recognition',
  'a claim decided before',
  'a recognition decided before',
  'a claim that dies once it is reserved',
  'a recognition that dies once it is reserved',
  'a correction of the hours',
  'a batch that is planned now and issued afterwards',
] as const;

/** What issues over a table, with documents and manifests in memory. */
export function issuingOver(dynamo: DynamoDBClient, tableName: string) {
  const records = new MemoryRecords();
  let clock = Date.parse('2026-01-15T09:00:00.000Z');
  return {
    register: new DynamoCertificateRegister(dynamo, tableName),
    agreements: new DynamoPartnerAgreements(dynamo, tableName),
    batches: new DynamoBatchRegister(dynamo, tableName),
    killSwitch: new DynamoKillSwitch(dynamo, tableName),
    statusIndexes: new DynamoStatusIndexes(dynamo, tableName),
    documents: new MemoryDocumentStore(records),
    manifests: new MemoryManifestStore(records),
    queue: new MemoryWorkQueue(),
    ...textRendering,
    findUnprintable: () => undefined,
    designRoom: () => ({ issuers: () => 4, signatories: () => 6 }),
    randomBytes,
    baseUrl: 'https://verify.example.org',
    reportFault: (fault: unknown) => {
      throw fault;
    },
    now: () => {
      clock += 1000;
      return new Date(clock).toISOString();
    },
    wait: (minutes: number) => {
      clock += minutes * 60_000;
    },
  };
}

export type Issuing = ReturnType<typeof issuingOver>;

/** Returns a rival for the hours of a cluster. */
export function rivalOf(kind: (typeof RIVALS)[number], of: Contested, issuing: Issuing): Rival {
  const { ledger, issuers, catalogue } = of.imports.deps;
  const deps = { ...issuing, ledger, issuers, opportunities: catalogue };
  const volunteerId = `${of.name}-V0`;
  const actor = `volunteer:${volunteerId}`;
  const claim = (register = deps.register) =>
    issueCertificate(
      { volunteerId, opportunity: of.opportunity, actor, counter: COUNTED_BY_ISSUE, notify: false },
      { ...deps, register },
    );
  const recognise = (register = deps.register) =>
    issueRecognition({ volunteerId, award: ANNUAL, actor }, { ...deps, register });
  switch (kind) {
    case 'a claim':
      return { acts: () => claim() };
    case 'a recognition':
      return { acts: () => recognise() };
    case 'a claim decided before':
      return decidedBefore(claim, deps.register);
    case 'a recognition decided before':
      return decidedBefore(recognise, deps.register);
    case 'a claim that dies once it is reserved':
      return { acts: () => dying(claim, deps.register) };
    case 'a recognition that dies once it is reserved':
      return { acts: () => dying(recognise, deps.register) };
    case 'a correction of the hours':
      return correction(of);
    case 'a batch that is planned now and issued afterwards':
      return batch(of, deps);
  }
}

type Issues = (register: Issuing['register']) => Promise<unknown>;

/** Decides before the job begins, and reserves between its steps. */
function decidedBefore(issues: Issues, register: Issuing['register']): Rival {
  let goOn = (): void => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let atGate = (): void => {};
  const reached = new Promise<void>((resolve) => {
    atGate = resolve;
  });
  let ended: Promise<unknown> = Promise.resolve();
  return {
    begins: async () => {
      const before = () => {
        atGate();
        return gate;
      };
      ended = issues(portWith(register, 'reserve', { before }));
      // One that is refused never comes to the gate.
      await Promise.race([reached, ended]);
    },
    acts: () => {
      goOn();
      return ended;
    },
  };
}

const dying = (issues: Issues, register: Issuing['register']) => {
  const dies = () => {
    throw new Error('died');
  };
  return issues(portWith(register, 'reserve', { after: dies })).catch((error: Error) => {
    if (error.message !== 'died') throw error;
  });
};

/** Asks for an import that makes an entry shorter. While a job holds the lease it waits. */
function correction({ name, imports }: Contested): Rival {
  let importId = '';
  const line = `${name}-V0-H1,${name}-V0,${name}-OP,2025-02-01,5,pending,coord-1`;
  return {
    acts: async () => {
      importId = await imports.request('later.csv', Buffer.from(`${HOURS_HEADINGS}\n${line}`));
      await imports.run(importId);
    },
    goesOn: async () => {
      if (importId === '') return;
      await imports.run(importId);
      const { state } = (await imports.deps.imports.find(importId)) ?? {};
      if (state !== 'imported' && state !== 'refused') throw new Error(`The correction stays ${state}`);
    },
  };
}

type BatchDeps = Issuing &
  Pick<Contested['imports']['deps'], 'ledger' | 'issuers'> & {
    readonly opportunities: Contested['imports']['deps']['catalogue'];
  };

/** Plans a batch of the opportunity between two steps; its chunks are issued once the job is over. */
function batch({ opportunity }: Contested, deps: BatchDeps): Rival {
  const opportunityOf = async () => opportunity;
  return {
    acts: async () => {
      const request = { issuerIds: [ISSUER], opportunityIds: [opportunity.opportunityId] };
      const { batchId } = await createBatch(
        { ...request, dryRun: false, notify: false, createdBy: 'coordinator-1' },
        deps,
      );
      deps.queue.waiting.length = 0;
      await planBatch(batchId, deps);
    },
    goesOn: async () => {
      for (let message = deps.queue.waiting.shift(); message; message = deps.queue.waiting.shift())
        if (message.kind === 'send') await sendChunks(message, deps);
        else if (message.kind === 'chunk')
          await runBatchChunk(message, { again: false, lastTry: true }, { ...deps, opportunityOf });
    },
  };
}

/** Completes what somebody who died has reserved. */
export async function sweep(issuing: Issuing, { imports }: Contested): Promise<void> {
  issuing.wait(MINUTES_PER_SWEEP);
  const refreshDirectory = async () => undefined;
  await sweepReservations({ ...issuing, refreshDirectory, issuers: imports.deps.issuers } as never);
}
