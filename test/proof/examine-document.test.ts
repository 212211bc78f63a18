import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { CHECKS, type Examination, type ReferenceData } from '../../functions/proof/examination.ts';
import { certificatesOf } from '../../functions/storage/s3/pem-certificates.ts';
import { idOf } from '../certificates.ts';
import { examined } from './examined.ts';
import {
  fixture,
  genuine,
  keySet,
  NOW,
  otherIssuer,
  row,
  sha256,
  signedList,
} from './genuine-certificate.ts';

/** Time for dozens of examinations on a busy machine. */

const outcomes = (examination: Examination) =>
  Object.fromEntries(examination.rows.map((r) => [r.check, r.outcome]));

describe('the genuine file', () => {
  test('passes every check with all reference data', async () => {
    const reference: ReferenceData = {
      now: NOW,
      keySet,
      documentSha256: sha256,
      statusList: await signedList([6, 8]),
      authorities: certificatesOf(fixture.chainPem).slice(1),
    };
    const examination = await examined(genuine, reference);
    expect(examination.rows).toEqual(CHECKS.map((check) => ({ check, outcome: 'passed', reason: null })));
    expect(examination).toMatchObject({
      sha256,
      certificateId: idOf(1),
      verdict: 'genuine',
      credential: {
        certificateId: idOf(1),
        holderNames: ['نورة عبدالله البيشي', 'Noura Abdullah Al-Bishi'],
        title: 'Healthy Heart Campaign',
        issuerName: 'Rawabi Health Cluster',
        minutes: 1890,
        period: { from: '2025-06-01', to: '2025-07-15' },
        issuedAt: '2025-07-20T09:30:00Z',
      },
    });
    expect(examination.sealedBy).toEqual([
      'Tawtheeq embedded test seal — not trusted',
      'Tawtheeq embedded test CA — not trusted',
    ]);
  });

  test('is genuine by the seal alone, and reports what could not be checked', async () => {
    const examination = await examined(genuine, { now: NOW, keySet });
    expect(examination.verdict).toBe('genuine');
    expect(row(examination, 'content_unchanged')?.reason).toBe('record_not_asked');
    expect(row(examination, 'seal_chain')?.reason).toBe('no_authority_given');
    expect(row(examination, 'credential_status')?.reason).toBe('status_list_not_asked');
  });

  test('is unproven without any reference data', async () => {
    const examination = await examined(genuine, { now: NOW });
    expect(examination.verdict).toBe('unproven');
    expect(outcomes(examination)).toMatchObject({
      one_revision: 'passed',
      seal_covers_file: 'passed',
      seal_signature: 'passed',
      seal_key: 'not_possible',
      credential_signature: 'not_possible',
    });
    // Facts that no signature proves aren't returned.
    expect(examination.credential).toBeNull();
  });

  test('is unproven without a seal until the record is consulted', async () => {
    const plain = await fixture.document({ sealKeyId: null, proof: 'credential' });
    const offline = await examined(plain, { now: NOW, keySet });
    expect(offline).toMatchObject({ verdict: 'unproven', certificateId: idOf(1) });
    expect(row(offline, 'seal_signature')).toEqual({
      check: 'seal_signature',
      outcome: 'not_possible',
      reason: 'not_sealed',
    });
    expect(row(offline, 'credential_signature')?.outcome).toBe('passed');
    const documentSha256 = createHash('sha256').update(plain).digest('hex');
    expect(await examined(plain, { now: NOW, keySet, documentSha256 })).toMatchObject({
      verdict: 'genuine',
    });
  });

  test('is unproven without a seal and a credential', async () => {
    const bare = await fixture.document({ sealKeyId: null, credentialKeyId: null, proof: 'plain' });
    const examination = await examined(bare, { now: NOW, keySet });
    expect(examination).toMatchObject({ verdict: 'unproven', credential: null });
    expect(row(examination, 'credential_signature')?.reason).toBe('no_credential');
  });
});

