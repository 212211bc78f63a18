import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import type { Role } from '../../functions/domain/staff/roles.ts';
import { createBatch } from '../../functions/routes/batches.ts';
import { searchCertificates } from '../../functions/routes/issuing.ts';
import { listVolunteers, searchVolunteers } from '../../functions/routes/ledger.ts';
import { eraseCertificate, revokeCertificate } from '../../functions/routes/lifecycle.ts';
import { listJournal } from '../../functions/routes/supervision.ts';
import { waitForBatch } from '../../infra/tools/cli/api/batches.ts';
import { importFile } from '../../infra/tools/cli/api/import-file.ts';
import { seedCloud } from '../batches/seed-ledger.ts';
import { entryOf, opportunityOf, timesheetOf } from '../people.ts';
import { type ownCloud as Cloud, ownCloud } from './embedded-cloud.ts';

const OTHER = 'tilal-health-cluster';
const NAMES = [
  ['S-1', 'أروى هادي الشهري', 'Arwa Hadi Alshehri'],
  ['S-2', 'مؤيد عبد العزيز الغامدي', 'Muayyad Abdulaziz Alghamdi'],
  ['S-3', 'هبة هادي الشهري', 'Hibah Hadi Alshehri'],
] as const;

const folder = mkdtempSync(path.join(tmpdir(), 'search-'));
const logged: string[] = [];
let cloud: Awaited<ReturnType<typeof Cloud>>;
let coordinator: ApiClient;
let issuer = '';

const as = async (role: Role, issuers: string[]) =>
  new ApiClient({ baseUrl: cloud.url, token: await cloud.token(role, { id: `${role}-1`, issuers }) });

beforeAll(async () => {
  cloud = await ownCloud({ log: (line) => logged.push(line) });
  const answer = await fetch(`${cloud.url}/issuers`);
  const { items } = (await answer.json()) as { items: { issuerId: string }[] };
  issuer = items.find(({ issuerId }) => issuerId !== OTHER)?.issuerId ?? '';
  coordinator = await as('coordinator', [issuer]);
  const file = path.join(folder, 'volunteers.csv');
  const rows = NAMES.map(([id, ar, en]) => `${id},individual,${ar},${en},female,,`);
  writeFileSync(file, ['volunteer_id,kind,name_ar,name_en,gender,birth_date,email', ...rows].join('\n'));
  expect(await importFile(coordinator, file)).toMatchObject({ state: 'imported' });
  await seedCloud(cloud, {
    opportunities: [opportunityOf({ opportunityId: 'SEARCH-OP', issuerId: issuer, requiredMinutes: 60 })],
    volunteers: [],
    timesheets: ['S-1', 'S-2'].map((volunteerId) =>
      timesheetOf([entryOf({ entryId: `${volunteerId}-1` })], {
        volunteerId,
        opportunityId: 'SEARCH-OP',
        issuerId: issuer,
      }),
    ),
  });
  const { batchId } = await coordinator.call(createBatch, { body: { opportunityIds: ['SEARCH-OP'] } });
  await waitForBatch(coordinator, batchId);
});

afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const people = async (body: { text?: string; opportunityId?: string }) => {
  const { items, total } = await coordinator.call(searchVolunteers, { body });
  expect(items).toHaveLength(total);
  return items.map(({ volunteerId }) => volunteerId);
};
const certificates = async (body: Parameters<typeof search>[0]) =>
  (await search(body)).items.map(({ volunteerId, state }) => `${volunteerId} ${state}`).sort();
const search = (body: { text?: string; opportunityId?: string; state?: 'issued' | 'revoked' | 'erased' }) =>
  coordinator.call(searchCertificates, { body });

