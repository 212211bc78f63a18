import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statusListCredential } from '../../../functions/proof/status-list.ts';
import { idOf } from '../../certificates.ts';
import { BOMBS } from '../../proof/reading/bombs.ts';
import { BASE_URL, createSigningFixture, type SigningFixture } from '../../proof/sealed-certificate.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { scratchFolders } from './scratch-folders.ts';
import { type Script, type ScriptedService, scriptedService } from './scripted-service.ts';
import { revokedAnswer, validAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const PROTECTED = new URL('../../cases/116-pdf-with-permissions/', import.meta.url);
const SCAN = new URL('../../cases/118-pdf-scan-or-photo/scan-image.pdf', import.meta.url);
/** A PNG of one pixel. */
const BLANK = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);
const CASES_ID = '1Q819S1D54BD5E0Q07';
const LIST = 'rawabi-health-cluster-1';
const newFolder = scratchFolders();
let fixture: SigningFixture;
let genuine: Uint8Array;
let directory: string;
let keys: unknown;
let script: Script;
let service: ScriptedService;

beforeAll(async () => {
  fixture = await createSigningFixture();
  genuine = await fixture.document();
  keys = await fixture.keySet();
  directory = await newFolder();
  const statusList = await statusListCredential(
    { listId: LIST, issuerId: 'rawabi-health-cluster', purpose: 'revocation', indexes: [] },
    new Date().toISOString(),
    { baseUrl: BASE_URL, keyId: 'credential-1', signer: fixture.keys },
  );
  script = {
    'GET /.well-known/jwks.json': { json: keys },
    [`GET /status/${LIST}`]: { text: statusList },
    [`GET /verify/${idOf(1)}`]: {
      json: validAnswer({
        certificateId: idOf(1),
        documentSha256: createHash('sha256').update(genuine).digest('hex'),
      }),
    },
  };
  script[`GET /verify/${CASES_ID}`] = { json: validAnswer({ certificateId: CASES_ID }) };
  service = await scriptedService(script);
});
afterAll(() => service.close());

