import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { CHECKS } from '../../functions/proof/examination.ts';
import type { KeySet } from '../../functions/proof/key-set.ts';
import { LARGEST_FILE_BYTES } from '../../functions/proof/reading/largest-file.ts';
import { idOf } from '../certificates.ts';
import { examined } from './examined.ts';
import { createSigningFixture, type SigningFixture } from './sealed-certificate.ts';

const PROTECTED = new URL('../cases/116-pdf-with-permissions/', import.meta.url);
const SCAN = new URL('../cases/118-pdf-scan-or-photo/scan-image.pdf', import.meta.url);
const NOW = '2026-01-01T00:00:00.000Z';
/** Time for hundreds of examinations on a busy machine. */
let fixture: SigningFixture;
let keySet: KeySet;
let genuine: Uint8Array;

beforeAll(async () => {
  fixture = await createSigningFixture();
  keySet = await fixture.keySet();
  genuine = await fixture.document();
});

describe('a file that is otherwise whole', () => {
  test.each([
    ['sealed', {}],
    ['plain', { sealKeyId: null, credentialKeyId: null, proof: 'plain' }],
  ] as const)(
    'is altered and names its certificate, whichever byte of a %s document is changed',
    async (_, proof) => {
      const issued = await fixture.document(proof);
      const documentSha256 = createHash('sha256').update(issued).digest('hex');
      const step = Math.max(1, Math.floor(issued.length / 60));
      for (let index = 0; index < issued.length; index += step) {
        const changed = Uint8Array.from(issued);
        changed[index] = (changed[index] ?? 0) ^ 1;
        const { verdict, certificateId, unreadable } = await examined(changed, {
          now: NOW,
          keySet,
          documentSha256,
        });
        expect({ index, verdict, certificateId, unreadable }).toEqual({
          index,
          verdict: 'altered',
          certificateId: idOf(1),
          unreadable: null,
        });
      }
    },
  );

  test('is altered whichever byte of its end is changed', async () => {
    for (let fromEnd = 1; fromEnd <= 24; fromEnd += 1) {
      const changed = Uint8Array.from(genuine);
      const index = genuine.length - fromEnd;
      changed[index] = (changed[index] ?? 0) ^ 64;
      const { verdict, unreadable } = await examined(changed, { now: NOW, keySet });
      expect({ fromEnd, verdict, unreadable }).toEqual({ fromEnd, verdict: 'altered', unreadable: null });
    }
  });

  test('is altered when it names several certificates, each named', async () => {
    const plain = { sealKeyId: null, credentialKeyId: null, proof: 'plain' } as const;
    const first = await PDFDocument.load(await fixture.document(plain));
    const second = await PDFDocument.load(await fixture.document({ ...plain, certificateId: idOf(2) }));
    const merged = await PDFDocument.create();
    for (const document of [first, second])
      for (const page of await merged.copyPages(document, [0])) merged.addPage(page);
    expect(await examined(await merged.save(), { now: NOW, keySet })).toMatchObject({
      certificateId: null,
      namedIds: [idOf(1), idOf(2)],
      unreadable: null,
    });
  });
});

describe('what other programs made of a document is read:', () => {
  test('permissions without a password to open it', async () => {
    const bytes = await readFile(new URL('enc-owner.pdf', PROTECTED));
    expect(await examined(bytes, { now: NOW, keySet })).toMatchObject({
      unreadable: null,
      kind: 'document',
      namedIds: ['1Q819S1D54BD5E0Q07'],
      certificateId: '1Q819S1D54BD5E0Q07',
      verdict: 'altered',
    });
  });

  test('a scan, by its QR code', async () => {
    const scan = await examined(await readFile(SCAN), { now: NOW, keySet });
    expect(scan).toMatchObject({
      unreadable: null,
      kind: 'picture',
      certificateId: '1Q819S1D54BD5E0Q07',
      addresses: ['HTTP://127.0.0.1:22080/V/1Q819S1D54BD5E0Q07'],
      verdict: 'unproven',
    });
  });
});

