import * as z from 'zod';
import type { ResourcePolicy } from '../iam/permissions.ts';
import { ROOT } from '../iam/principal.ts';
import { policyShape, readStatements } from '../iam/statement.ts';
import { ACCOUNT, REGION } from '../region.ts';
import { physicalName } from '../template/physical-name.ts';
import type { ResourceReader } from '../template/resource-reader.ts';
import { UnsupportedTemplate } from '../template/unsupported-template.ts';
import { isKeySpec, type KmsKeys, usageOf } from './kms-keys.ts';

const DESCRIPTIVE = ['Description', 'MultiRegion', 'PendingWindowInDays', 'Tags', 'Enabled'];
const TYPE = {
  shape: z.object({ KeySpec: z.string(), KeyUsage: z.enum(['SIGN_VERIFY', 'GENERATE_VERIFY_MAC']) }),
  ignored: ['KeyPolicy', ...DESCRIPTIVE],
};
/** As KMS makes it where none is given: the policies of roles decide. */
const USUAL_POLICY: z.infer<typeof policyShape> = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['kms:*'], Resource: ['*'], Principal: { AWS: [ROOT.arn] }, Condition: {} },
  ],
};
const POLICY = {
  shape: z.object({ KeyPolicy: policyShape.default(USUAL_POLICY) }),
  ignored: ['KeySpec', 'KeyUsage', ...DESCRIPTIVE],
};

/** Creates the template's keys that don't exist yet. Returns the ids of all. */
export function createKeys(resources: ResourceReader, keys: KmsKeys): string[] {
  const keyIds: string[] = [];
  for (const resource of resources.all('AWS::KMS::Key', TYPE)) {
    const { KeySpec, KeyUsage } = resource.properties;
    if (!isKeySpec(KeySpec) || usageOf(KeySpec) !== KeyUsage)
      throw new UnsupportedTemplate(
        `${resource.logicalId}: the key spec ${KeySpec} is not supported for ${KeyUsage}`,
      );
    const keyId = keyIdOf(resource);
    keys.ensure(keyId, KeySpec);
    keyIds.push(keyId);
    resources.setAttributes(resource, { Ref: keyId, KeyId: keyId, Arn: arnOf(keyId) });
  }
  return keyIds;
}

/** Returns the policies of the template's keys. What such a policy doesn't delegate, no policy of a role can allow. */
export const keyPolicies = (resources: ResourceReader): ResourcePolicy[] =>
  resources.all('AWS::KMS::Key', POLICY).map((resource) => ({
    resource: arnOf(keyIdOf(resource)),
    statements: readStatements(resource.properties.KeyPolicy),
    decidesAlone: true,
  }));

const keyIdOf = (resource: { stack: string; logicalId: string }): string =>
  physicalName(resource).replace(/[^A-Za-z0-9-]/g, '-');
const arnOf = (keyId: string): string => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${keyId}`;
