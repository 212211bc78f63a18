import { expect, jest, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';
import { issuerAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.
jest.setTimeout(120_000);

const { open: service } = embeddedServices();

test('--json prints all pages of a list as one JSON document', async () => {
  const [first, second] = [issuerAnswer({ issuerId: 'a' }), issuerAnswer({ issuerId: 'b' })];
  const { url } = await service({
    'GET /issuers?limit=200': { json: { items: [first], cursor: 'c' } },
    'GET /issuers?limit=200&cursor=c': {
      json: { items: [second], cursor: null },
    },
  });
  const { exitCode, stdout } = await runTawtheeq(['issuers', '--json', '--url', url]);
  expect(JSON.parse(stdout)).toEqual({
    items: [first, second],
    cursor: null,
  });
  expect(exitCode).toBe(0);
});

test.each([
  [[], 'GET /issuing', true, 'Issuing is halted. To resume it: npx tawtheeq issuing resume\n'],
  [['resume'], 'POST /issuing/resume', false, 'Issuing is not halted.\n'],
  [
    ['halt', '--notifications'],
    'POST /notifications/halt',
    true,
    'Emails are halted. To resume them: npx tawtheeq issuing resume --notifications\n',
  ],
  [['--notifications'], 'GET /notifications', false, 'Emails are not halted.\n'],
])('issuing %j prints the state of its kill switch', async (args, request, halted, expected) => {
  const { url } = await service({ [request]: { json: { halted, since: null, by: null } } });
  expect((await runTawtheeq(['issuing', ...args, '--url', url])).stdout).toBe(expected);
});

test('token prints only the token of the role and the person', async () => {
  const { url, received } = await service({});
  const { exitCode, stdout } = await runTawtheeq(['token', 'volunteer:V-7', '--url', url]);
  expect(stdout).toBe('T\n');
  expect(exitCode).toBe(0);
  expect(JSON.parse(received.at(-1)?.body ?? '')).toEqual({ role: 'volunteer', id: 'V-7' });
});