describe('the verdict is altered for', () => {
  const examineAltered = async (bytes: Uint8Array) => {
    const examination = await examined(bytes, { now: NOW, keySet });
    expect(examination.verdict).toBe('altered');
    return examination;
  };

  test('60 changes of one bit anywhere, each found by the seal, without the record', async () => {
    let state = 20_251_122;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state % below;
    };
    // Whether the last certificate of the chain issued itself is known by its names alone: only the authority shows that
    // the name of its issuer was changed.
    const authorities = certificatesOf(fixture.chainPem).slice(1);
    for (let change = 0; change < 60; change += 1) {
      const index = random(genuine.length);
      const changed = Uint8Array.from(genuine);
      changed[index] = (changed[index] ?? 0) ^ (1 << random(8));
      const { verdict } = await examined(changed, { now: NOW, keySet, authorities });
      if (verdict !== 'altered') throw new Error(`Byte ${index} changed, and the verdict is ${verdict}`);
    }
  });

  test('one bit of each byte of the signature’s dictionary', async () => {
    const text = Buffer.from(genuine).toString('latin1');
    const from = text.indexOf('/SubFilter');
    const to = text.indexOf(']', text.indexOf('/ByteRange')) + 1;
    expect(to - from).toBeGreaterThan(40);
    for (let index = from; index < to; index += 1) {
      const changed = Uint8Array.from(genuine);
      changed[index] = (changed[index] ?? 0) ^ (1 << (index % 7));
      const { verdict } = await examined(changed, { now: NOW, keySet });
      if (verdict !== 'altered') throw new Error(`${text.slice(index, index + 12)} changed: ${verdict}`);
    }
  });

  test('every 1009th digit of the seal, its padding included', async () => {
    const text = Buffer.from(genuine).toString('latin1');
    const from = text.indexOf('/Contents <') + '/Contents <'.length;
    const to = text.indexOf('>', from);
    for (let index = from; index < to; index += 1009) {
      const changed = Uint8Array.from(genuine);
      changed[index] = changed[index] === 0x61 ? 0x62 : 0x61;
      const { verdict } = await examined(changed, { now: NOW, keySet });
      if (verdict !== 'altered')
        throw new Error(`Digit ${index - from} of the seal changed, and the verdict is ${verdict}`);
    }
  });

  test.each([
    ['a byte', '\n'],
    ['a comment', '\n% nothing to see\n'],
    ['another end', '\nstartxref\n0\n%%EOF\n'],
  ])('%s appended', async (_, tail) => {
    const examination = await examineAltered(Buffer.concat([genuine, Buffer.from(tail)]));
    expect(row(examination, 'seal_covers_file')?.outcome).toBe('failed');
  });

  test('a second revision that replaces the page, which other readers accept', async () => {
    const examination = await examineAltered(withReplacedPage(genuine));
    expect(row(examination, 'one_revision')).toMatchObject({
      outcome: 'failed',
      reason: 'several_revisions',
    });
    expect(row(examination, 'seal_covers_file')).toMatchObject({
      outcome: 'failed',
      reason: 'part_not_covered',
    });
  });

  test('a second revision of a page that is not sealed', async () => {
    const plain = await fixture.document({ sealKeyId: null, proof: 'credential' });
    const examination = await examineAltered(withReplacedPage(plain));
    expect(row(examination, 'one_revision')?.reason).toBe('several_revisions');
  });

  test('the seal of another certificate', async () => {
    const other = await fixture.document({ certificateId: idOf(2), minutes: 60 });
    const forged = Uint8Array.from(other);
    forged.set(sealOf(genuine), startOfSeal(other));
    const examination = await examineAltered(forged);
    expect(row(examination, 'seal_signature')?.reason).toBe('seal_of_other_bytes');
  });

  test('a valid seal of another issuer', async () => {
    const examination = await examineAltered(await otherIssuer.document());
    expect(row(examination, 'seal_signature')?.outcome).toBe('passed');
    expect(row(examination, 'seal_key')).toMatchObject({ outcome: 'failed', reason: 'key_not_published' });
    expect(row(examination, 'credential_signature')).toMatchObject({
      outcome: 'failed',
      reason: 'credential_signature_wrong',
    });
  });

  test('bytes whose hash is not on record, though validly sealed', async () => {
    const other = await fixture.document({ minutes: 60 });
    const examination = await examined(other, { now: NOW, keySet, documentSha256: sha256 });
    expect(examination.verdict).toBe('altered');
    expect(row(examination, 'content_unchanged')?.reason).toBe('sha256_differs');
  });

  test('an upper-case digit in the seal, which means the same', async () => {
    const changed = Uint8Array.from(genuine);
    const start = startOfSeal(genuine);
    const offset = changed.subarray(start).findIndex((digit) => digit >= 0x61 && digit <= 0x66);
    changed[start + offset] = (changed[start + offset] ?? 0) - 32;
    await examineAltered(changed);
  });
});

function startOfSeal(bytes: Uint8Array): number {
  return Buffer.from(bytes).indexOf('/Contents <') + '/Contents <'.length;
}

function sealOf(bytes: Uint8Array): Uint8Array {
  const from = startOfSeal(bytes);
  return bytes.subarray(from, bytes.indexOf(0x3e, from));
}

/** Appends an incremental update that replaces the page's content and keeps every signed byte (an incremental saving attack). */
function withReplacedPage(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const previous = /startxref\s+(\d+)/.exec(text)?.[1];
  const size = 900;
  const at = bytes.length + 1;
  const content = 'BT /F1 20 Tf 60 300 Td (FORGED 999 h) Tj ET';
  const object = `${size} 0 obj\n<< /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\n`;
  const table = `xref\n${size} 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size + 1} /Root 1 0 R /Prev ${previous} >>\n`;
  return Buffer.concat([
    bytes,
    Buffer.from(`\n${object}${table}startxref\n${at + object.length}\n%%EOF\n`, 'latin1'),
  ]);
}