async function fileOf(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

interface Answer {
  readonly result: string;
  readonly rows: readonly { readonly check: string; readonly outcome: string }[];
}

async function verify(
  path: string,
  ...options: string[]
): Promise<{ answer: Answer; exitCode: number | null }> {
  const run = await runTawtheeq(['verify', path, '--json', '--url', service.url, ...options]);
  return { answer: JSON.parse(run.stdout) as Answer, exitCode: run.exitCode };
}

describe('a file', () => {
  test('that was issued is valid, and passes each check', async () => {
    const { answer, exitCode } = await verify(await fileOf('genuine.pdf', genuine));
    expect(answer.result).toBe('valid');
    const missed = answer.rows.filter(({ outcome }) => outcome !== 'passed').map(({ check }) => check);
    expect(missed).toEqual(['seal_chain']);
    expect(exitCode).toBe(0);
  });

  test('is checked against the authorities that the reader trusts', async () => {
    const authority = await fileOf('authority.pem', fixture.chainPem);
    const { answer } = await verify(await fileOf('genuine.pdf', genuine), '--authority', authority);
    expect(answer.rows.every(({ outcome }) => outcome === 'passed')).toBe(true);
  });

  test('with one byte changed is altered', async () => {
    const changed = Uint8Array.from(genuine);
    changed[2000] = (changed[2000] ?? 0) ^ 1;
    const { answer, exitCode } = await verify(await fileOf('changed.pdf', changed));
    expect(answer.result).toBe('altered');
    expect(exitCode).toBe(1);
  });

  test('with an appended byte is altered', async () => {
    const { answer, exitCode } = await verify(
      await fileOf('longer.pdf', Buffer.concat([genuine, Buffer.from('\n')])),
    );
    expect(answer.result).toBe('altered');
    expect(exitCode).toBe(1);
  });

  test('with one byte changed, so that its objects cannot be read, is altered and shows the record', async () => {
    const changed = Buffer.from(genuine);
    const index = changed.indexOf(' obj');
    changed[index + 1] = (changed[index + 1] ?? 0) ^ 1;
    const path = await fileOf('unreadable.pdf', changed);
    const { answer, exitCode } = await verify(path);
    expect(answer).toMatchObject({ result: 'altered', record: { certificateId: idOf(1), result: 'valid' } });
    expect(exitCode).toBe(1);
    const { stdout } = await runTawtheeq(['verify', path, '--url', service.url]);
    expect(stdout).toContain('ALTERED');
    expect(stdout).toContain('saved again or printed');
  });

  test.each([
    ['notes.pdf', () => Buffer.from('not a PDF at all'), 'not_a_document', 'neither a PDF nor a picture'],
    ['all.zip', () => Buffer.concat([Buffer.from('PK\x03\x04'), genuine]), 'archive', 'Take the files out'],
    ['photo.png', () => BLANK, 'no_code', 'Take a sharper picture'],
    ['photo.heic', () => Buffer.from('\0\0\0\x18ftypheic'), 'picture_unknown', 'Save it as PNG or JPEG'],
    ['photo.jp2', () => Buffer.from('\0\0\0\x0cjP  \r\n'), 'picture_unknown', 'Save it as PNG or JPEG'],
    [
      'certificate.eml',
      () => Buffer.from('Return-Path: <a@mail.example>\r\nSubject: Certificate\r\n'),
      'message',
      'Save the file that is attached',
    ],
    ['page.html', () => Buffer.from('<!doctype html><html>'), 'web_page', 'anybody can change'],
    [
      'half.pdf',
      () => Buffer.from(genuine.subarray(0, genuine.length / 2)),
      'cut_off',
      'because the end of the file is missing',
    ],
    [
      'user.pdf',
      () => readFile(new URL('enc-user.pdf', PROTECTED)),
      'protected',
      'opens only with a password',
    ],
    ['bomb.pdf', () => BOMBS[1].make(), 'too_costly', 'far more memory than any certificate'],
  ])('that could not be checked says why and what to do: %s', async (name, content, unreadable, words) => {
    const path = await fileOf(name, await content());
    const { answer, exitCode } = await verify(path);
    expect(answer).toMatchObject({ result: 'unchecked', unreadable });
    expect(exitCode).toBe(3);
    const english = await runTawtheeq(['verify', path, '--url', service.url]);
    expect(english.stdout).toContain('COULD NOT BE CHECKED');
    expect(english.stdout).toContain(words);
    expect(english.stdout).not.toContain('FAILED');
    const arabic = await runTawtheeq(['verify', path, '--url', service.url, '--lang', 'ar']);
    expect(arabic.stdout).toContain('تعذّر التحقق لأن');
    expect(arabic.exitCode).toBe(3);
  });

  test('that only forbids copying is read, altered and shows the record', async () => {
    const path = await fileOf('owner.pdf', await readFile(new URL('enc-owner.pdf', PROTECTED)));
    const { answer, exitCode } = await verify(path);
    expect(answer).toMatchObject({ result: 'altered', record: { certificateId: CASES_ID, result: 'valid' } });
    expect(exitCode).toBe(1);
  });

  test('that is a scan names its certificate by the QR code, and is no proof of it', async () => {
    const path = await fileOf('scan.pdf', await readFile(SCAN));
    const { answer, exitCode } = await verify(path);
    expect(answer).toMatchObject({ result: 'altered', kind: 'picture', certificateId: CASES_ID });
    expect(exitCode).toBe(1);
    const { stdout } = await runTawtheeq(['verify', path, '--url', service.url]);
    expect(stdout).toContain('A PICTURE, not the issued file: compare it with the record');
    expect(stdout).not.toContain('ALTERED');
    // The code of the case leads to the cloud that it was made on.
    expect(stdout).toContain('leads to another service: http://127.0.0.1:22080');
  });

  test('of a revoked certificate is still the issued file, and not valid', async () => {
    const revoked = await scriptedService({
      ...script,
      [`GET /verify/${idOf(1)}`]: {
        json: revokedAnswer(idOf(1)),
      },
    });
    const path = await fileOf('genuine.pdf', genuine);
    const { exitCode, stdout } = await runTawtheeq(['verify', path, '--json', '--url', revoked.url]);
    await revoked.close();
    expect(JSON.parse(stdout)).toMatchObject({ result: 'revoked', verdict: 'genuine' });
    expect(exitCode).toBe(1);
  });

  test('without the service passes only the checks that need no service', async () => {
    const keyFile = await fileOf('jwks.json', JSON.stringify(keys));
    const { answer, exitCode } = await verify(
      await fileOf('genuine.pdf', genuine),
      '--offline',
      '--keys',
      keyFile,
    );
    const outcome = Object.fromEntries(answer.rows.map((row) => [row.check, row.outcome]));
    expect(outcome).toMatchObject({
      content_unchanged: 'not_possible',
      seal_covers_file: 'passed',
      seal_signature: 'passed',
      seal_key: 'passed',
      credential_signature: 'passed',
      credential_status: 'not_possible',
    });
    expect(answer.result).toBe('unavailable');
    expect(exitCode).toBe(3);
  });

  test('that is too large could not be checked', async () => {
    const path = await fileOf(
      'large.pdf',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(21 * 1024 * 1024)]),
    );
    const { answer, exitCode } = await verify(path);
    expect([answer, exitCode]).toEqual([
      expect.objectContaining({ result: 'unchecked', unreadable: 'too_large' }),
      3,
    ]);
  });

  test.each([
    '45DANPXPKVTXGKCR52.png',
    'certificate_45DANPXPKVTXGKCR52.docx',
    './45DANPXPKVTXGKCR52',
    'C:\\45DANPXPKVTXGKCR52',
  ])('that does not exist is not the ID in its name: %s', async (name) => {
    const { exitCode, stderr } = await runTawtheeq(['verify', name, '--url', service.url]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no such file')]);
  });

  test.each([`verify.example/V/${idOf(1)}`, `/verify/${idOf(1)}`])(
    'is not what an address is without its scheme: %s',
    async (address) => {
      const { answer, exitCode } = await verify(address);
      expect([answer.result, exitCode]).toEqual(['valid', 0]);
    },
  );
});
