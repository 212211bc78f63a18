import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readImportFile } from '../../importing/read-import-file.ts';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { LAST_TRY } from '../../runtime/limits.ts';
import { logInfo } from '../../runtime/log.ts';
import { answerRecords } from '../../runtime/queue.ts';
import { wireImportQueue } from '../../runtime/wiring/import-queue.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { printableNames, printedTexts } from '../../runtime/wiring/printable-names.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, s3Client, WORK } from '../../storage/clients.ts';
import { DynamoDirectoryChanges } from '../../storage/dynamo/directory/dynamo-directory-changes.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoImportRegister } from '../../storage/dynamo/dynamo-import-register.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoPersonIndex } from '../../storage/dynamo/volunteers/dynamo-person-index.ts';
import { S3ImportFiles } from '../../storage/s3/s3-import-files.ts';
import { S3ImportJournal } from '../../storage/s3/s3-import-journal.ts';
import { S3PeopleDirectories } from '../../storage/s3/s3-people-directories.ts';
import { runImportJob } from '../../workflows/ledger/jobs/run-import-job.ts';
import { giveUpImport, runImport } from '../../workflows/ledger/run-import.ts';

const templates = templatesDirectory();
const environment = readEnvironment('TABLE_NAME', 'BUCKET_NAME', 'IMPORT_QUEUE_URL');
const dynamo = dynamoClient(WORK);
const library = openFontLibrary(templates);
const recordKey = wireRecordKey(WORK);
const deps = {
  ledger: new DynamoHoursLedger(dynamo, environment.TABLE_NAME, { writesWith: recordKey }),
  directories: new S3PeopleDirectories(s3Client(WORK), environment.BUCKET_NAME),
  directoryChanges: new DynamoDirectoryChanges(dynamo, environment.TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, environment.TABLE_NAME),
  persons: new DynamoPersonIndex(dynamo, environment.TABLE_NAME),
  imports: new DynamoImportRegister(dynamo, environment.TABLE_NAME),
  files: new S3ImportFiles(s3Client(WORK), environment.BUCKET_NAME),
  journal: new S3ImportJournal(s3Client(WORK), environment.BUCKET_NAME, recordKey),
  certificates: new DynamoCertificateRegister(dynamo, environment.TABLE_NAME),
  queue: wireImportQueue(environment, WORK),
  issuers: loadIssuers(templates),
  readFile: readImportFile,
  findUnprintable: printableNames(library),
  findUnprinted: printedTexts(library),
  now: () => new Date().toISOString(),
  pause: (milliseconds: number) => pause(milliseconds),
};

/** Runs imports, their releases and withdrawals, and gives up an import that has faulted too often. */
export const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
  answerRecords(event, async ({ importId }: { importId: string }, receiveCount) => {
    if (receiveCount > LAST_TRY) return giveUpImport(importId, deps);
    const run = {
      runId: randomBytes(8).toString('hex'),
      timeLeftMs: () => context.getRemainingTimeInMillis(),
    };
    const { withdrawal, release } = (await deps.imports.find(importId)) ?? {};
    const isRecorded = withdrawal !== undefined || release !== undefined;
    await (isRecorded ? runImportJob : runImport)(importId, { ...deps, ...run });
    logInfo('import.worked', { importId });
  });
