import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

/** Creates a folder for the test file, and deletes it after its last test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tawtheeq-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
