import { expect, jest, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';

// Each command is a process of its own, which takes its time on a busy machine.
jest.setTimeout(120_000);

const { open: service } = embeddedServices();

test('a list is one JSON document of all its pages', async () => {
  const { url } = await service({
    'GET /issuers?limit=200': { json: { items: [{ issuerId: 'a', nameAr: 'أ', nameEn: 'A' }], cursor: 'c' } },
    'GET /issuers?limit=200&cursor=c': {
      json: { items: [{ issuerId: 'b', nameAr: 'ب', nameEn: 'B' }], cursor: null },
    },
  });
  const { exitCode, stdout } = await runTawtheeq(['issuers', '--json', '--url', url]);
  expect(JSON.parse(stdout)).toEqual({
    items: [
      { issuerId: 'a', nameAr: 'أ', nameEn: 'A' },
      { issuerId: 'b', nameAr: 'ب', nameEn: 'B' },
    ],
    cursor: null,
  });
  expect(exitCode).toBe(0);
});

test('a token is alone on its line, for the role and the person asked for', async () => {
  const { url, received } = await service({});
  const { exitCode, stdout } = await runTawtheeq(['token', 'volunteer:V-7', '--url', url]);
  expect(stdout).toBe('T\n');
  expect(exitCode).toBe(0);
  expect(JSON.parse(received.at(-1)?.body ?? '')).toEqual({ role: 'volunteer', id: 'V-7' });
});
