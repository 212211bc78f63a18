import { describe, expect, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices, scriptedService } from './scripted-service.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const GENUINE = 'B1P90CH35ABARTZ768';
const { open: service } = embeddedServices();

function oneLine(text: string): string {
  expect(text).toMatch(/^tawtheeq: [^\n]+\n$/);
  expect(text).not.toMatch(/\bat .*:\d+:\d+/);
  return text;
}

describe('wrong usage exits with 2 and one line', () => {
  test.each([
    [['nonsense'], "unknown command 'nonsense'. See: npx tawtheeq --help"],
    [['issue', '--yes'], '--opportunity'],
    [['issue', '--from', '2025-01-01', '--yes'], '--from and --to'],
    [['issue', '--from', '2025-02-30', '--to', '2025-03-01'], '"2025-02-30" is not a day'],
    [['issue', '--from', '2025-07-01', '--to', '2025-01-01'], 'later than --to 2025-01-01'],
    [['issue', '--opportunity', 'OPP-01'], '--yes'],
    [['issue', '--opportunity', 'OPP-01', '--yes', '--track', 'music'], 'therapeutic'],
    [['import'], 'files'],
    [['import', '/nowhere/hours.csv'], '/nowhere/hours.csv'],
    [['import', import.meta.dirname], `${import.meta.dirname}: no such file`],
    [['verify', import.meta.dirname], `${import.meta.dirname}: no such file`],
    [['certificates', '--limit', '0'], 'above zero'],
    [['batch', 'items', 'B-1', '--outcome', 'lost'], 'not one of: issued, '],
    [['issuers', '--lang', 'fr'], 'not one of: ar, en'],
    [
      ['revoke', GENUINE],
      "--reason <code>' not specified: issued_in_error, hours_corrected, fraud or holder_request. See: npx tawtheeq revoke --help",
    ],
    [['batch', 'nonsense'], 'See: npx tawtheeq batch --help'],
    [['batch', 'items'], 'See: npx tawtheeq batch items --help'],
    [['erase', GENUINE], 'no terminal to ask for confirmation: add --yes'],
    [['revoke', GENUINE, '--reason', 'because'], 'issued_in_error'],
    [['replace', GENUINE], '--name-ar'],
    [['show', 'B1P90CH35ABARTZ769'], 'check digits'],
    [['token', 'admin'], 'not a role'],
    [['token', 'volunteer'], 'not a role'],
    [['report', '--from', '2025-01-01'], '--to'],
    [
      ['issuers', '--url', 'somewhere'],
      '--url "somewhere" is not the address of a service: write it as http://',
    ],
    // A wrong address is reported before the missing confirmation.
    [
      ['issue', '--opportunity', 'OPP-01', '--url', 'http://127.0.0.1:99999'],
      '--url "http://127.0.0.1:99999"',
    ],
  ])('%j', async (args, expected) => {
    const { exitCode, stderr, stdout } = await runTawtheeq(args);
    expect(oneLine(stderr)).toContain(expected);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test('is explained in Arabic by --lang or the locale', async () => {
    const unknown = await runTawtheeq(['nonsense', '--lang', 'ar']);
    expect(oneLine(unknown.stderr)).toContain('الأمر «nonsense» غير معروف');
    const reason = await runTawtheeq(['revoke', GENUINE, '--lang', 'ar']);
    expect(oneLine(reason.stderr)).toContain('مطلوب: issued_in_error أو hours_corrected');
    const near = await runTawtheeq(['issue', '--form', '2025-01-01', '--lang', 'ar']);
    expect(oneLine(near.stderr)).toContain('لعلك تقصد --from؟ انظر: npx tawtheeq issue --help');
    const address = await runTawtheeq(['issuers', '--lang', 'ar', '--url', 'somewhere']);
    expect(oneLine(address.stderr)).toContain('«somewhere» ليست عنوان خدمة');
    const byLocale = await runTawtheeq(['issue'], { env: { LANG: 'ar_SA.UTF-8' } });
    expect(oneLine(byLocale.stderr)).toContain('حدّد ما تريد إصداره');
  });

  test('an address from the environment is named by its variable', async () => {
    const { exitCode, stderr } = await runTawtheeq(['issuers'], { env: { TAWTHEEQ_URL: 'somewhere' } });
    expect(oneLine(stderr)).toContain('TAWTHEEQ_URL "somewhere"');
    expect(exitCode).toBe(2);
  });

  test('a service that is not an embedded cloud needs a token', async () => {
    const { url } = await service({ 'GET /_local/health': { status: 404, json: { message: 'Not Found' } } });
    const { exitCode, stderr } = await runTawtheeq(['opportunities', '--url', url]);
    expect(oneLine(stderr)).toContain('TAWTHEEQ_TOKEN');
    expect(exitCode).toBe(2);
  });

  test('a refused token asks for a new one', async () => {
    const { url } = await service({
      'GET /issuers?limit=200': { status: 401, json: { message: 'Unauthorized' } },
    });
    const { exitCode, stderr } = await runTawtheeq(['issuers', '--url', url, '--token', 'old']);
    expect(oneLine(stderr)).toContain('--token');
    expect(exitCode).toBe(2);
  });
});

describe('help is a command as well as an option', () => {
  test.each([
    [['help'], ['--help'], ''],
    [['help', 'issue'], ['issue', '--help'], '--dry-run'],
    [['batch', 'help'], ['batch', '--help'], 'items'],
    [['batch', 'help', 'items'], ['batch', 'items', '--help'], '--outcome'],
    [['help', '--lang', 'ar'], ['--help', '--lang', 'ar'], 'عرض تعليمات أمر'],
  ])('%j answers as %j does', async (args, option, expected) => {
    const run = await runTawtheeq(args);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toBe((await runTawtheeq(option)).stdout);
    expect(run.stdout).toContain(expected);
  });

  test('and says so in wrong usage where there is no such command', async () => {
    expect((await runTawtheeq(['help', 'nonsense'])).exitCode).toBe(2);
  });
});

describe('what could not be reached or checked exits with 3', () => {
  test('a closed port', async () => {
    const { url, close } = await scriptedService({});
    await close();
    for (const args of [['issuers'], ['verify', GENUINE], ['token', 'coordinator']]) {
      const { exitCode, stderr } = await runTawtheeq([...args, '--url', url]);
      expect(oneLine(stderr)).toContain('npm start');
      expect(exitCode).toBe(3);
    }
  });

  test('a deployment that is not reached is nothing to start', async () => {
    const { exitCode, stderr } = await runTawtheeq(['verify', GENUINE, '--url', 'https://tawtheeq.invalid']);
    expect(oneLine(stderr)).toContain('check the address and your network');
    expect(stderr).not.toContain('npm start');
    expect(exitCode).toBe(3);
  });

  test.each([
    [
      'a fault',
      { status: 500, json: { code: 'FAULT', title: 'Something went wrong on our side' } },
      'on our side',
    ],
    ['a busy ledger', { status: 503, json: { code: 'LEDGER_BUSY', title: 'Try again' } }, 'Try again'],
    ['an answer that is not JSON', { text: '<html>' }, 'JSON'],
    ['an answer of another shape', { json: { items: 'none' } }, 'items'],
  ])('%s', async (_case, answer, expected) => {
    const { url } = await service({ 'GET /issuers?limit=200': answer });
    const { exitCode, stderr } = await runTawtheeq(['issuers', '--url', url]);
    expect(oneLine(stderr)).toContain(expected);
    expect(exitCode).toBe(3);
  });

  test('but a fault is retried', async () => {
    const { url } = await service({
      'GET /issuers?limit=200': [
        { status: 503, json: { title: 'Waking up' } },
        { json: { items: [], cursor: null } },
      ],
    });
    const { exitCode, stdout } = await runTawtheeq(['issuers', '--json', '--url', url]);
    expect(JSON.parse(stdout)).toEqual({ items: [], cursor: null });
    expect(exitCode).toBe(0);
  });

  test('an unavailable verification', async () => {
    const unavailable = {
      certificateId: GENUINE,
      displayId: 'B1P9-0CH3-5ABA-RTZ7-68',
      result: 'unavailable',
      checkedAt: '2026-01-01T00:00:00.000Z',
    };
    const { url } = await service({ [`GET /verify/${GENUINE}`]: { status: 503, json: unavailable } });
    const { exitCode, stdout } = await runTawtheeq(['verify', GENUINE, '--url', url, '--json']);
    expect(JSON.parse(stdout)).toEqual(unavailable);
    expect(exitCode).toBe(3);
  });

  test('too many verifications', async () => {
    const { url } = await service({
      [`GET /verify/${GENUINE}`]: { status: 429, json: { message: 'Too Many Requests' } },
    });
    const { exitCode, stderr } = await runTawtheeq(['verify', GENUINE, '--url', url]);
    expect(oneLine(stderr)).toContain('too many');
    expect(exitCode).toBe(3);
  });
});

describe('a "no" exits with 1 and its reason', () => {
  test('a refusal is one line with its code, and the problem document with --json', async () => {
    const problem = { status: 409, code: 'STATE_CONFLICT', title: 'The certificate is already revoked' };
    const { url } = await service({
      [`POST /certificates/${GENUINE}/revocation`]: { status: 409, json: problem },
    });
    const args = ['revoke', GENUINE, '--reason', 'fraud', '--url', url];
    const plain = await runTawtheeq(args);
    expect(oneLine(plain.stderr)).toContain('already revoked (STATE_CONFLICT)');
    expect(plain.exitCode).toBe(1);
    const json = await runTawtheeq([...args, '--json']);
    expect(JSON.parse(json.stdout)).toEqual(problem);
    expect(json.exitCode).toBe(1);
  });

  test('a refusal is worded in Arabic by its code, and an unknown code stands alone', async () => {
    const { url } = await service({
      [`POST /certificates/${GENUINE}/suspension`]: [
        {
          status: 409,
          json: {
            code: 'STATE_CONFLICT',
            title: 'A certificate that is revoked can’t be suspended.',
            state: 'revoked',
          },
        },
        { status: 409, json: { code: 'NEW_RULE', title: 'Not on Sundays' } },
      ],
    });
    const suspend = ['suspend', GENUINE, '--lang', 'ar', '--url', url];
    const { exitCode, stderr } = await runTawtheeq(suspend);
    expect(oneLine(stderr)).toBe(
      'tawtheeq: الشهادة \u200eB1P9-0CH3-5ABA-RTZ7-68\u200e ملغاة، فلا يمكن إيقافها مؤقتًا (STATE_CONFLICT)\n',
    );
    expect(exitCode).toBe(1);
    expect(oneLine((await runTawtheeq(suspend)).stderr)).toContain('رفضت الخدمة الطلب (HTTP 409) (NEW_RULE)');
  });

  test('a mistyped ID is answered without a request', async () => {
    const { url, received } = await service({});
    const { exitCode, stdout } = await runTawtheeq([
      'verify',
      'b1p9-0ch3-5aba-rtz7-69',
      '--url',
      url,
      '--json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      result: 'malformed',
      rule: 'check_digits',
      certificateId: null,
    });
    expect(received).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('an unknown certificate', async () => {
    const unknown = {
      certificateId: GENUINE,
      displayId: 'B1P9-0CH3-5ABA-RTZ7-68',
      result: 'unknown',
      checkedAt: '2026-01-01T00:00:00.000Z',
    };
    const { url } = await service({ [`GET /verify/${GENUINE}`]: { status: 404, json: unknown } });
    const { exitCode, stdout } = await runTawtheeq([
      'verify',
      'https://elsewhere.example/V/b1p9 0ch3 5aba rtz7 68',
      '--url',
      url,
    ]);
    expect(stdout).toContain('UNKNOWN');
    expect(exitCode).toBe(1);
  });
});

test.each([
  ['no region', {}, 'Region is missing'],
  ['no credentials', { AWS_REGION: 'me-south-1' }, 'Could not load credentials'],
])('what needs the AWS account says so with %s', async (_case, env, reason) => {
  const appoint = ['people', 'invite', 'huda@example.org', '--name', 'Huda', '--role', 'administrator'];
  const asOperator = ['--issuer', 'rawabi-health-cluster', '--operator', '--table', 'Records'];
  // The shell that runs the tests may have an account.
  const none = {
    AWS_REGION: undefined,
    AWS_PROFILE: undefined,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const { exitCode, stderr } = await runTawtheeq([...appoint, ...asOperator], { env: { ...none, ...env } });
  expect(oneLine(stderr)).toContain(reason);
  expect(oneLine(stderr)).toContain('AWS_PROFILE');
  expect(exitCode).toBe(2);
});
