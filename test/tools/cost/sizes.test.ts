import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AttributeValue, GetItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chunksOf } from '../../../functions/domain/chunks-of.ts';
import { COUNTED_BY_ISSUE } from '../../../functions/domain/report/counter.ts';
import { loadRenderer } from '../../../functions/rendering/certificate/renderer.ts';
import { certificatePicture } from '../../../functions/rendering/picture/certificate-picture.ts';
import { openFontLibrary } from '../../../functions/rendering/template-fonts.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import { chunkItem } from '../../../functions/storage/dynamo/batch-record-item.ts';
import { DynamoCertificateRegister } from '../../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoPartnerAgreements } from '../../../functions/storage/dynamo/dynamo-partner-agreements.ts';
import { DynamoStatusIndexes } from '../../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { DynamoKillSwitch } from '../../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { certificateKey } from '../../../functions/storage/dynamo/table.ts';
import { issueCertificate } from '../../../functions/workflows/issuing/issue-certificate.ts';
import { EMAIL, WORKER } from '../../../infra/tools/cost/consumption.ts';
import { MEASURED } from '../../../infra/tools/cost/estimate.ts';
import { generateSample } from '../../../infra/tools/sample/generate.ts';
import { startTable } from '../../dynamo-table.ts';
import { textRendering } from '../../fakes/text-rendering.ts';
import { ledgerImports } from '../../ledger/ledger-import.ts';
import { MemoryKeys } from '../../proof/memory-keys.ts';

const VOLUNTEERS = 120;
/** Each takes a tenth of a second to draw. */
const PICTURES = 8;
const KEY_ID = 'mrk-0123456789abcdef0123456789abcdef';

type Item = Readonly<Record<string, AttributeValue>>;

/** The bytes of an item as DynamoDB counts them: names and texts in UTF-8, some signs for numbers, one and three beside. */
function bytesOf(item: Item): number {
  const ofValue = (value: AttributeValue): number => {
    if (value.S !== undefined) return Buffer.byteLength(value.S);
    if (value.N !== undefined) return Math.ceil(value.N.replace(/[-.]/g, '').length / 2) + 1;
    if (value.M !== undefined)
      return 3 + sum(Object.entries(value.M).map(ofEntry)) + Object.keys(value.M).length;
    if (value.L !== undefined) return 3 + sum(value.L.map(ofValue)) + value.L.length;
    return 1;
  };
  const ofEntry = ([name, value]: readonly [string, AttributeValue]) =>
    Buffer.byteLength(name) + ofValue(value);
  return sum(Object.entries(item).map(ofEntry));
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length;

let table: Awaited<ReturnType<typeof startTable>>;
const folder = mkdtempSync(join(tmpdir(), 'sizes-'));
beforeAll(async () => {
  table = await startTable();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await table.stop();
});

/** Imports a part of the sample and issues what it may, with a credential. Returns the mean sizes. */
async function measured() {
  await generateSample({ profile: 'jazan-2025-h1', volunteers: VOLUNTEERS, seed: 7, outDir: folder });
  const imports = ledgerImports(table.dynamo, table.tableName);
  for (const kind of ['opportunities', 'volunteers', 'hours'])
    await imports.importReleased(`${kind}.csv`, readFileSync(join(folder, `${kind}.csv`)));
  const { ledger, catalogue, issuers } = imports.deps;
  const reserved: number[] = [];
  const documents: number[] = [];
  const pictures: number[] = [];
  const store = async (certificateId: string, bytes: Uint8Array) => {
    const Key = marshall(certificateKey(certificateId));
    const { Item = {} } = await table.dynamo.send(new GetItemCommand({ TableName: table.tableName, Key }));
    reserved.push(bytesOf(Item));
    documents.push(bytes.length);
    if (pictures.length < PICTURES) pictures.push((await certificatePicture(bytes)).length);
    return 'stored' as const;
  };
  const deps = {
    ...textRendering,
    ledger,
    issuers: new Map([...issuers].map(([id, issuer]) => [id, { ...issuer, proof: 'credential' as const }])),
    register: new DynamoCertificateRegister(table.dynamo, table.tableName),
    agreements: new DynamoPartnerAgreements(table.dynamo, table.tableName),
    documents: { store, remove: async () => undefined },
    statusIndexes: new DynamoStatusIndexes(table.dynamo, table.tableName),
    killSwitch: new DynamoKillSwitch(table.dynamo, table.tableName),
    renderer: loadRenderer(templatesDirectory(), { library: openFontLibrary(templatesDirectory()) }),
    signer: new MemoryKeys().add(KEY_ID),
    credentialKeyId: KEY_ID,
    findUnprintable: () => undefined,
    designRoom: () => ({ issuers: () => 4, signatories: () => 6 }),
    now: () => '2026-01-15T09:00:00.000Z',
    randomBytes,
    baseUrl: 'https://verify.example.org',
  };
  const items: { issuerId: string; volunteerId: string; opportunityId: string; certificateId: string }[] = [];
  const { items: opportunities } = await catalogue.list({ issuerIds: [...issuers.keys()] }, { limit: 200 });
  for (const opportunity of opportunities) {
    const { items: volunteers } = await ledger.volunteersOf(opportunity, { limit: 200 });
    for (const volunteerId of volunteers) {
      const request = {
        volunteerId,
        opportunity,
        actor: 'coordinator',
        counter: COUNTED_BY_ISSUE,
        notify: true,
      };
      const outcome = await issueCertificate(request, deps as never);
      if (outcome.outcome !== 'issued') continue;
      const { issuerId, opportunityId } = opportunity;
      items.push({ issuerId, volunteerId, opportunityId, certificateId: outcome.certificateId });
    }
  }
  const issued: number[] = [];
  const timesheets: number[] = [];
  for await (const { Items = [] } of paginateScan({ client: table.dynamo }, { TableName: table.tableName }))
    for (const item of Items) {
      const { sk, certificateId } = unmarshall(item);
      if (sk === 'CERTIFICATE') issued.push(bytesOf(item));
      if (String(sk).includes('#HOURS#') && certificateId) timesheets.push(bytesOf(item));
    }
  const chunks = chunksOf(items, WORKER.certificatesPerMessage)
    .filter(({ length }) => length === WORKER.certificatesPerMessage)
    .map((some, chunk) => {
      const outcomes = some.map((one) => ({ ...one, outcome: 'issued' as const }));
      return bytesOf(chunkItem({ batchId: '0123456789abcdef', chunk, revision: 0, items: outcomes }));
    });
  return {
    certificates: issued.length,
    timesheetBytes: mean(timesheets),
    reservedBytes: mean(reserved),
    issuedBytes: mean(issued),
    chunkBytes: mean(chunks),
    documentBytes: mean(documents),
    pictureBytes: mean(pictures),
  };
}

test('the sizes that the estimate reckons with are those of a part of the sample', async () => {
  const { certificates, ...sizes } = await measured();
  expect(certificates).toBeGreaterThan(50);
  const { cpuMilliseconds: _, ...reckoned } = { ...MEASURED, pictureBytes: EMAIL.pictureBytes };
  const wrong = Object.entries(sizes).filter(([name, bytes]) => {
    const share = bytes / reckoned[name as keyof typeof reckoned];
    return !(Math.abs(share - 1) < 0.03);
  });
  expect(wrong).toEqual([]);
  expect(Object.keys(sizes).sort()).toEqual(Object.keys(reckoned).sort());
}, 300_000);
