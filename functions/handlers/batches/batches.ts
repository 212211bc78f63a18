import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { batchSummary } from '../../domain/batch/batch-summary.ts';
import { TRACKS } from '../../domain/hours/opportunity.ts';
import type { BatchProgress } from '../../domain/ports/batch-register.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import {
  type Answer,
  type ApiEvent,
  apiHandler,
  json,
  pageQuery,
  pathParameter,
  type Route,
  readBody,
  readQuery,
} from '../../runtime/http/api.ts';
import {
  type Caller,
  callerOf,
  hasIssuer,
  issuersOf,
  type Role,
  requireRole,
} from '../../runtime/http/caller.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClientForPeople, s3Client, sqsClient } from '../../storage/clients.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/dynamo-kill-switch.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { S3ManifestStore } from '../../storage/s3/s3-manifest-store.ts';
import { S3ResultStore } from '../../storage/s3/s3-result-store.ts';
import { SqsWorkQueue } from '../../storage/sqs-work-queue.ts';
import { orderArchive } from '../../workflows/batches/build-archive.ts';
import { type BatchCommand, batchProgress, controlBatch } from '../../workflows/batches/control-batch.ts';
import { createBatch } from '../../workflows/batches/create-batch.ts';
import { listBatchItems } from '../../workflows/batches/list-batch-items.ts';
import { orderReport } from '../../workflows/batches/write-batch-report.ts';
import { requireNotHalted } from '../../workflows/issuing/require-not-halted.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'BATCH_QUEUE_URL', 'CHUNK_QUEUE_URL');
const dynamo = dynamoClientForPeople();
const s3 = s3Client();
const issuers = loadIssuers(templatesDirectory());
const deps = {
  batches: new DynamoBatchRegister(dynamo, environment.TABLE_NAME),
  manifests: new S3ManifestStore(s3, environment.BUCKET_NAME),
  opportunities: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
  killSwitch: new DynamoKillSwitch(dynamo, environment.TABLE_NAME),
  results: new S3ResultStore(s3, environment.BUCKET_NAME),
  queue: new SqsWorkQueue(sqsClient(), {
    planning: environment.BATCH_QUEUE_URL,
    chunks: environment.CHUNK_QUEUE_URL,
  }),
  ordered: new Map<string, number>(),
  nowMs: () => Date.now(),
  now: () => new Date().toISOString(),
  randomBytes,
};

