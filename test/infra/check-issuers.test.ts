import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { checkIssuers, issuerSchema } from '../../infra/check-issuers.ts';

const TEMPLATES = new URL('../../templates', import.meta.url).pathname;

/** Each kind of certificate in the design that is made for it. */
const OWN = { participation: 'participation@1', course: 'course@1', joint: 'joint@1', team: 'team@1' };

/** A templates folder whose Rawabi cluster has some fields changed. */
function templatesWith(change: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'issuers-'));
  for (const part of ['issuers', 'published', 'fonts', 'pages/assets'])
    cpSync(join(TEMPLATES, part), join(folder, part), { recursive: true });
  const file = join(folder, 'issuers', 'rawabi-health-cluster.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
  return folder;
}

describe('the configuration of issuers', () => {
  test('is sound as it stands', () => {
    expect(() => checkIssuers(TEMPLATES)).not.toThrow();
  });

  test("prints each kind of the sample's certificates in its own design", () => {
    const issuers = [...loadIssuers(TEMPLATES).values()];
    expect(issuers).not.toEqual([]);
    for (const { issuerId, designs } of issuers) expect([issuerId, designs]).toEqual([issuerId, OWN]);
  });

  test('has a published schema, which is that of the check (UPDATE_SCHEMA=1 writes it)', () => {
    const file = join(TEMPLATES, 'issuer.schema.json');
    const text = `${JSON.stringify(issuerSchema(), null, 2)}\n`;
    if (process.env.UPDATE_SCHEMA) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('names the schema in every file, and follows it', () => {
    const ajv = new Ajv2020();
    ajvFormats.default(ajv);
    const follows = ajv.compile(issuerSchema());
    for (const name of readdirSync(join(TEMPLATES, 'issuers')).filter((file) => file.endsWith('.json'))) {
      const issuer = JSON.parse(readFileSync(join(TEMPLATES, 'issuers', name), 'utf8'));
      expect([name, issuer.$schema, follows(issuer), follows.errors]).toEqual([
        name,
        '../issuer.schema.json',
        true,
        null,
      ]);
      expect(follows({ ...issuer, batchLimit: 0 })).toBe(false);
    }
  });

  test('describes every member in the schema and in templates/README.md', () => {
    const { properties } = issuerSchema() as { properties: Record<string, { description?: string }> };
    const readme = readFileSync(join(TEMPLATES, 'README.md'), 'utf8');
    for (const [member, { description }] of Object.entries(properties)) {
      expect([member, description]).toEqual([member, expect.stringMatching(/./)]);
      if (member !== '$schema') expect(readme).toMatch(new RegExp(`\\| .*\`${member}\`.* \\| .+ \\|`));
    }
  });

  test.each([
    ['a time zone that is none', { timeZone: 'Asia/Rawabi' }, 'timeZone'],
    ['nobody who signs', { signatories: [] }, 'signatories'],
    ['a field nobody knows', { colour: 'green' }, 'colour'],
    [
      'a design without its version',
      { designs: { participation: 'participation' } },
      'designs.participation',
    ],
    ['a design that is not published', { designs: { ...OWN, team: 'team@99' } }, 'designs.team'],
    ['a logo that is not published', { logo: 'rawabi-health-cluster-2' }, 'logo: there is no published logo'],
    ['a heart in its name', { nameEn: 'Rawabi ❤' }, 'nameEn: character 8 of “Rawabi ❤” (U+2764)'],
    [
      'a Cyrillic letter in the title of a signatory',
      { signatories: [{ nameAr: 'سلمى', nameEn: 'Salma', titleAr: 'المديرة', titleEn: 'Dirесtor' }] },
      'signatories.0.titleEn: character 4',
    ],
    ['another ID than its file', { issuerId: 'somebody-else' }, "issuerId must be the file's own name"],
  ])('is refused with %s, by file and field', (_, change, field) => {
    const check = () => checkIssuers(templatesWith(change));
    expect(check).toThrow('templates/issuers/rawabi-health-cluster.json');
    expect(check).toThrow(field);
  });

  test('is refused by its name where it isn’t JSON', () => {
    const folder = templatesWith({});
    writeFileSync(join(folder, 'issuers/rawabi-health-cluster.json'), '{ "batchLimit": 1, }');
    expect(() => checkIssuers(folder)).toThrow(/^templates\/issuers\/rawabi-health-cluster\.json: .*JSON/);
  });

  test('is refused without the card of an issuer, without which no page of verification would open', () => {
    const folder = templatesWith({});
    rmSync(join(folder, 'pages/assets/card-rawabi-health-cluster.png'));
    expect(() => checkIssuers(folder)).toThrow(
      'run node_modules/.bin/node infra/tools/cards/write-share-cards.ts',
    );
  });
});
