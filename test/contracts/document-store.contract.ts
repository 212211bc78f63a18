import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DocumentConflict, type DocumentStore } from '../../functions/domain/ports/document-store.ts';
import { idOf } from '../certificates.ts';

type Store = Pick<DocumentStore, 'store'>;

let numbers = 40_000;
const freshId = () => {
  numbers += 1;
  return idOf(numbers);
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const keep = (store: Store, id: string, text: string) =>
  store.store(id, bytesOf(text), sha256(bytesOf(text)));

/** What every document store promises. */
export const DOCUMENT_STORE_CONTRACT: Readonly<Record<string, (store: Store) => Promise<void>>> = {
  'keeps a document once, however often it is stored': async (store) => {
    const id = freshId();
    assert.equal(await keep(store, id, 'one'), 'stored');
    assert.equal(await keep(store, id, 'one'), 'already-there');
  },
  'never keeps other bytes under the same ID': async (store) => {
    const id = freshId();
    await keep(store, id, 'one');
    await assert.rejects(keep(store, id, 'two'), DocumentConflict);
    assert.equal(await keep(store, id, 'one'), 'already-there');
  },
  'refuses bytes that are not what their hash says': async (store) => {
    await assert.rejects(store.store(freshId(), bytesOf('one'), sha256(bytesOf('two'))));
  },
  'lets one of many writers win': async (store) => {
    const id = freshId();
    const ends = await Promise.all(Array.from({ length: 8 }, () => keep(store, id, 'one')));
    assert.equal(ends.filter((end) => end === 'stored').length, 1);
  },
};
