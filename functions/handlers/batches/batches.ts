import { randomBytes } from 'node:crypto';
import { batchSummary } from '../../domain/batch/batch-summary.ts';
import type { ArchiveFormat } from '../../domain/ports/archive-register.ts';
import type { BatchProgress } from '../../domain/ports/batch-register.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as batches from '../../routes/batches.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { type ApiEvent, answer, redirectTo } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, hasRoleFor, issuersInScope } from '../../runtime/http/caller.ts';
import { implement, type RouteRequest } from '../../runtime/http/implement.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { wireWorkQueue } from '../../runtime/wiring/work-queue.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoArchiveRegister } from '../../storage/dynamo/dynamo-archive-register.ts';
import { DynamoBatchRegister } from '../../storage/dynamo/dynamo-batch-register.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoAuditLog } from '../../storage/dynamo/supervision/dynamo-audit-log.ts';
import { DynamoKillSwitch } from '../../storage/dynamo/supervision/dynamo-kill-switch.ts';
import { S3ManifestStore } from '../../storage/s3/s3-manifest-store.ts';
import { S3ResultStore } from '../../storage/s3/s3-result-store.ts';
import { orderArchive } from '../../workflows/batches/archive-parts.ts';
import { type BatchCommand, batchProgress, controlBatch } from '../../workflows/batches/control-batch.ts';
import { createBatch } from '../../workflows/batches/create-batch.ts';
import { itemsInForce } from '../../workflows/batches/items-in-force.ts';
import { listBatchItems } from '../../workflows/batches/list-batch-items.ts';
import { namedItems } from '../../workflows/batches/named-items.ts';
import { orderReport } from '../../workflows/batches/write-batch-report.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'BATCH_QUEUE_URL');
const dynamo = dynamoClient(PEOPLE);
const s3 = s3Client(PEOPLE);
const issuers = loadIssuers(templatesDirectory());
const deps = {
  batches: new DynamoBatchRegister(dynamo, environment.TABLE_NAME),
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME),
  manifests: new S3ManifestStore(s3, environment.BUCKET_NAME),
  opportunities: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
  killSwitch: new DynamoKillSwitch(dynamo, environment.TABLE_NAME),
  results: new S3ResultStore(s3, environment.BUCKET_NAME),
  register: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  auditLog: new DynamoAuditLog(dynamo, environment.TABLE_NAME),
  archives: new DynamoArchiveRegister(dynamo, environment.TABLE_NAME, () => new Date().toISOString()),
  queue: wireWorkQueue(environment, PEOPLE),
  issuers,
  ordered: new Map<string, number>(),
  nowMs: () => Date.now(),
  now: () => new Date().toISOString(),
  randomBytes,
};

/** The roles for which lists of a batch have people's names. */
const MAY_SEE_NAMES = ['coordinator', 'approver'] as const;
/** Says after how many seconds a file that is being built should be asked for again. */
const TRY_AGAIN = { 'retry-after': '2' };

