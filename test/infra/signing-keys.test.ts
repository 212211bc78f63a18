import { expect, test } from '@jest/globals';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SIGNING_KEYS, SigningKeys } from '../../infra/constructs/signing-keys.ts';

test('after a rotation the new key signs what is reserved, and the old one still what names it', () => {
  const stack = new Stack(new App(), 'Records');
  const keys = new SigningKeys(stack, [
    ...SIGNING_KEYS,
    { constructId: 'CredentialKey2', purpose: 'credential' },
  ]);
  const role = new Role(stack, 'Signing', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  keys.allow(role);
  new CfnOutput(stack, 'Active', { value: keys.active('credential').keyId });
  new CfnOutput(stack, 'ActiveSeal', { value: keys.active('seal').keyId });

  const template = Template.fromStack(stack);
  const idOf = (construct: string) =>
    Object.keys(template.findResources('AWS::KMS::Key')).find(
      (id) => id.replace(/[0-9A-F]{8}$/, '') === construct,
    );
  template.hasOutput('Active', { Value: { Ref: idOf('CredentialKey2') } });
  template.hasOutput('ActiveSeal', { Value: { Ref: idOf('SealKey') } });
  const policies = JSON.stringify(template.findResources('AWS::IAM::Policy'));
  for (const construct of ['CredentialKey', 'CredentialKey2', 'SealKey'])
    expect(policies).toContain(`"${idOf(construct)}"`);
});

test('the keys of today keep the names that they were deployed with', () => {
  expect(SIGNING_KEYS.slice(0, 2)).toEqual([
    { constructId: 'CredentialKey', purpose: 'credential' },
    { constructId: 'SealKey', purpose: 'seal' },
  ]);
});
