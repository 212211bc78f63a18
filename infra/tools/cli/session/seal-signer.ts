import type { Signer } from '../../../../functions/domain/ports/signer.ts';
import { KmsSigner } from '../../../../functions/storage/kms-signer.ts';
import { isLoopback } from './session.ts';
import { accountClients, embeddedClients } from './store-clients.ts';

/** Returns what signs with the keys of the embedded cloud at a loopback address, else of the AWS account of the environment. */
export async function sealSigner(url: string): Promise<Signer> {
  const { kms } = isLoopback(url) ? await embeddedClients(url) : accountClients();
  return new KmsSigner(kms);
}