/** Beginnings of what mail programs save: Gmail, Thunderbird with a long field, mbox, Outlook. */
const SAVED_MESSAGES = [
  'Delivered-To: hr@company.example\r\nReceived: by 2002:a05:6512 with SMTP id x1\r\n        for <hr@company.example>\r\n',
  'X-Mozilla-Status: 0001\r\nReturn-Path: <noura@mail.example>\r\nSubject: =?utf-8?B?2LTZh9in2K/YqQ==?=\r\n',
  'From noura@mail.example Sun Aug 24 09:00:00 2025\nFrom: Noura <noura@mail.example>\nTo: hr@company.example\n',
  `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(1024)}${[...'__substg1.0_0037001F'].join('\0')}`,
];

/** The block before the first file of a TAR archive. */
const tarHeader = (): Buffer => {
  const header = Buffer.alloc(512);
  header.write('certificate.pdf', 0);
  header.write('ustar', 257);
  return header;
};

/** Beginnings of what browsers save: HTML, in UTF-16 too, MHTML and the archive of Safari. */
const SAVED_PAGES = [
  '<!DOCTYPE html>\n<!-- saved from url=(0045)https://verify.example/verify/1 -->\n<html lang="ar">',
  '\xef\xbb\xbf\r\n<html><head>',
  `\xff\xfe${[...'<!doctype HTML>'].map((letter) => `${letter}\0`).join('')}`,
  '<?xml version="1.0"?>\n<!-- saved -->\n<html>',
  'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://verify.example/verify/1\r\nMIME-Version: 1.0\r\n',
  'bplist00\xd1\x01\x02_\x10\x0fWebMainResource',
];

describe('could not be examined, which fails no check:', () => {
  test.each([
    ['nothing', 'cut_off', new Uint8Array()],
    ['a text', 'not_a_document', Buffer.from('not a PDF')],
    ['a picture cut off', 'cut_off', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['a photograph cut off', 'cut_off', Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0\x01', 'latin1')],
    ['a JPEG 2000', 'picture_unknown', Buffer.from('\0\0\0\x0cjP  \r\n\x87\n', 'latin1')],
    ['a bare JPEG 2000', 'picture_unknown', Buffer.from('\xff\x4f\xff\x51\0\x2f', 'latin1')],
    ...SAVED_MESSAGES.map((text) => ['a saved email', 'message', Buffer.from(text, 'latin1')] as const),
    ...SAVED_PAGES.map((text) => ['a saved web page', 'web_page', Buffer.from(text, 'latin1')] as const),
    ['notes with a colon', 'not_a_document', Buffer.from('Certificate ID: B1P9\r\nasked for it twice')],
    ['a picture of another kind', 'picture_unknown', Buffer.from('II*\0\x08\0\0\0\x01\0', 'latin1')],
    ['a PDF cut in half', 'cut_off', () => genuine.subarray(0, genuine.length / 2)],
    [
      'an archive of genuine documents',
      'archive',
      () => Buffer.concat([Buffer.from('PK\x03\x04a.pdf'), genuine]),
    ],
    ['an archive of 7z', 'archive', Buffer.from("7z\xbc\xaf'\x1c\0\x04", 'latin1')],
    ['an archive of TAR', 'archive', () => Buffer.concat([tarHeader(), genuine])],
    ['an archive of RAR', 'archive', Buffer.from('Rar!\x1a\x07\0', 'latin1')],
    ['a document packed with gzip', 'archive', () => gzipSync(genuine)],
    [
      'a document of Word, which is a ZIP file',
      'not_a_document',
      Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml', 'latin1'),
    ],
    ['a file too large', 'too_large', Buffer.alloc(LARGEST_FILE_BYTES + 1, '%PDF-1.7 ')],
    ['a PDF under a password', 'protected', () => readFile(new URL('enc-user.pdf', PROTECTED))],
    ...Array.from(
      { length: 12 },
      (_, index) =>
        [
          `a PDF without its last bytes: ${index + 1}`,
          'cut_off',
          () => genuine.subarray(0, -1 - index),
        ] as const,
    ),
  ] as const)('%s is %s', async (_, unreadable, bytes) => {
    const examination = await examined(typeof bytes === 'function' ? await bytes() : bytes, {
      now: NOW,
      keySet,
    });
    expect(examination).toMatchObject({ verdict: 'unproven', certificateId: null, unreadable });
    expect(examination.rows).toEqual(
      CHECKS.map((check) => ({ check, outcome: 'not_possible', reason: unreadable })),
    );
  });
});
