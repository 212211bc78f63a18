import { REGISTRY } from '../../domain/hours/volunteer.ts';
import type { Import } from '../../domain/import/import.ts';
import { shownHashes } from '../../domain/import/shown-import.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Language } from '../../domain/wording/language.ts';
import { isOurHeading } from '../../importing/heading-mapping.ts';
import { problemsCsv } from '../../importing/problems-csv.ts';
import * as ledger from '../../routes/ledger.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { type ApiEvent, answer, csvFile } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { type Caller, hasIssuer, isForAll, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { journaled } from '../../runtime/http/journaled.ts';
import { wireImportQueue } from '../../runtime/wiring/import-queue.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { dynamoClient, PEOPLE, s3Client } from '../../storage/clients.ts';
import { DynamoImportRegister } from '../../storage/dynamo/dynamo-import-register.ts';
import { S3ImportFiles } from '../../storage/s3/s3-import-files.ts';
import { reportImport, requestImport } from '../../workflows/ledger/request-import.ts';
import { requestRelease, requestTakingBack } from '../../workflows/ledger/request-release.ts';
import { requestWithdrawal } from '../../workflows/ledger/request-withdrawal.ts';
import { listed, summaryOf } from './import-summary.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'IMPORT_QUEUE_URL');
const files = new S3ImportFiles(s3Client(PEOPLE), environment.BUCKET_NAME);
const deps = {
  ...wireLedger(),
  imports: new DynamoImportRegister(dynamoClient(PEOPLE), environment.TABLE_NAME),
  files,
  queue: wireImportQueue(environment, PEOPLE),
};

const journal = wireJournal();

export const handler = apiHandler<'ledger/imports'>(journal, [
  implement(ledger.requestImport, async ({ caller, body }) => {
    const { fileName, size, inParts, dryRun, issuerId, dates, hoursAs, headings, holdOpenShifts } = body;
    requireOurHeadings(headings);
    const scope = scopeOfImport(caller, deps.issuers.keys(), issuerId);
    const reading = {
      ...(dates === undefined ? {} : { dates }),
      ...(hoursAs === undefined ? {} : { hoursAs }),
      ...(headings === undefined ? {} : { headings }),
      holdOpenShifts,
    };
    const request = {
      fileName,
      bytes: size,
      inParts,
      dryRun,
      reading,
      requestedBy: caller.subject,
      ...scope,
    };
    const { record, uploadUrl, parts } = await requestImport(request, deps);
    return answer(201, {
      importId: record.importId,
      uploadUrl,
      uploadHeaders: {},
      parts,
      expiresAt: record.linkUntil,
      state: record.state,
    });
  }),
  implement(ledger.listImports, async ({ caller, query: { issuer, ...page } }) => {
    const issuerIds = issuersInScope(caller, deps.issuers.keys(), issuer);
    const { items, cursor } = await deps.imports.list(issuerIds, page);
    return answer(200, { items: items.filter((head) => isOf(head, caller)).map(listed), cursor });
  }),
  implement(ledger.getImport, async ({ caller, path, query, event }) => {
    const record = await readableImport(path.id, caller);
    const show = async () => answer(200, summaryOf(record, query.lang ?? preferredLanguage(event)));
    // Who brought the file asks again and again how far it is, and reads nothing of others.
    if (record.requestedBy === caller.subject) return show();
    return journaled({ act: 'read_import', caller, event, path, query, body: {} }, show, journal);
  }),
  implement(ledger.downloadImportProblems, async ({ caller, path, query, event }) => {
    const { importId, problems, problemCount, noteCount } = await readableImport(path.id, caller);
    const all = problems.length > 0 ? await files.problems(importId) : [];
    const language = query.lang ?? preferredLanguage(event);
    return csvFile(`problems-${importId}.csv`, problemsCsv(all, problemCount + noteCount, language));
  }),
  implement(ledger.releaseImport, async ({ caller, path, query, event }) => {
    const record = await requestRelease(changeBy(caller, path.id), deps);
    for (const [name, hash] of Object.entries(shownHashes(record))) caller.written.set(name, hash);
    caller.written.set('awaiting', String(record.awaiting?.entries ?? 0));
    caller.written.set('entriesSum', record.awaiting?.entriesSum ?? '');
    return answer(202, summaryOf(record, query.lang ?? preferredLanguage(event)));
  }),
  implement(ledger.takeBackRelease, async ({ caller, path, query, event }) => {
    const record = await requestTakingBack(changeBy(caller, path.id), deps);
    return answer(202, summaryOf(record, query.lang ?? preferredLanguage(event)));
  }),
  implement(ledger.withdrawImport, async ({ caller, path, query, event }) => {
    const record = await requestWithdrawal(changeBy(caller, path.id), deps);
    return answer(202, summaryOf(record, query.lang ?? preferredLanguage(event)));
  }),
]);

/**
 * Returns whose ledgers an import of the caller may write, and whose profiles it records.
 * @throws Refusal NOT_FOUND when the issuer that is named, or every issuer, is outside the caller's scope
 */
function scopeOfImport(caller: Caller, all: Iterable<string>, wanted: string | undefined) {
  const issuerIds = issuersInScope(caller, all, wanted);
  const [only, ...others] = issuerIds;
  if (only === undefined) throw new Refusal('NOT_FOUND', 'There is no such issuer in your scope.');
  const mayUseRegistry = isForAll(caller);
  const ofSeveral = mayUseRegistry ? REGISTRY : null;
  const isOne = wanted !== undefined || (others.length === 0 && !mayUseRegistry);
  return { issuerIds, profilesOf: isOne ? only : ofSeveral, mayUseRegistry };
}

/** A caller's request to change an import. */
const changeBy = (caller: Caller, importId: string) => ({
  importId,
  requestedBy: caller.subject,
  canModify: (record: Import) => isOf(record, caller),
});

/** Returns an import of the caller, and drives it on. */
const readableImport = (importId: string, caller: Caller): Promise<Import> =>
  reportImport(importId, (record) => isOf(record, caller), deps);

/** Returns whether an import's issuers are all in the caller's scope. */
const isOf = ({ issuerIds }: Pick<Import, 'issuerIds'>, caller: Caller): boolean =>
  issuerIds.every((issuerId) => hasIssuer(caller, issuerId));

/** @throws Refusal BODY_INVALID, with the heading, when a mapping leads to one that isn't ours. */
function requireOurHeadings(headings: Readonly<Record<string, string | null>> = {}): void {
  for (const [heading, target] of Object.entries(headings))
    if (target !== null && !isOurHeading(target))
      throw new Refusal('BODY_INVALID', `“${target}” is none of our headings.`, {
        field: 'headings',
        heading,
      });
}

const preferredLanguage = ({ headers }: ApiEvent): Language =>
  /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'ar';
