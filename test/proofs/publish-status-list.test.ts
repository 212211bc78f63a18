import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { StatusPurpose } from '../../functions/domain/certificate/status-index.ts';
import type { Signer } from '../../functions/domain/ports/signer.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoStatusLists } from '../../functions/storage/dynamo/dynamo-status-lists.ts';
import { reinstateCertificate } from '../../functions/workflows/lifecycle/reinstate-certificate.ts';
import { revokeCertificate } from '../../functions/workflows/lifecycle/revoke-certificate.ts';
import { suspendCertificate } from '../../functions/workflows/lifecycle/suspend-certificate.ts';
import { publishStatusLists } from '../../functions/workflows/proofs/publish-status-list.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { startTable } from '../dynamo-table.ts';
import { BASE_URL, createSigningFixture } from '../proof/sealed-certificate.ts';

const ISSUER = 'rawabi-health-cluster';
const LIST = `${ISSUER}-1`;
const MINUTE = 60_000;

let table: Awaited<ReturnType<typeof startTable>>;
let signer: Signer;
let signatures = 0;
let time = Date.parse('2026-01-01T10:00:00Z');
let number = 0;

beforeAll(async () => {
  table = await startTable();
  const { keys } = await createSigningFixture();
  signer = {
    publicKey: (keyId) => keys.publicKey(keyId),
    sign: (keyId, digest) => {
      signatures += 1;
      return keys.sign(keyId, digest);
    },
  };
});
afterAll(() => table.stop());
beforeEach(() => {
  time += 60 * MINUTE;
});

const now = () => new Date(time).toISOString();

function depsOf(statusLists = new DynamoStatusLists(table.dynamo, table.tableName)) {
  return {
    statusLists,
    signer,
    credentialKeyId: 'credential-1',
    baseUrl: BASE_URL,
    now,
    register: new DynamoCertificateRegister(table.dynamo, table.tableName),
    ledger: new DynamoHoursLedger(table.dynamo, table.tableName),
  };
}

/** How many lists are signed by a run of the schedule. */
async function signed(deps = depsOf()): Promise<number> {
  const before = signatures;
  const count = await publishStatusLists([ISSUER], deps);
  expect(signatures - before).toBe(count);
  return count;
}

/** Writes an issued certificate and returns its ID and index. */
async function issue() {
  number += 1;
  const statusList = { listId: LIST, index: 1_000 + number };
  const snapshot = snapshotOf({ certificateId: idOf(700 + number), statusList });
  const Item = certificateItem(issuedOf(snapshot));
  await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
  return { certificateId: snapshot.certificateId, index: statusList.index };
}

const by = (certificateId: string) => ({ certificateId, actor: 'coordinator-1', canModify: () => true });

async function hasStatus(purpose: StatusPurpose, index: number): Promise<boolean> {
  const jwt = (await depsOf().statusLists.published(purpose, LIST))?.jwt ?? '';
  const { credentialSubject } = decodeJwt<{ credentialSubject: { encodedList: string } }>(jwt);
  return (await decodeList(credentialSubject)).getStatus(index);
}

describe('status lists', () => {
  test('are signed before the first certificate, and then only when something changes or they grow old', async () => {
    expect(await signed()).toBe(2);
    for (let asked = 0; asked < 3; asked += 1) await depsOf().statusLists.published('revocation', LIST);
    expect(await signed()).toBe(0);
    const { certificateId, index } = await issue();
    await revokeCertificate({ ...by(certificateId), reasonCode: 'issued_in_error' }, depsOf());
    expect(await hasStatus('revocation', index)).toBe(false);
    expect(await signed()).toBe(1);
    expect(await hasStatus('revocation', index)).toBe(true);
    time += 29 * MINUTE;
    expect(await signed()).toBe(0);
    time += 2 * MINUTE;
    expect(await signed()).toBe(2);
  });

  test('say who is suspended in a list of their own, until the suspension ends', async () => {
    await signed();
    const { certificateId, index } = await issue();
    await suspendCertificate(by(certificateId), depsOf());
    expect(await signed()).toBe(1);
    expect([await hasStatus('suspension', index), await hasStatus('revocation', index)]).toEqual([
      true,
      false,
    ]);
    await reinstateCertificate(by(certificateId), depsOf());
    expect(await signed()).toBe(1);
    expect(await hasStatus('suspension', index)).toBe(false);
    await suspendCertificate(by(certificateId), depsOf());
    await revokeCertificate({ ...by(certificateId), reasonCode: 'fraud' }, depsOf());
    await signed();
    expect([await hasStatus('suspension', index), await hasStatus('revocation', index)]).toEqual([
      false,
      true,
    ]);
  });

  test('are valid for two hours, under their own addresses', async () => {
    await signed();
    for (const [purpose, address] of [
      ['revocation', LIST],
      ['suspension', `${LIST}-suspension`],
    ] as const) {
      const list = await depsOf().statusLists.published(purpose, LIST);
      const {
        id,
        nbf = 0,
        exp = 0,
        credentialSubject,
      } = decodeJwt<{ id: string; credentialSubject: object }>(list?.jwt ?? '');
      expect([id, exp - nbf]).toEqual([`${BASE_URL}/status/${address}`, 7_200]);
      expect(credentialSubject).toMatchObject({ statusPurpose: purpose, ttl: 30_000 });
    }
  });

  test('are never stored over a later one: whoever read before a revocation reads again', async () => {
    await signed();
    const { certificateId, index } = await issue();
    /** Reads the statuses, and then lets somebody revoke and publish before it goes on. */
    class Slow extends DynamoStatusLists {
      #overtaken = false;
      override async indexesWith(purpose: StatusPurpose, listId: string): Promise<number[]> {
        const indexes = await super.indexesWith(purpose, listId);
        if (purpose === 'revocation' && listId === LIST && !this.#overtaken) {
          this.#overtaken = true;
          await revokeCertificate({ ...by(certificateId), reasonCode: 'issued_in_error' }, depsOf());
          await publishStatusLists([ISSUER], depsOf());
        }
        return indexes;
      }
    }
    // The slow one has something to store as well.
    time += 40 * MINUTE;
    await publishStatusLists([ISSUER], depsOf(new Slow(table.dynamo, table.tableName)));
    expect(await hasStatus('revocation', index)).toBe(true);
  });
});
