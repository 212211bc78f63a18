import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  FORGED_ID,
  FORGERIES,
  type IssuedFiles,
  issuedFiles,
  OTHER_ID,
  REVOKED_ID,
} from '../../proof/reading/forgeries.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { scratchFolders } from './scratch-folders.ts';
import { type ScriptedService, scriptedService } from './scripted-service.ts';
import { revokedAnswer, validAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const EXIT_CODES = { altered: 1, revoked: 1, unchecked: 3 } as const;
const newFolder = scratchFolders();
let issued: IssuedFiles;
let directory: string;
let service: ScriptedService;

beforeAll(async () => {
  issued = await issuedFiles();
  directory = await newFolder();
  const valid = (certificateId: string, document: Uint8Array) =>
    validAnswer({ certificateId, documentSha256: createHash('sha256').update(document).digest('hex') });
  service = await scriptedService({
    'GET /.well-known/jwks.json': { json: await issued.fixture.keySet() },
    [`GET /verify/${FORGED_ID}`]: { json: valid(FORGED_ID, issued.genuine) },
    [`GET /verify/${OTHER_ID}`]: { json: valid(OTHER_ID, issued.other) },
    [`GET /verify/${REVOKED_ID}`]: { json: revokedAnswer(REVOKED_ID) },
  });
});
afterAll(() => service.close());

async function verify(name: string, bytes: Uint8Array) {
  const path = join(directory, name);
  await writeFile(path, bytes);
  const { stdout, exitCode } = await runTawtheeq(['verify', path, '--json', '--url', service.url]);
  return { result: JSON.parse(stdout).result as string, exitCode };
}

describe('verify FILE', () => {
  test('answers valid for the genuine file', async () => {
    expect(await verify('genuine.pdf', issued.genuine)).toEqual({ result: 'valid', exitCode: 0 });
  });

  test.each(FORGERIES.map((forgery) => [forgery.name, forgery] as const))(
    'does not for: %s',
    async (_, { make, result }) => {
      const bytes = await make(issued);
      expect(await verify('forged', bytes)).toEqual({ result, exitCode: EXIT_CODES[result] });
    },
  );
});
