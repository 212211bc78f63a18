import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { scratchFolders } from './scratch-folders.ts';
import { embeddedServices, type Script, type ScriptedService } from './scripted-service.ts';
import { validAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const GENUINE = 'B1P90CH35ABARTZ768';
const SHA256_OF_HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const newFolder = scratchFolders();
const { open: service, opened: services } = embeddedServices();

describe('download', () => {
  async function store(recorded: string): Promise<ScriptedService> {
    const files = await service({ 'GET /file': { text: 'hello' } });
    return service({
      [`GET /certificates/${GENUINE}/document`]: { status: 302, headers: { location: `${files.url}/file` } },
      [`GET /verify/${GENUINE}`]: { json: validAnswer({ documentSha256: recorded }) },
    });
  }

  test('writes the file', async () => {
    const { url } = await store(SHA256_OF_HELLO);
    const out = join(await newFolder(), 'certificate.pdf');
    const { exitCode, stdout } = await runTawtheeq([
      'download',
      GENUINE,
      '--out',
      out,
      '--json',
      '--url',
      url,
    ]);
    expect(JSON.parse(stdout)).toEqual({
      certificateId: GENUINE,
      file: out,
      bytes: 5,
      sha256: SHA256_OF_HELLO,
    });
    expect(await readFile(out, 'utf8')).toBe('hello');
    expect(exitCode).toBe(0);
    expect(services[0]?.received[0]?.authorization).toBeUndefined();
  });

  test('names a path that it cannot write in one line', async () => {
    const { url } = await store(SHA256_OF_HELLO);
    const { exitCode, stderr } = await runTawtheeq([
      'download',
      GENUINE,
      '--out',
      '/nowhere/a.pdf',
      '--url',
      url,
    ]);
    expect(stderr).toMatch(/^tawtheeq: \/nowhere\/a\.pdf[^\n]*ENOENT[^\n]*\n$/);
    expect(exitCode).toBe(2);
  });

  test('leaves no file when the download does not have the recorded hash', async () => {
    const { url } = await store('0'.repeat(64));
    const directory = await newFolder();
    const out = join(directory, 'certificate.pdf');
    const { exitCode, stderr } = await runTawtheeq(['download', GENUINE, '--out', out, '--url', url]);
    expect(stderr).toContain('SHA-256');
    expect(exitCode).toBe(1);
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('the archive of a batch', () => {
  async function batch(answer: Script[string]): Promise<string> {
    const { url } = await service({ 'GET /batches/B-1/archive': answer });
    return url;
  }

  test('is written as one file once it is built', async () => {
    const files = await service({ 'GET /zip': { text: 'zip' } });
    const url = await batch([
      { status: 202, json: { state: 'building', parts: 1, ready: 0 } },
      { status: 302, headers: { location: `${files.url}/zip` } },
    ]);
    const out = join(await newFolder(), 'all.zip');
    const { exitCode, stdout } = await runTawtheeq(['batch', 'archive', 'B-1', '--out', out, '--url', url]);
    expect(stdout).toContain(`${out}: 3 bytes`);
    expect(await readFile(out, 'utf8')).toBe('zip');
    expect(exitCode).toBe(0);
  });

  test('has a file to print beside it', async () => {
    const files = await service({ 'GET /pdf': { text: 'pdf' } });
    const { url } = await service({
      'GET /batches/B-1/print-run?lang=en': { status: 302, headers: { location: `${files.url}/pdf` } },
    });
    const out = join(await newFolder(), 'all.pdf');
    const { exitCode } = await runTawtheeq(['batch', 'print', 'B-1', '--out', out, '--url', url]);
    expect(await readFile(out, 'utf8')).toBe('pdf');
    expect(exitCode).toBe(0);
  });

  test('is written as numbered files when it has several parts', async () => {
    const files = await service({ 'GET /1': { text: 'one' }, 'GET /2': { text: 'two' } });
    const url = await batch({
      json: { items: [1, 2].map((part) => ({ part, url: `${files.url}/${part}` })), cursor: null },
    });
    const directory = await newFolder();
    const out = join(directory, 'all.zip');
    const { exitCode } = await runTawtheeq(['batch', 'archive', 'B-1', '--out', out, '--url', url]);
    expect(await readdir(directory)).toEqual(['all-1.zip', 'all-2.zip']);
    expect(await readFile(join(directory, 'all-2.zip'), 'utf8')).toBe('two');
    expect(exitCode).toBe(0);
  });
});
