import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { refuseInventedIssuers } from '../../infra/check-issuers.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { addStacks } from '../../infra/stacks.ts';
import { stageNamed } from '../../infra/stages.ts';
import { ofType, resourcesOf, STACKS } from './assembly.ts';
import { PRODUCTION } from './production-stage.ts';

const template = (stack: string) =>
  JSON.parse(readFileSync(path.join(synthesized(), `${stack}.template.json`), 'utf8')) as {
    Parameters: Record<string, { Default?: string; AllowedPattern?: string }>;
    Rules?: Record<string, { Assertions: { Assert: unknown; AssertDescription: string }[] }>;
  };

describe('without a stage', () => {
  test.each([...STACKS, 'Tawtheeq-Edge'])('CloudFormation refuses %s, and says what to do', (stack) => {
    const [assertion] = template(stack).Rules?.Stage?.Assertions ?? [];
    // Two texts that are never equal.
    expect(assertion?.Assert).toEqual({ 'Fn::Equals': ['sample', 'a stage of yours'] });
    expect(assertion?.AssertDescription).toContain('infra/stages.ts');
  });

  test.each([
    ['PublicBaseUrl', 'Tawtheeq-Service'],
    ['MailFrom', 'Tawtheeq-Service'],
    ['SignInPrefix', 'Tawtheeq-Service'],
    ['AlarmEmail', 'Tawtheeq-Alarms'],
  ])('%s has to be given', (name, stack) => {
    const parameter = template(stack).Parameters[name];
    expect(parameter?.Default).toBeUndefined();
    expect(parameter?.AllowedPattern).toBeDefined();
  });

  test('the public address is encrypted', () => {
    const { PublicBaseUrl } = template('Tawtheeq-Service').Parameters;
    expect('https://verify.cluster.example').toMatch(new RegExp(PublicBaseUrl?.AllowedPattern ?? ''));
    expect('http://verify.cluster.example').not.toMatch(new RegExp(PublicBaseUrl?.AllowedPattern ?? ''));
  });
});

describe('a stage', () => {
  test('is found by its name', () => {
    expect(stageNamed('production', { production: PRODUCTION })).toBe(PRODUCTION);
    expect(stageNamed('sample')).toBeUndefined();
  });

  test('that nobody described is refused, with those that there are', () => {
    expect(() => stageNamed('prod', { production: PRODUCTION })).toThrow(
      'There is no stage prod: describe it in infra/stages.ts. There are: sample, production.',
    );
  });
});

describe('the issuers of a stage', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'issuers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const TEMPLATES = path.join(import.meta.dirname, '../../templates');

  test('may not be the invented ones of the sample', () => {
    expect(() => refuseInventedIssuers(TEMPLATES)).toThrow(/invented.*rawabi-municipality\.json/);
    // The stacks of a stage are added through this check alone.
    expect(() => addStacks(new App(), PRODUCTION, TEMPLATES)).toThrow(/invented.*rawabi-municipality\.json/);
  });

  test('are the operator’s own', () => {
    const issuer = JSON.parse(
      readFileSync(path.join(TEMPLATES, 'issuers/rawabi-municipality.json'), 'utf8'),
    ) as object;
    mkdirSync(path.join(folder, 'issuers'), { recursive: true });
    writeFileSync(
      path.join(folder, 'issuers/rawabi-municipality.json'),
      JSON.stringify({ ...issuer, domain: 'municipality.gov.sa' }),
    );
    expect(() => refuseInventedIssuers(folder)).not.toThrow();
  });
});

test('signing keys can be replicated to another region, which can’t be decided later', () => {
  for (const [, { Properties }] of ofType(resourcesOf('Tawtheeq-Records'), 'AWS::KMS::Key'))
    expect(Properties.MultiRegion).toBe(true);
});
