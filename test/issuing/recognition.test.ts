import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Recognition } from '../../functions/domain/eligibility/decide-recognition.ts';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoStatusIndexes } from '../../functions/storage/dynamo/dynamo-status-indexes.ts';
import { DynamoKillSwitch } from '../../functions/storage/dynamo/supervision/dynamo-kill-switch.ts';
import { issueRecognition } from '../../functions/workflows/issuing/issue-recognition.ts';
import { recognitionsOf } from '../../functions/workflows/issuing/recognition-overview.ts';
import { startTable } from '../dynamo-table.ts';
import { MemoryDocumentStore } from '../fakes/memory-document-store.ts';
import { MemoryRecords } from '../fakes/memory-records.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import { ledgerImports } from '../ledger/ledger-import.ts';

const issuerId = 'rawabi-health-cluster';
const fifty: Recognition = { kind: 'milestone', issuerId, hours: 50 };
const annual: Recognition = { kind: 'annual', issuerId, year: 2025 };

describe('a recognition', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    table = await startTable();
  });
  afterAll(() => table.stop());

  test('is issued once, cites hours and leaves them free', async () => {
    const imports = ledgerImports(table.dynamo, table.tableName);
    const files = {
      'opportunities.csv':
        'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours\n' +
        'OP-1,rawabi-health-cluster,فحص السكري,Diabetes Screening,preventive,2025-02-01,2025-03-31,30',
      'volunteers.csv':
        'volunteer_id,name_ar,name_en,gender\nV-1,نورة سالم الحربي,Noura Salem Alharbi,female',
      'hours.csv': [
        'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by',
        ...[1, 2, 3, 4, 5, 6, 7].map((day) => `H-${day},V-1,OP-1,2025-02-0${day},8,approved,coord-1`),
      ].join('\n'),
    };
    for (const [name, text] of Object.entries(files))
      expect((await imports.importReleased(name, Buffer.from(text))).problemCount).toBe(0);

    const { ledger, issuers } = imports.deps;
    const records = new MemoryRecords();
    const renderer = loadRenderer(templatesDirectory());
    const prepared: string[] = [];
    const deps = {
      ledger,
      issuers,
      register: new DynamoCertificateRegister(table.dynamo, table.tableName),
      documents: new MemoryDocumentStore(records),
      statusIndexes: new DynamoStatusIndexes(table.dynamo, table.tableName),
      killSwitch: new DynamoKillSwitch(table.dynamo, table.tableName),
      ...textRendering,
      renderer: {
        ...renderer,
        prepare: async ({ certificateId }: { readonly certificateId: string }) => {
          prepared.push(certificateId);
        },
      },
      findUnprintable: () => undefined,
      designRoom: () => ({ issuers: () => 4, signatories: () => 6 }),
      now: () => '2026-01-15T09:00:00.000Z',
      randomBytes,
      baseUrl: 'https://verify.example.org',
    };
    const claim = (award: Recognition) =>
      issueRecognition({ volunteerId: 'V-1', award, actor: 'volunteer:V-1' }, deps);

    const first = await claim(fifty);
    expect(first).toMatchObject({ outcome: 'issued' });
    if (first.outcome === 'refused') throw new Error('refused');
    expect(await claim(fifty)).toEqual({ outcome: 'alreadyIssued', certificateId: first.certificateId });
    expect(prepared).toEqual([first.certificateId]);
    const certificate = await deps.register.find(first.certificateId);
    // Seven times eight hours are 56: the first seven shifts are needed to reach 50.
    expect(certificate).toMatchObject({
      state: 'issued',
      snapshot: { award: fifty, minutes: 7 * 480, period: { from: '2025-02-01', to: '2025-02-07' } },
    });
    expect(await claim(annual)).toMatchObject({ outcome: 'issued' });
    expect(await claim({ ...fifty, hours: 100 })).toMatchObject({
      outcome: 'refused',
      verdict: { reason: 'HOURS_INSUFFICIENT', missingMinutes: 44 * 60 },
    });
    expect(records.documents.size).toBe(2);

    const record = await ledger.volunteerRecord(fifty.issuerId, 'V-1');
    expect(record?.timesheets[0]?.certificateId).toBeUndefined();
    expect(record?.timesheets[0]?.entries.every((entry) => entry.certificateId === undefined)).toBe(true);
    if (record === undefined) throw new Error('no record');
    expect(recognitionsOf(record, deps).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['annual', 'ALREADY_ISSUED'],
      ['milestone', 'ALREADY_ISSUED'],
      ['milestone', 'HOURS_INSUFFICIENT'],
      ['milestone', 'HOURS_INSUFFICIENT'],
    ]);
  });
});
