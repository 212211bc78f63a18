import * as z from 'zod';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import { isKeySpec, type SigningKeys } from './signing-keys.ts';

const TYPE = {
  shape: z.object({ KeySpec: z.string(), KeyUsage: z.literal('SIGN_VERIFY') }),
  ignored: ['KeyPolicy', 'Description', 'PendingWindowInDays', 'Tags', 'Enabled'],
};

/** Creates the template's keys that don't exist yet. Returns the ids of all. */
export function createSigningKeys(resources: ResourceReader, keys: SigningKeys): string[] {
  const keyIds: string[] = [];
  for (const resource of resources.all('AWS::KMS::Key', TYPE)) {
    const { KeySpec } = resource.properties;
    if (!isKeySpec(KeySpec))
      throw new UnsupportedTemplate(`${resource.logicalId}: the key spec ${KeySpec} is not supported`);
    const keyId = physicalName(resource).replace(/[^A-Za-z0-9-]/g, '-');
    keys.ensure(keyId, KeySpec);
    keyIds.push(keyId);
    resources.setAttributes(resource, {
      Ref: keyId,
      KeyId: keyId,
      Arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${keyId}`,
    });
  }
  return keyIds;
}
