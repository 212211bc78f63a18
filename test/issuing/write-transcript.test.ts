import { expect, test } from '@jest/globals';
import type { TranscriptSnapshot } from '../../functions/domain/hours/transcript.ts';
import { writeTranscript } from '../../functions/workflows/issuing/write-transcript.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { sourcesOf } from '../transcripts.ts';

/** The certificate IDs that a transcript lists at an instant, of one certificate valid until 10 January in Riyadh. */
async function listedAt(now: string): Promise<(string | null)[]> {
  const certificateId = idOf(1);
  const { volunteers, timesheets, opportunities, issuers, period, baseUrl } = sourcesOf([
    { entries: [{ date: '2025-02-01', minutes: 60, certificateId }] },
  ]);
  let written: TranscriptSnapshot | undefined;
  const identities = volunteers.map(({ volunteerId }) => ({ volunteerId }));
  await writeTranscript(identities, period, {
    ledger: {
      volunteerRecords: async () =>
        volunteers.map((volunteer) => ({
          volunteer,
          timesheets: timesheets.map((timesheet) => ({ ...timesheet, certificateId })),
          recognitions: [],
        })),
    },
    catalogue: { findMany: async () => [...opportunities] },
    register: { findMany: async () => [issuedOf(snapshotOf({ certificateId, validUntil: '2026-01-10' }))] },
    issuers,
    findUnprintable: () => undefined,
    renderTranscript: (transcript) => {
      written = transcript;
      return new Uint8Array();
    },
    now: () => now,
    baseUrl,
  });
  return (written?.parts ?? []).flatMap(({ rows }) => rows.map((row) => row.certificateId));
}

test('a transcript lists no certificate that verification calls expired in the first hours after midnight', async () => {
  expect(await listedAt('2026-01-10T20:59:59.000Z')).toEqual([idOf(1)]);
  expect(await listedAt('2026-01-10T21:00:00.000Z')).toEqual([null]);
});
