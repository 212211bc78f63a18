import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Recognition } from '../../functions/domain/eligibility/decide-recognition.ts';
import { COUNTED_BY_ISSUE } from '../../functions/domain/report/counter.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoPartnerAgreements } from '../../functions/storage/dynamo/dynamo-partner-agreements.ts';
import { DynamoStatusIndexes } from '../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { DynamoKillSwitch } from '../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { issueCertificate } from '../../functions/workflows/issuing/issue-certificate.ts';
import { issueRecognition } from '../../functions/workflows/issuing/issue-recognition.ts';
import { startTable } from '../dynamo-table.ts';
import { MemoryDocumentStore } from '../fakes/memory-document-store.ts';
import { MemoryRecords } from '../fakes/memory-records.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import { cluster, HOURS_HEADINGS } from '../ledger/cluster-files.ts';
import { ledgerImports } from '../ledger/ledger-import.ts';
import { portWith } from './register-with.ts';

const ISSUER = 'rawabi-health-cluster';
const ANNUAL: Recognition = { kind: 'annual', issuerId: ISSUER, year: 2025 };

let table: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

let names = 0;

/** One volunteer with five released entries, and both awards that rest on them. */
async function released() {
  names += 1;
  const name = `FENCE-${names}`;
  const volunteerId = `${name}-V0`;
  const imports = ledgerImports(table.dynamo, table.tableName, { issuerIds: [ISSUER] });
  const files = cluster(name, 1);
  await imports.importBytes('opportunities.csv', files.opportunities);
  await imports.importBytes('volunteers.csv', files.volunteers);
  const { importId } = await imports.importReleased('hours.csv', files.hours);
  const { ledger, catalogue, issuers } = imports.deps;
  const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
  const deps = {
    ledger,
    issuers,
    register,
    agreements: new DynamoPartnerAgreements(table.dynamo, table.tableName),
    documents: new MemoryDocumentStore(new MemoryRecords()),
    statusIndexes: new DynamoStatusIndexes(table.dynamo, table.tableName),
    killSwitch: new DynamoKillSwitch(table.dynamo, table.tableName),
    ...textRendering,
    findUnprintable: () => undefined,
    designRoom: () => ({ issuers: () => 4, signatories: () => 6 }),
    now: () => '2026-01-15T09:00:00.000Z',
    randomBytes,
    baseUrl: 'https://verify.example.org',
  };
  const [opportunity] = await catalogue.findMany([{ issuerId: ISSUER, opportunityId: `${name}-OP` }]);
  if (opportunity === undefined) throw new Error('No opportunity');
  const actor = `volunteer:${volunteerId}`;
  const awards = {
    recognition: (racing: typeof deps) => issueRecognition({ volunteerId, award: ANNUAL, actor }, racing),
    opportunity: (racing: typeof deps) =>
      issueCertificate({ volunteerId, opportunity, actor, counter: COUNTED_BY_ISSUE, notify: false }, racing),
  };
  return { name, volunteerId, imports, importId, deps, awards };
}

type Released = Awaited<ReturnType<typeof released>>;

/** What takes away what a decision rested on. */
const FENCES = {
  'the release taken back': ({ imports, importId }: Released) => imports.takeBack(importId),
  'the import withdrawn': ({ imports, importId }: Released) => imports.withdraw(importId),
  'an entry corrected': ({ imports, name, volunteerId }: Released) =>
    imports.importBytes(
      'later.csv',
      Buffer.from(`${HOURS_HEADINGS}\n${name}-V0-H1,${volunteerId},${name}-OP,2025-02-01,4,pending,coord-1`),
    ),
  'the name corrected': ({ imports, volunteerId }: Released) =>
    imports.importBytes(
      'names.csv',
      Buffer.from(
        `volunteer_id,name_ar,name_en,gender\n${volunteerId},نورة سالم الحربي,Noura Salem Al-Harbi,female`,
      ),
    ),
};
const AWARDS = ['recognition', 'opportunity'] as const;
const cases = AWARDS.flatMap((award) => Object.keys(FENCES).map((fence) => [award, fence] as const));

describe.each(cases)('an award decided before (%s, %s)', (award, fence) => {
  test('is decided again where the reservation comes after it', async () => {
    const of = await released();
    let happened = 0;
    const register = portWith(of.deps.register, 'reserve', {
      before: async () => {
        happened += 1;
        if (happened === 1) await FENCES[fence as keyof typeof FENCES](of);
      },
    });
    const outcome = await of.awards[award]({ ...of.deps, register });
    expect(happened).toBeGreaterThan(0);
    if (fence === 'the name corrected' || (award === 'recognition' && fence === 'an entry corrected')) {
      if (outcome.outcome !== 'issued') throw new Error(`It is ${outcome.outcome}`);
      const { snapshot } = (await of.deps.register.find(outcome.certificateId)) ?? {};
      expect([snapshot?.holder.nameEn, snapshot?.minutes]).toEqual(
        fence === 'the name corrected' ? ['Noura Salem Al-Harbi', 5 * 360] : ['Noura Salem Alharbi', 4 * 360],
      );
    } else expect(outcome).toMatchObject({ outcome: 'refused' });
  });
});

test.each(AWARDS)('a %s reserved while its release is being taken back stops that', async (award) => {
  const of = await released();
  const { ledger } = of.imports.deps;
  let reserved: Awaited<ReturnType<(typeof of.awards)['recognition']>> | undefined;
  const write = ledger.write.bind(ledger);
  // Everything that taking it back looks at is read before its first write.
  ledger.write = async (step) => {
    const suspends = step.timesheets?.some(({ withdrawal }) => withdrawal !== undefined) === true;
    if (suspends) reserved ??= await of.awards[award](of.deps);
    return write(step);
  };
  const { state, takingBack } = await of.imports.takeBack(of.importId);
  expect(reserved).toMatchObject({ outcome: 'issued' });
  expect([state, takingBack?.step]).toEqual(['released', 'refused']);
});
