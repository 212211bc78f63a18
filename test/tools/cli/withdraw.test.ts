import { describe, expect, test } from '@jest/globals';
import type { Import } from '../../../infra/tools/cli/api/answers.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';
import { importAnswer } from './service-answers.ts';

const { open: service } = embeddedServices();
const AT = '2026-01-15T09:00:00.000Z';
const none = { opportunities: 0, volunteers: 0, hours: 0 };
const running: Import['withdrawal'] = {
  state: 'running',
  requestedAt: AT,
  finishedAt: null,
  undone: null,
  obstacles: [],
  obstacleCount: 0,
};

async function withdraw(ended: Partial<Import>, ...options: string[]) {
  const begun = importAnswer({ state: 'withdrawing', withdrawal: running });
  const { url, received } = await service({
    'POST /imports/I-1/withdrawal': { status: 202, json: begun },
    'GET /imports/I-1': [{ json: begun }, { json: importAnswer(ended) }],
  });
  return { ...(await runTawtheeq(['withdraw', 'I-1', ...options, '--url', url])), received };
}

describe('withdraw', () => {
  const done: Partial<Import> = {
    state: 'withdrawn',
    withdrawal: {
      ...running,
      state: 'done',
      finishedAt: AT,
      undone: { removed: { ...none, hours: 12 }, restored: { ...none, volunteers: 2 } },
    },
  };

  test('waits until the import is undone and says what went', async () => {
    const { exitCode, stdout, received } = await withdraw(done);
    expect(stdout).toBe(
      'I-1: withdrawn\n' +
        '  removed: hours entries 12, volunteers 0, opportunities 0\n' +
        '  as before again: hours entries 0, volunteers 2, opportunities 0\n',
    );
    expect(exitCode).toBe(0);
    expect(received.filter(({ method }) => method === 'POST').map(({ path }) => path)).toContain(
      '/imports/I-1/withdrawal',
    );
  });

  test('says it in Arabic', async () => {
    expect((await withdraw(done, '--lang', 'ar')).stdout).toContain('حُذف: قيود الساعات 12');
  });

  test('lists what prevents it, with the certificates, and exits with 1', async () => {
    const { exitCode, stdout, stderr } = await withdraw({
      state: 'imported',
      withdrawal: {
        ...running,
        state: 'refused',
        finishedAt: AT,
        obstacles: [
          { code: 'CERTIFICATE_ISSUED', kind: 'hours', id: 'H-1', certificateId: 'B1P90CH35ABARTZ768' },
          { code: 'CHANGED_SINCE', kind: 'volunteers', id: 'V-1', certificateId: null },
        ],
        obstacleCount: 2,
      },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('I-1: not withdrawn, and nothing was changed; what prevents it: 2');
    expect(stdout).toMatch(/hours entry +H-1 +a certificate was issued on it.* +B1P9-0CH3-5ABA-RTZ7-68/);
    expect(stdout).toMatch(/volunteer +V-1 +it was changed since/);
  });

  test('prints the report of the service as JSON', async () => {
    expect(JSON.parse((await withdraw(done, '--json')).stdout)).toMatchObject(done);
  });
});
