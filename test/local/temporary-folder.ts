import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

/** A folder of the test file's own, gone when its last test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tawtheeq-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
