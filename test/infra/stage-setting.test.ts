import { expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { stageSetting } from '../../infra/constructs/stage-setting.ts';

const PREFIX = { description: 'Begins an address', allowedPattern: '^[a-z]+$' };

test('a stage’s value is taken as it is, and is no parameter, whose earlier value a deployment would keep', () => {
  const stack = new Stack(new App(), 'Service');
  expect(stageSetting(stack, 'Prefix', 'cluster', PREFIX)).toBe('cluster');
  expect(Template.fromStack(stack).findParameters('Prefix')).toEqual({});
});

test('a value of another form is refused before anything is deployed', () => {
  const stack = new Stack(new App(), 'Service');
  expect(() => stageSetting(stack, 'Prefix', 'my cluster', PREFIX)).toThrow(
    'infra/stages.ts: prefix can’t be "my cluster". Begins an address',
  );
  expect(() => stageSetting(stack, 'Quota', '11', { description: '', allowedValues: ['10'] })).toThrow(
    'quota',
  );
});

test('without a stage it is a parameter of this name', () => {
  const stack = new Stack(new App(), 'Service');
  stageSetting(stack, 'Prefix', undefined, PREFIX);
  Template.fromStack(stack).hasParameter('Prefix', { AllowedPattern: '^[a-z]+$' });
});