const id = z.string().check(z.minLength(1), z.maxLength(64));
const flag = z.boolean();
const MOST_NAMED = 10_000;
const batchBody = z.union([
  z.strictObject({ confirms: id, dryRun: z.optional(z.literal(false)) }),
  z
    .strictObject({
      opportunityIds: z.optional(z.array(id).check(z.minLength(1), z.maxLength(2_000))),
      from: z.optional(z.iso.date()),
      to: z.optional(z.iso.date()),
      track: z.optional(z.enum(TRACKS)),
      volunteerIds: z.optional(z.array(id).check(z.minLength(1), z.maxLength(MOST_NAMED))),
      dryRun: z._default(flag, false),
      notify: z._default(flag, true),
    })
    .check(
      z.refine(
        ({ opportunityIds, from, to }) =>
          opportunityIds !== undefined || from !== undefined || to !== undefined,
        { error: 'Name opportunities (opportunityIds) or a period (from, to).' },
      ),
    ),
]);
const itemsQuery = z.strictObject({
  ...pageQuery,
  outcome: z.optional(z.enum(['issued', 'alreadyIssued', 'refused', 'failed', 'waiting', 'eligible'])),
});
const archiveQuery = z.strictObject({ part: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) });

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/batches',
    /** 202 with the batch, to be looked at again; `confirms` lets a dry run go on exactly as it was shown. */
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator');
      const request = readBody(event, batchBody);
      if ('confirms' in request) {
        await batchOf(caller, request.confirms);
        return accepted(await controlBatch(request.confirms, 'confirm', caller.subject, deps));
      }
      if (!request.dryRun) await requireNotHalted(deps.killSwitch);
      const batch = await createBatch(
        { ...request, createdBy: caller.subject, issuerIds: issuersOf(caller, issuers.keys()) },
        deps,
      );
      const counts = { issued: 0, alreadyIssued: 0, refused: 0, failed: 0 };
      return accepted({ batch, counts, changed: 0, reasons: {} });
    },
  },
  {
    method: 'GET',
    path: '/batches',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, ...READERS);
      const page = await deps.batches.list(
        issuersOf(caller, issuers.keys()),
        readQuery(event, z.strictObject(pageQuery)),
      );
      const visible = page.items.filter(({ batch }) => inScope(caller, batch.issuerIds));
      const now = deps.now();
      return json(200, {
        items: visible.map((progress) => batchSummary(progress, now)),
        cursor: page.cursor,
      });
    },
  },
  {
    method: 'GET',
    path: '/batches/{id}',
    handle: async (event) => shown(await readable(event)),
  },
  {
    method: 'GET',
    path: '/batches/{id}/items',
    handle: async (event) => {
      const { batch } = await readable(event);
      const { outcome, ...page } = readQuery(event, itemsQuery);
      return json(200, await listBatchItems(batch, outcome, page, deps));
    },
  },
  {
    method: 'GET',
    path: '/batches/{id}/archive',
    /**
     * 302 to the ZIP, or to one part of it with `part`; 200 with a link to each part where there are several; 202
     * while they are built.
     */
    handle: async (event) => {
      const { batch } = await readable(event);
      const { part } = readQuery(event, archiveQuery);
      const archive = await orderArchive(batch, deps);
      const fileName = (name: string) => `tawtheeq-${batch.batchId}-${name}`;
      const wanted = part === undefined ? archive.parts : archive.parts.slice(part - 1, part);
      const [first] = wanted;
      if (first === undefined) throw new Refusal('NOT_FOUND', 'The ZIP of this batch has no such part.');
      const ready = archive.parts.filter((one) => one.ready).length;
      if (!wanted.every((one) => one.ready))
        return json(202, { state: 'building', parts: archive.parts.length, ready }, { 'retry-after': '2' });
      if (wanted.length === 1) return found(await deps.results.link(first.key, fileName(first.key.name)));
      const items = await Promise.all(
        wanted.map(async ({ key }, index) => ({
          part: index + 1,
          url: await deps.results.link(key, fileName(key.name)),
        })),
      );
      return json(200, { items, cursor: null });
    },
  },
  {
    method: 'GET',
    path: '/batches/{id}/report.csv',
    /** 302 to the report; 202 while a large one is written. */
    handle: async (event) => {
      const { batch } = await readable(event);
      const place = await orderReport(batch, deps);
      if (place === undefined) return json(202, { state: 'building' }, { 'retry-after': '2' });
      return found(await deps.results.link(place, `tawtheeq-${batch.batchId}.csv`));
    },
  },
  command('pause', 'coordinator', 'approver'),
  command('resume', 'coordinator', 'approver'),
  command('cancel', 'coordinator', 'approver'),
  command('retry', 'coordinator'),
  command('approve', 'approver'),
];

const READERS: readonly Role[] = ['coordinator', 'approver', 'auditor'];

function command(name: BatchCommand, ...roles: readonly Role[]): Route {
  return {
    method: 'POST',
    path: `/batches/{id}/${name}`,
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, ...roles);
      const { batch } = await batchOf(caller, pathParameter(event, 'id'));
      return shown(await controlBatch(batch.batchId, name, caller.subject, deps));
    },
  };
}

async function readable(event: ApiEvent): Promise<BatchProgress> {
  const caller = callerOf(event);
  requireRole(caller, ...READERS);
  return batchOf(caller, pathParameter(event, 'id'));
}

/** The batch where all its issuers are in the caller's scope; any other doesn't exist for the caller. */
async function batchOf(caller: Caller, batchId: string): Promise<BatchProgress> {
  const progress = await batchProgress(batchId, deps);
  if (inScope(caller, progress.batch.issuerIds)) return progress;
  throw new Refusal('NOT_FOUND', 'Your issuers have no such batch.');
}

const inScope = (caller: Caller, issuerIds: readonly string[]): boolean =>
  issuerIds.every((issuerId) => hasIssuer(caller, issuerId));

const shown = (progress: BatchProgress): Answer => json(200, batchSummary(progress, deps.now()));
const found = (location: string): Answer => ({
  statusCode: 302,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
});
const accepted = (progress: BatchProgress): Answer => json(202, batchSummary(progress, deps.now()));

export const handler = apiHandler(routes);
