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
  new CfnOutput(stack, 'Retired', { value: keys.retired() ?? 'none' });
  const publishing = new Role(stack, 'Publishing', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  keys.allowPublishing(publishing);

  const template = Template.fromStack(stack);
  const idOf = (construct: string) =>
    Object.keys(template.findResources('AWS::KMS::Key')).find(
      (id) => id.replace(/[0-9A-F]{8}$/, '') === construct,
    );
  template.hasOutput('Active', { Value: { Ref: idOf('CredentialKey2') } });
  template.hasOutput('ActiveSeal', { Value: { Ref: idOf('SealKey') } });
  // Nobody has to write down that the old key is retired: the function of the key set is told of it.
  template.hasOutput('Retired', {
    Value: { 'Fn::Join': ['', ['credential:', { Ref: idOf('CredentialKey') }]] },
  });
  const reads = Object.entries(template.findResources('AWS::IAM::Policy')).find(([id]) =>
    id.startsWith('Publishing'),
  );
  for (const construct of ['CredentialKey', 'CredentialKey2', 'SealKey'])
    expect(JSON.stringify(reads)).toContain(`"${idOf(construct)}"`);
  const policies = JSON.stringify(template.findResources('AWS::IAM::Policy'));
  for (const construct of ['CredentialKey', 'CredentialKey2', 'SealKey'])
    expect(policies).toContain(`"${idOf(construct)}"`);
});

test('before a rotation no key is retired', () => {
  expect(new SigningKeys(new Stack(new App(), 'Records')).retired()).toBeUndefined();
});

test('the keys of today keep the names that they were deployed with', () => {
  expect(SIGNING_KEYS.slice(0, 2)).toEqual([
    { constructId: 'CredentialKey', purpose: 'credential' },
    { constructId: 'SealKey', purpose: 'seal' },
  ]);
});