describe('a search', () => {
  test('finds people by name in either script, by ID, and of one opportunity', async () => {
    expect(await people({ text: 'الشهري هادى' })).toEqual(['S-1', 'S-3']);
    expect(await people({ text: 'مويد عبدالعزيز' })).toEqual(['S-2']);
    expect(await people({ text: 'alghamdi' })).toEqual(['S-2']);
    expect(await people({ text: 's-3' })).toEqual(['S-3']);
    expect(await people({ text: 'الشهري', opportunityId: 'SEARCH-OP' })).toEqual(['S-1']);
    expect(await people({})).toEqual(['S-1', 'S-2', 'S-3']);
  });

  test('answers in pages that all of them cost the same', async () => {
    const first = await coordinator.call(searchVolunteers, { body: { limit: 2 } });
    expect(first).toMatchObject({ total: 3, items: [{ volunteerId: 'S-1' }, { volunteerId: 'S-2' }] });
    const body = { limit: 2, cursor: first.cursor ?? '' };
    expect(await coordinator.call(searchVolunteers, { body })).toMatchObject({
      total: 3,
      cursor: null,
      items: [{ volunteerId: 'S-3' }],
    });
    await expect(coordinator.call(searchVolunteers, { body: { cursor: 'x' } })).rejects.toMatchObject({
      status: 400,
      code: 'QUERY_INVALID',
    });
  });

  test('lists volunteers without hours too, with their profiles', async () => {
    const { items } = await coordinator.call(listVolunteers, {});
    expect(items.map(({ volunteerId, gender }) => `${volunteerId} ${gender}`)).toEqual([
      'S-1 female',
      'S-2 female',
      'S-3 female',
    ]);
  });

  test('finds certificates by name, opportunity and state, as they are now', async () => {
    expect(await certificates({ text: 'اروي' })).toEqual(['S-1 issued']);
    expect(await certificates({ opportunityId: 'SEARCH-OP' })).toEqual(['S-1 issued', 'S-2 issued']);
    expect(await certificates({ opportunityId: 'NO-OP' })).toEqual([]);
    const [found] = (await search({ text: 'S-2' })).items;
    const certificateId = found?.certificateId ?? '';
    expect(await certificates({ text: found?.displayId.slice(0, 9) ?? '' })).toEqual(['S-2 issued']);
    const path = { id: certificateId };
    await coordinator.call(revokeCertificate, { path, body: { reasonCode: 'issued_in_error' } });
    expect(await certificates({ state: 'revoked' })).toEqual(['S-2 revoked']);
    expect(await certificates({ state: 'issued' })).toEqual(['S-1 issued']);
    await coordinator.call(eraseCertificate, { path, body: {} });
    expect(await certificates({ state: 'revoked' })).toEqual([]);
    expect((await search({ state: 'erased' })).items).toMatchObject([{ certificateId, nameAr: null }]);
  });

  test('shows nothing of another issuer, and nothing to an auditor but certificates', async () => {
    const stranger = await as('coordinator', [OTHER]);
    for (const issuerId of [undefined, issuer]) {
      const body = { text: 'الشهري', ...(issuerId === undefined ? {} : { issuerId }) };
      expect(await stranger.call(searchVolunteers, { body })).toMatchObject({ items: [], total: 0 });
      expect(await stranger.call(searchCertificates, { body })).toMatchObject({ items: [], total: 0 });
    }
    const auditor = await as('auditor', [issuer]);
    await expect(auditor.call(searchVolunteers, { body: {} })).rejects.toMatchObject({ status: 403 });
    expect(await auditor.call(searchCertificates, { body: {} })).toMatchObject({ total: 2 });
  });

  test('stands in the journal as a read of people, without what was typed', async () => {
    const auditor = await as('auditor', [issuer]);
    const entries = [];
    const day = new Date().toISOString().slice(0, 10);
    for await (const entry of auditor.list(listJournal, { query: { day } })) entries.push(entry);
    expect(entries.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['search_volunteers', 'search_certificates']),
    );
    const names = /الشهري|هادى|alghamdi|مويد|اروي/i;
    expect(JSON.stringify(entries)).not.toMatch(names);
    expect(logged.join('\n')).not.toMatch(names);
  });
});
