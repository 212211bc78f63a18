import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { CHECKS } from '../../functions/proof/examination.ts';
import { examineDocument, LARGEST_DOCUMENT_BYTES } from '../../functions/proof/examine-document.ts';
import type { KeySet } from '../../functions/proof/key-set.ts';
import { idOf } from '../certificates.ts';
import { createSigningFixture, type SigningFixture } from './sealed-certificate.ts';

const PROTECTED = new URL('../cases/116-pdf-with-permissions/', import.meta.url);
const SCAN = new URL('../cases/118-pdf-scan-or-photo/scan-image.pdf', import.meta.url);
const NOW = '2026-01-01T00:00:00.000Z';
/** Time for hundreds of examinations on a busy machine. */
const LONG_MS = 120_000;
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
      const step = Math.max(1, Math.floor(issued.length / 400));
      for (let index = 0; index < issued.length; index += step) {
        const changed = Uint8Array.from(issued);
        changed[index] = (changed[index] ?? 0) ^ 1;
        const { verdict, certificateId, unreadable } = await examineDocument(changed, {
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
    LONG_MS,
  );

  test('is altered when it names several certificates, each named', async () => {
    const plain = { sealKeyId: null, credentialKeyId: null, proof: 'plain' } as const;
    const first = await PDFDocument.load(await fixture.document(plain));
    const second = await PDFDocument.load(await fixture.document({ ...plain, certificateId: idOf(2) }));
    const merged = await PDFDocument.create();
    for (const document of [first, second])
      for (const page of await merged.copyPages(document, [0])) merged.addPage(page);
    expect(await examineDocument(await merged.save(), { now: NOW, keySet })).toMatchObject({
      certificateId: null,
      namedIds: [idOf(1), idOf(2)],
      unreadable: null,
    });
  });
});

describe('could not be examined, which fails no check:', () => {
  test.each([
    ['nothing', 'not_a_document', new Uint8Array()],
    ['a text', 'not_a_document', Buffer.from('not a PDF')],
    ['a picture', 'not_a_document', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['a PDF cut in half', 'cut_off', () => genuine.subarray(0, genuine.length / 2)],
    [
      'an archive of genuine documents',
      'not_a_document',
      () => Buffer.concat([Buffer.from('PK\x03\x04a.pdf'), genuine]),
    ],
    ['a file too large', 'too_large', Buffer.alloc(LARGEST_DOCUMENT_BYTES + 1, '%PDF-1.7 ')],
    ['a PDF under a password', 'protected', () => readFile(new URL('enc-user.pdf', PROTECTED))],
    ['a PDF with permissions', 'protected', () => readFile(new URL('enc-owner.pdf', PROTECTED))],
    ['a PDF that is a picture', 'names_none', () => readFile(SCAN)],
  ] as const)('%s is %s', async (_, unreadable, bytes) => {
    const examination = await examineDocument(typeof bytes === 'function' ? await bytes() : bytes, {
      now: NOW,
      keySet,
    });
    expect(examination).toMatchObject({ verdict: 'unproven', certificateId: null, unreadable });
    expect(examination.rows).toEqual(
      CHECKS.map((check) => ({ check, outcome: 'not_possible', reason: unreadable })),
    );
  });
});
