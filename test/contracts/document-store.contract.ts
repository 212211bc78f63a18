import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DocumentConflict, type DocumentStore } from '../../functions/domain/ports/document-store.ts';
import { idOf } from '../certificates.ts';

type Store = Pick<DocumentStore, 'store'>;

let idNumber = 40_000;
const freshId = () => {
  idNumber += 1;
  return idOf(idNumber);
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const storeText = (store: Store, id: string, text: string) =>
  store.store(id, bytesOf(text), sha256(bytesOf(text)));

/** The contract of a document store: test names with their checks. */
export const DOCUMENT_STORE_CONTRACT: Readonly<Record<string, (store: Store) => Promise<void>>> = {
  'stores a document once, however often it is asked to': async (store) => {
    const id = freshId();
    assert.equal(await storeText(store, id, 'one'), 'stored');
    assert.equal(await storeText(store, id, 'one'), 'already-there');
  },
  'rejects other bytes under the same ID': async (store) => {
    const id = freshId();
    await storeText(store, id, 'one');
    await assert.rejects(storeText(store, id, 'two'), DocumentConflict);
    assert.equal(await storeText(store, id, 'one'), 'already-there');
  },
  'rejects bytes that don’t have the given hash': async (store) => {
    await assert.rejects(store.store(freshId(), bytesOf('one'), sha256(bytesOf('two'))));
  },
  'lets one of many writers store a document': async (store) => {
    const id = freshId();
    const results = await Promise.all(Array.from({ length: 8 }, () => storeText(store, id, 'one')));
    assert.equal(results.filter((result) => result === 'stored').length, 1);
  },
};
