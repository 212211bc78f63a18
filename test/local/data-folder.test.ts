import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DATA_FOLDER_VERSION, openDataFolder } from '../../infra/local/data-folder.ts';
import { StartRefusal } from '../../infra/local/start-refusal.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
let made = 0;

function folderWith(files: Record<string, string>): string {
  made += 1;
  const directory = path.join(folder, String(made));
  mkdirSync(directory);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text);
  return directory;
}

/** Returns the message of the StartRefusal that `start` throws; it must be one line. */
const refusalOf = (start: () => unknown): string => {
  try {
    start();
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    expect(error.message).not.toContain('\n');
    return error.message;
  }
  return 'not refused';
};

describe('the data folder', () => {
  test('is created with its version, and can be opened again after it was released', () => {
    const directory = path.join(folder, 'new/deep');
    const data = openDataFolder(directory);
    expect(JSON.parse(readFileSync(path.join(directory, 'embedded-cloud.json'), 'utf8'))).toEqual({
      version: DATA_FOLDER_VERSION,
    });
    data.release();
    openDataFolder(directory).release();
  });

  test('of a newer version is refused', () => {
    const directory = folderWith({ 'embedded-cloud.json': '{"version":99}' });
    expect(refusalOf(() => openDataFolder(directory))).toContain(
      'written by a newer release (data version 99',
    );
  });

  test('that a running process uses is refused; a lock of a process that is gone is taken over', () => {
    expect(refusalOf(() => openDataFolder(folderWith({ 'in-use': String(process.ppid) })))).toContain(
      `in use by process ${process.ppid}`,
    );
    openDataFolder(folderWith({ 'in-use': '999999999' })).release();
  });

  test('that is a file or whose version file is damaged is refused', () => {
    const directory = folderWith({ file: 'x', 'embedded-cloud.json': 'x' });
    expect(refusalOf(() => openDataFolder(path.join(directory, 'file')))).toContain('is not a folder');
    expect(refusalOf(() => openDataFolder(directory))).toContain('damaged');
  });

  test('where no folder can be created is refused at once', () => {
    expect(refusalOf(() => openDataFolder('/proc/data'))).toContain('No permission to write in /proc/data');
  });

  test('that cannot be written is refused', () => {
    // Not even root can create a folder there.
    const readOnly = process.platform === 'linux' ? '/sys/tawtheeq' : '/System/tawtheeq';
    expect(refusalOf(() => openDataFolder(readOnly))).toContain('No permission to write');
  });
});
