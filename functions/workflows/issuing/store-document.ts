import { createHash } from 'node:crypto';
import type { DocumentStore } from '../../domain/ports/document-store.ts';

export interface StoringDeps {
  readonly documents: Pick<DocumentStore, 'store'>;
}

/**
 * Stores a document under its certificate's ID and returns its SHA-256 in lower-case hex.
 *
 * @throws DocumentConflict when other bytes are stored there.
 */
export async function storeDocument(
  certificateId: string,
  document: Uint8Array,
  { documents }: StoringDeps,
): Promise<string> {
  const documentSha256 = createHash('sha256').update(document).digest('hex');
  await documents.store(certificateId, document, documentSha256);
  return documentSha256;
}
