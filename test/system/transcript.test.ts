import { beforeAll, describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../functions/client/api-client.ts';
import { fileOf, run, testWith } from '../rendering/tools.ts';
import { type SharedCloud, sharedCloud } from './embedded-cloud.ts';
import { importSmallCluster } from './small-cluster.ts';

let cloud: SharedCloud;
let displayId: string;

const transcript = async (period: string, id = 'TRANSCRIPT-1') =>
  fetch(`${cloud.url}/me/transcript${period}`, {
    headers: { authorization: `Bearer ${await cloud.token('volunteer', { id })}` },
  });

beforeAll(async () => {
  cloud = await sharedCloud();
  const token = await cloud.token('coordinator', { id: 'transcript' });
  const { opportunityId } = await importSmallCluster(new ApiClient({ baseUrl: cloud.url, token }), cloud, {
    name: 'TRANSCRIPT',
    volunteers: 1,
  });
  const claimed = await fetch(`${cloud.url}/me/certificates`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await cloud.token('volunteer', { id: 'TRANSCRIPT-1' })}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ opportunityId }),
  });
  expect(claimed.status).toBe(201);
  ({ displayId } = (await claimed.json()) as { displayId: string });
});

describe('GET /me/transcript', () => {
  testWith('pdftotext')('answers the transcript as a file that is not cached', async () => {
    const answer = await transcript('?from=2025-02-02&to=2025-02-04');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="hours-2025-02-02-2025-02-04.pdf"',
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const path = fileOf(new Uint8Array(await answer.arrayBuffer()));
    const text = run('pdftotext', [path, '-']).toString().replace(/\s+/g, ' ');
    expect(text).toContain('Noura Salem Alharbi');
    expect(text).toContain('Diabetes Screening');
    // Three of the five days, with six hours each.
    expect(text).toContain('18 hours');
    expect(text).toContain(displayId);
  });

  test.each([
    ['?from=2024-01-01&to=2024-12-31', 409, 'TRANSCRIPT_EMPTY'],
    ['?from=2025-03-01&to=2025-02-01', 400, 'QUERY_INVALID'],
    ['?from=2025-02-30&to=2025-03-01', 400, 'QUERY_INVALID'],
    ['?from=2010-01-01&to=2025-01-01', 400, 'QUERY_INVALID'],
    ['?from=2025-02-01', 400, 'QUERY_INVALID'],
    ['', 400, 'QUERY_INVALID'],
  ])('refuses %s with %d %s', async (period, status, code) => {
    const answer = await transcript(period);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  test('answers 401 without a token, and 404 to a volunteer without a record', async () => {
    expect((await fetch(`${cloud.url}/me/transcript?from=2025-01-01&to=2025-02-01`)).status).toBe(401);
    const answer = await transcript('?from=2025-01-01&to=2025-02-01', 'TRANSCRIPT-NOBODY');
    expect(answer.status).toBe(404);
  });
});