export const handler = apiHandler<'batches/batches'>(wireJournal(), [
  implement(batches.createBatch, async ({ caller, body }) => {
    if ('confirms' in body) {
      await batchInScope(caller, body.confirms);
      const commander = { by: caller.subject, notify: body.notify };
      return answer(202, summaryOf(await controlBatch(body.confirms, 'confirm', commander, deps), caller));
    }
    const issuerIds = issuersInScope(caller, issuers.keys(), body.issuerId);
    const batch = await createBatch({ ...body, createdBy: caller.subject, issuerIds }, deps);
    const counts = { issued: 0, alreadyIssued: 0, refused: 0, failed: 0 };
    return answer(202, summaryOf({ batch, counts, changed: 0, reasons: {} }, caller));
  }),
  implement(batches.listBatches, async ({ caller, query: { issuer, ...request } }) => {
    const page = await deps.batches.list(issuersInScope(caller, issuers.keys(), issuer), request);
    const visible = page.items.filter(({ batch }) => isInScope(caller, batch.issuerIds));
    return answer(200, {
      items: visible.map((progress) => summaryOf(progress, caller)),
      cursor: page.cursor,
    });
  }),
  implement(batches.getBatch, async ({ caller, path }) =>
    answer(200, summaryOf(await batchInScope(caller, path.id), caller)),
  ),
  implement(batches.listBatchItems, async ({ caller, path, query }) => {
    const { outcome, reason, volunteer, inForce, ...page } = query;
    const { batch } = await batchInScope(caller, path.id);
    const certified = inForce === 'yes';
    const filter = { outcome, reason, volunteer, certified };
    const { items, cursor } = await listBatchItems(batch, filter, page, deps);
    const wanted = certified ? await itemsInForce(items, deps) : items;
    const canName = (issuerId: string) => hasRoleFor(caller, MAY_SEE_NAMES, issuerId);
    return answer(200, { items: await namedItems(wanted, canName, deps), cursor });
  }),
  implement(batches.getBatchArchive, (request) => partsOf(request, 'zip')),
  implement(batches.getBatchPrintRun, (request) => partsOf(request, `print-${request.query.lang ?? 'ar'}`)),
  implement(batches.getBatchReport, async ({ caller, path, event }) => {
    const { batch } = await batchInScope(caller, path.id);
    const key = await orderReport(batch, deps);
    if (key === undefined) return answer(202, { state: 'building' as const }, TRY_AGAIN);
    return linksTo([await deps.results.link(key, `tawtheeq-${batch.batchId}.csv`)], event);
  }),
  implement(batches.pauseBatch, (request) => control(request, 'pause')),
  implement(batches.resumeBatch, (request) => control(request, 'resume')),
  implement(batches.cancelBatch, (request) => control(request, 'cancel')),
  implement(batches.retryBatch, (request) => control(request, 'retry')),
  implement(batches.approveBatch, (request) => control(request, 'approve')),
]);

/** Orders the parts of a file that are missing, and answers with links once those asked for are there. */
async function partsOf({ caller, path, query: { part }, event }: PartRequest, format: ArchiveFormat) {
  const { batch } = await batchInScope(caller, path.id);
  const parts = await orderArchive(batch, format, deps);
  const wanted = part === undefined ? parts : parts.slice(part - 1, part);
  if (wanted.length === 0) throw new Refusal('NOT_FOUND', 'This file has no such part.');
  const files = wanted.flatMap(({ file, saveAs }) => (file === undefined ? [] : [{ file, saveAs }]));
  if (files.length < wanted.length) {
    const ready = parts.filter(({ file }) => file !== undefined).length;
    return answer(202, { state: 'building' as const, parts: parts.length, ready }, TRY_AGAIN);
  }
  const links = await Promise.all(files.map(({ file, saveAs }) => deps.results.link(file, saveAs)));
  return linksTo(links, event);
}

type PartRequest = Pick<RouteRequest<typeof batches.getBatchArchive>, 'caller' | 'path' | 'event'> & {
  readonly query: { readonly part?: number | undefined };
};

/** Leads to a file; answers with links where there are several, or where JSON is asked for. */
function linksTo(links: readonly string[], { headers }: ApiEvent) {
  const [first] = links;
  if (first !== undefined && links.length === 1 && !headers.accept?.includes('application/json'))
    return redirectTo(first);
  return answer(200, { items: links.map((url, index) => ({ part: index + 1, url })), cursor: null });
}

async function control(
  { caller, path }: { readonly caller: Caller; readonly path: { readonly id: string } },
  command: BatchCommand,
) {
  const { batch } = await batchInScope(caller, path.id);
  return answer(
    200,
    summaryOf(await controlBatch(batch.batchId, command, { by: caller.subject }, deps), caller),
  );
}

/**
 * Returns a batch of which every issuer is in the caller's scope.
 * @throws Refusal NOT_FOUND for any other
 */
async function batchInScope(caller: Caller, batchId: string): Promise<BatchProgress> {
  const progress = await batchProgress(batchId, deps);
  if (isInScope(caller, progress.batch.issuerIds)) return progress;
  throw new Refusal('NOT_FOUND', 'Your issuers have no such batch.');
}

const isInScope = (caller: Caller, issuerIds: readonly string[]): boolean =>
  issuerIds.every((issuerId) => hasIssuer(caller, issuerId));

const summaryOf = (progress: BatchProgress, { subject }: Caller) =>
  batchSummary(progress, subject, deps.now());
