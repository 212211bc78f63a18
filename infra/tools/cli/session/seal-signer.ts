import { KMSClient } from '@aws-sdk/client-kms';
import type { Signer } from '../../../../functions/domain/ports/signer.ts';
import { KmsSigner } from '../../../../functions/storage/kms-signer.ts';
import { CREDENTIALS, REGION } from '../../../local/region.ts';
import { embeddedCloudRecords } from '../api/embedded-cloud.ts';
import { isLoopback } from './session.ts';

/** Returns what signs with the keys of the embedded cloud at a loopback address, else of the AWS account of the environment. */
export async function sealSigner(url: string): Promise<Signer> {
  if (!isLoopback(url)) return new KmsSigner(new KMSClient());
  const { endpoints } = await embeddedCloudRecords(url);
  return new KmsSigner(new KMSClient({ region: REGION, credentials: CREDENTIALS, endpoint: endpoints.kms }));
}
