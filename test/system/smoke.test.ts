import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { eventually } from '../local/eventually.ts';
import { type Run, runTawtheeq, startTawtheeq } from '../tools/cli/run-tawtheeq.ts';
import { ownCloud } from './embedded-cloud.ts';

interface Report {
  readonly steps: readonly {
    readonly step: string;
    readonly outcome: string;
    readonly detail: string;
    readonly remedy?: string;
  }[];
  readonly left: {
    readonly opportunityId: string;
    readonly volunteerId: string;
    readonly certificateId?: string;
    readonly isRevoked: boolean;
    readonly importIds: readonly string[];
  };
}

let cloud: EmbeddedCloud;
beforeAll(async () => {
  cloud = await ownCloud();
});
afterAll(() => cloud?.stop());

const tawtheeq = (args: readonly string[], env: Record<string, string> = {}): Promise<Run> =>
  runTawtheeq([...args, '--url', cloud.url], { env });
const smoke = async (...args: string[]) => {
  const { exitCode, stdout } = await tawtheeq(['smoke', '--json', ...args]);
  return { exitCode, report: JSON.parse(stdout) as Report };
};
const outcomes = ({ steps }: Report) => steps.map(({ step, outcome }) => `${step} ${outcome}`);
const recorded = async (kind: string, ...args: string[]) =>
  JSON.parse((await tawtheeq([kind, '--json', ...args])).stdout).items;

describe('npx tawtheeq smoke', () => {
  test('lets a certificate live from its import to its revocation, and rings an alarm that arrives', async () => {
    const { exitCode, report } = await smoke();
    expect(report.steps.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(outcomes(report)).toEqual(
      [
        'signIn',
        'import',
        'release',
        'issue',
        'verify',
        'verifyFile',
        'revoke',
        'verifyRevoked',
        'tidy',
        'alarm',
      ].map((step) => `${step} ok`),
    );
    expect(exitCode).toBe(0);
    const [email] = cloud.mailbox.list();
    expect(email).toMatchObject({
      to: ['operations@tawtheeq.example'],
      subject: expect.stringMatching(/^ALARM: "Tawtheeq-Alarms-/),
      text: expect.stringContaining('docs/runbook.md'),
    });
    expect(report.steps.at(-1)?.detail).toContain(/"(.*)"/.exec(email?.subject ?? '')?.[1]);
  });

  test('leaves a revoked certificate and records without hours, and says so in Arabic too', async () => {
    const { exitCode, stdout } = await tawtheeq(['smoke', '--lang', 'ar']);
    expect(exitCode).toBe(0);
    const [, opportunityId = ''] = /(SMOKE-\w+-OP)/.exec(stdout) ?? [];
    expect(stdout.split('\n\n')[1]).toContain('ملغاةً');
    const [certificate, ...others] = await recorded('certificates', '--opportunity', opportunityId);
    expect([certificate.state, others]).toEqual(['revoked', []]);
    const { volunteerId } = certificate;
    const { approvedMinutes, pendingMinutes } = await hoursOf(volunteerId);
    expect([approvedMinutes, pendingMinutes]).toEqual([0, 0]);
  });

  test('says what to do when issuing is halted, undoes its imports, and exits with 1', async () => {
    const operator = await cloud.token('operator');
    const halt = (act: string) => tawtheeq(['issuing', act, '--everyone', '--token', operator]);
    expect((await halt('halt')).exitCode).toBe(0);
    try {
      const { exitCode, stdout } = await tawtheeq(['smoke']);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(
        /^FAILED {4}issue .*halted.*\n {2}→ Is issuing halted \(npx tawtheeq issuing\)/m,
      );
      expect(stdout).toMatch(/^ok {8}tidy up/m);
      expect(stdout).toMatch(/^ok {8}ring an alarm/m);
      expect(stdout).toContain('What stays in the ledger:\n  nothing but the lines of the journal');
      const opportunities = await recorded('opportunities');
      const [, opportunityId] = /(SMOKE-\w+-OP)/.exec(stdout) ?? [];
      expect(opportunities.map((one: Report['left']) => one.opportunityId)).not.toContain(opportunityId);
    } finally {
      await halt('resume');
    }
  });

  test('waits where it has the token of one person, until another one releases', async () => {
    const token = await cloud.token('coordinator');
    const command = startTawtheeq(['smoke', '--json', '--token', token, '--url', cloud.url]);
    const importId = await eventually(async () => /release (\w+) --url/.exec(command.stderr)?.[1], {
      withinMilliseconds: 100_000,
    });
    expect((await tawtheeq(['release', importId])).exitCode).toBe(0);
    const { exitCode, stdout } = await command.ended;
    expect([exitCode, outcomes(JSON.parse(stdout))]).toEqual([0, expect.arrayContaining(['release ok'])]);
  });

  test('does not let the same person release', async () => {
    const token = await cloud.token('coordinator');
    const { exitCode, report } = await smoke('--token', token, '--second-token', token);
    expect([exitCode, outcomes(report)]).toEqual([
      1,
      ['signIn ok', 'import ok', 'release failed', 'tidy ok', 'alarm ok'],
    ]);
  });
});

async function hoursOf(volunteerId: string): Promise<Record<string, number>> {
  const token = await cloud.token('volunteer', { id: volunteerId });
  const answer = await fetch(`${cloud.url}/me`, { headers: { authorization: `Bearer ${token}` } });
  const { opportunities = [] } = (await answer.json()) as { opportunities?: Record<string, number>[] };
  return opportunities[0] ?? { approvedMinutes: 0, pendingMinutes: 0 };
}
