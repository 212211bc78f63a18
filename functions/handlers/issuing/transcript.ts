import { Buffer } from 'node:buffer';
import * as z from 'zod/mini';
import { Refusal } from '../../domain/refusal.ts';
import { openFontLibrary } from '../../rendering/fonts/font-library.ts';
import { openTranscriptContext, renderTranscript } from '../../rendering/transcript/render-transcript.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler, type Route, readQuery } from '../../runtime/http/api.ts';
import { callerOf, requireVolunteer } from '../../runtime/http/caller.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { printableNames } from '../../runtime/wiring/printable-names.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClientForPeople } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { type TranscriptDeps, writeTranscript } from '../../workflows/issuing/write-transcript.ts';

const { TABLE_NAME, PUBLIC_BASE_URL } = readEnvironment('TABLE_NAME', 'PUBLIC_BASE_URL');
const dynamo = dynamoClientForPeople();
const templates = templatesDirectory();
const library = openFontLibrary(templates);
const press = openTranscriptContext(templates, library);
const deps: TranscriptDeps = {
  ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME),
  register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
  issuers: loadIssuers(templates),
  findUnprintable: printableNames(library),
  renderTranscript: (transcript) => renderTranscript(transcript, press),
  now: () => new Date().toISOString(),
  baseUrl: PUBLIC_BASE_URL,
};

const day = z.iso.date();
const query = z.strictObject({ from: day, to: day });
const LONGEST_DAYS = 3_660;

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/me/transcript',
    handle: async (event) => {
      const volunteerId = requireVolunteer(callerOf(event));
      const { from, to } = readQuery(event, query);
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      if (days < 0 || days > LONGEST_DAYS)
        throw new Refusal('QUERY_INVALID', 'The period begins after it ends, or is longer than ten years.');
      const transcript = await writeTranscript(volunteerId, { from, to }, deps);
      return {
        statusCode: 200,
        headers: {
          'content-type': 'application/pdf',
          'content-disposition': `attachment; filename="hours-${from}-${to}.pdf"`,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        },
        body: Buffer.from(transcript).toString('base64'),
        isBase64Encoded: true,
      };
    },
  },
];

export const handler = apiHandler(routes);
