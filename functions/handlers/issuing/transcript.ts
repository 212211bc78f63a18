import { Buffer } from 'node:buffer';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import { openTranscriptContext, renderTranscript } from '../../rendering/transcript/render-transcript.ts';
import * as issuing from '../../routes/issuing.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { implement } from '../../runtime/http/implement.ts';
import { requirePeriod } from '../../runtime/http/require-period.ts';
import { loadIssuers } from '../../runtime/wiring/issuers.ts';
import { printableNames } from '../../runtime/wiring/printable-names.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { dynamoClient, PEOPLE } from '../../storage/clients.ts';
import { DynamoCertificateRegister } from '../../storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../storage/dynamo/dynamo-opportunity-catalogue.ts';
import { type TranscriptDeps, writeTranscript } from '../../workflows/issuing/write-transcript.ts';

const { TABLE_NAME, PUBLIC_BASE_URL } = readEnvironment('TABLE_NAME', 'PUBLIC_BASE_URL');
const dynamo = dynamoClient(PEOPLE);
const templates = templatesDirectory();
const library = openFontLibrary(templates);
const context = openTranscriptContext(templates, library);
const deps: TranscriptDeps = {
  ledger: new DynamoHoursLedger(dynamo, TABLE_NAME),
  catalogue: new DynamoOpportunityCatalogue(dynamo, TABLE_NAME),
  register: new DynamoCertificateRegister(dynamo, TABLE_NAME),
  issuers: loadIssuers(templates),
  findUnprintable: printableNames(library),
  renderTranscript: (transcript) => renderTranscript(transcript, context),
  now: () => new Date().toISOString(),
  baseUrl: PUBLIC_BASE_URL,
};

export const handler = apiHandler<'issuing/transcript'>([
  implement(issuing.getTranscript, async ({ caller, query: { from, to } }) => {
    requirePeriod({ from, to });
    const transcript = await writeTranscript(caller.identities, { from, to }, deps);
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
  }),
]);
