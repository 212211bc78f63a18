import * as z from 'zod/mini';
import type { Import } from '../../domain/import/import.ts';
import { type ImportProblem, stopsImport } from '../../domain/import/import-problem.ts';
import { type Language, wordingOf } from '../../importing/problem-wording.ts';
import { problemsCsv } from '../../importing/problems-csv.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import {
  type ApiEvent,
  apiHandler,
  json,
  pathParameter,
  type Route,
  readBody,
  readQuery,
} from '../../runtime/http/api.ts';
import { callerOf, hasIssuer, issuersOf, requireRole } from '../../runtime/http/caller.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { dynamoClientForPeople, s3ClientForUploadLinks, sqsClient } from '../../storage/clients.ts';
import { DynamoImportRegister } from '../../storage/dynamo/dynamo-import-register.ts';
import { S3ImportFiles } from '../../storage/s3/s3-import-files.ts';
import { SqsImportQueue } from '../../storage/sqs-import-queue.ts';
import { reportImport, requestImport } from '../../workflows/ledger/request-import.ts';

const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'IMPORT_QUEUE_URL');
const files = new S3ImportFiles(s3ClientForUploadLinks(), environment.BUCKET_NAME);
const deps = {
  ...wireLedger(),
  imports: new DynamoImportRegister(dynamoClientForPeople(), environment.TABLE_NAME),
  files,
  queue: new SqsImportQueue(sqsClient(), environment.IMPORT_QUEUE_URL),
};

const body = z.strictObject({
  fileName: z.string().check(z.minLength(1), z.maxLength(255)),
  size: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
  dryRun: z._default(z.boolean(), false),
});
const reportQuery = z.strictObject({ lang: z.optional(z.enum(['ar', 'en'])) });

function languageOf(event: ApiEvent): Language {
  const { lang } = readQuery(event, reportQuery);
  if (lang !== undefined) return lang;
  return /^\s*en\b/i.test(event.headers['accept-language'] ?? '') ? 'en' : 'ar';
}

async function reportFor(event: ApiEvent): Promise<Import> {
  const caller = callerOf(event);
  requireRole(caller, 'coordinator');
  const mayRead = (record: Import) =>
    record.requestedBy === caller.subject ||
    record.issuerIds.every((issuerId) => hasIssuer(caller, issuerId));
  return reportImport(pathParameter(event, 'id'), mayRead, deps);
}

const shown = (problem: ImportProblem, language: Language) => {
  const { file, worksheet, row, column, value, code } = problem;
  const severity = stopsImport(code) ? 'error' : 'note';
  return { severity, file, worksheet, row, column, value, code, ...wordingOf(problem, language) };
};

function summaryOf(record: Import, language: Language) {
  const { importId, fileName, dryRun, state, kinds, counts, rowsWritten, createdAt, finishedAt } = record;
  const { problemCount, noteCount, problems } = record;
  return {
    importId,
    fileName,
    dryRun,
    state,
    kinds,
    counts: { rows: counts.rows, new: counts.new, changed: counts.changed, unchanged: counts.unchanged },
    rowsWritten,
    createdAt,
    finishedAt: finishedAt ?? null,
    problemCount,
    noteCount,
    problems: problems.map((problem) => shown(problem, language)),
    problemsCsv: problems.length > 0 ? `/imports/${importId}/problems.csv?lang=${language}` : null,
  };
}

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/imports',
    handle: async (event) => {
      const caller = callerOf(event);
      requireRole(caller, 'coordinator');
      const { fileName, size, dryRun } = readBody(event, body);
      const issuerIds = issuersOf(caller, deps.issuers.keys());
      const request = { fileName, bytes: size, dryRun, requestedBy: caller.subject, issuerIds };
      const { record, uploadUrl } = await requestImport(request, deps);
      return json(201, {
        importId: record.importId,
        uploadUrl,
        uploadHeaders: {},
        expiresAt: record.linkUntil,
        state: record.state,
      });
    },
  },
  {
    method: 'GET',
    path: '/imports/{id}',
    handle: async (event) => json(200, summaryOf(await reportFor(event), languageOf(event))),
  },
  {
    method: 'GET',
    path: '/imports/{id}/problems.csv',
    handle: async (event) => {
      const { importId, problems, problemCount, noteCount } = await reportFor(event);
      const all = problems.length > 0 ? await files.problems(importId) : [];
      return {
        statusCode: 200,
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="problems-${importId}.csv"`,
          'cache-control': 'no-store',
        },
        body: problemsCsv(all, problemCount + noteCount, languageOf(event)),
      };
    },
  },
];

export const handler = apiHandler(routes);
