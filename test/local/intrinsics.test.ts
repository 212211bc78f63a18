import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { readAssembly } from '../../infra/local/template/cloud-assembly.ts';
import { ResourceReader } from '../../infra/local/template/resource-reader.ts';
import { UnsupportedTemplate } from '../../infra/local/template/unsupported-template.ts';
import { type HandmadeStack, writeAssembly } from './handmade-assembly.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
let assemblies = 0;

const THING = { shape: z.object({ Value: z.unknown() }), ignored: ['Tags'] };
const OTHER = { shape: z.object({}), ignored: [] };

/** Returns what `Value` of the stack's resource Thing resolves to; the stack also has a resource Other with an Arn. */
async function resolved(value: unknown, stack: Partial<HandmadeStack> = {}): Promise<unknown> {
  assemblies += 1;
  const assembly = await writeAssembly(path.join(folder, String(assemblies)), {
    Main: {
      resources: { Thing: { Type: 'Thing', Properties: { Value: value } }, Other: { Type: 'Other' } },
      ...stack,
    },
  });
  const reader = new ResourceReader(
    readAssembly(assembly),
    { Given: 'from outside' },
    new Set(['Thing', 'Other']),
  );
  for (const other of reader.all('Other', OTHER))
    reader.setAttributes(other, { Ref: 'other', Arn: 'arn:other' });
  return reader.all('Thing', THING)[0]?.properties.Value;
}

describe('intrinsic functions', () => {
  test.each([
    ['Ref of a resource', { Ref: 'Other' }, 'other'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'arn:other'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Other.Arn' }, 'arn:other'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Other' }, 'b']] }, 'a-other-b'],
    [
      'Fn::Sub',
      { 'Fn::Sub': 'x-${Other}-${Other.Arn}-${AWS::Region}-${!Other}' },
      'x-other-arn:other-me-central-1-${Other}',
    ],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${a}/${Other}', { a: { Ref: 'Other' } }] }, 'other/other'],
    [
      'Fn::Select of Fn::Split',
      { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Other', 'Arn'] }] }] },
      'other',
    ],
    ['a list with AWS::NoValue', ['a', { Ref: 'AWS::NoValue' }], ['a']],
    ['a nested object', { a: { b: { Ref: 'Other' } } }, { a: { b: 'other' } }],
  ])('%s', async (_name, value, expected) => {
    expect(await resolved(value)).toEqual(expected);
  });

  test('a parameter takes the given value, else its default', async () => {
    const template = { Parameters: { Given: {}, Standard: { Default: 'usual' } } };
    expect(await resolved([{ Ref: 'Given' }, { Ref: 'Standard' }], { template })).toEqual([
      'from outside',
      'usual',
    ]);
  });

  test('conditions choose values, and whether a resource exists', async () => {
    const template = {
      Conditions: {
        Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'me-central-1'] },
        Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
        Both: { 'Fn::And': [{ Condition: 'Here' }, { Condition: 'Elsewhere' }] },
        Either: { 'Fn::Or': [{ Condition: 'Here' }, { Condition: 'Elsewhere' }] },
      },
    };
    const chosen = ['Here', 'Elsewhere', 'Both', 'Either'].map((name) => ({ 'Fn::If': [name, 'yes', 'no'] }));
    expect(await resolved(chosen, { template })).toEqual(['yes', 'no', 'no', 'yes']);
    const resources = { Thing: { Type: 'Thing', Condition: 'Elsewhere', Properties: { Value: 1 } } };
    expect(await resolved(1, { template, resources })).toBeUndefined();
  });

  test('Fn::ImportValue takes a value that another stack exports', async () => {
    const assembly = await writeAssembly(path.join(folder, 'two'), {
      Second: {
        resources: { Thing: { Type: 'Thing', Properties: { Value: { 'Fn::ImportValue': 'First:Name' } } } },
        dependsOn: ['First'],
      },
      First: {
        resources: { Other: { Type: 'Other' } },
        template: {
          Outputs: {
            Exported: { Value: { 'Fn::GetAtt': ['Other', 'Arn'] }, Export: { Name: 'First:Name' } },
          },
        },
      },
    });
    const stacks = readAssembly(assembly);
    expect(stacks.map(({ name }) => name)).toEqual(['First', 'Second']);
    const reader = new ResourceReader(stacks, {}, new Set(['Thing', 'Other']));
    for (const other of reader.all('Other', OTHER))
      reader.setAttributes(other, { Ref: 'other', Arn: 'arn:other' });
    expect(reader.all('Thing', THING)[0]?.properties.Value).toBe('arn:other');
  });
});

describe('the start fails and names', () => {
  test.each([
    ['an intrinsic function', { 'Fn::Base64': 'x' }, 'the intrinsic function Fn::Base64 is not supported'],
    ['a reference to no resource', { Ref: 'Nobody' }, 'Nobody (no resource) has no Ref'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Other', 'Colour'] }, 'Other (Other) has no Colour'],
    ['an unknown attribute in Fn::Sub', { 'Fn::Sub': '${Other.Colour}' }, 'Other (Other) has no Colour'],
    ['an import that no stack exports', { 'Fn::ImportValue': 'x' }, 'no stack exports x'],
    ['an undefined condition', { 'Fn::If': ['Never', 1, 2] }, 'there is no condition Never'],
  ])('%s', async (_name, value, message) => {
    await expect(resolved(value)).rejects.toThrow(UnsupportedTemplate);
    await expect(resolved(value)).rejects.toThrow(message);
  });

  test('a parameter without a value', async () => {
    const template = { Parameters: { Missing: {} } };
    await expect(resolved({ Ref: 'Missing' }, { template })).rejects.toThrow(
      'the parameter Missing has no value',
    );
  });

  test('an unsupported resource type', async () => {
    const resources = { New: { Type: 'AWS::StepFunctions::StateMachine' } };
    await expect(resolved(1, { resources })).rejects.toThrow(
      'does not support AWS::StepFunctions::StateMachine (New)',
    );
  });

  test('an unsupported property', async () => {
    const resources = { Thing: { Type: 'Thing', Properties: { Value: 1, Colour: 'red', Tags: [] } } };
    await expect(resolved(1, { resources })).rejects.toThrow('does not support Thing Colour (Thing)');
  });
});
