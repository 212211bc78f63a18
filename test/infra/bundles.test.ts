import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lateModule, withPlainKeys } from '../../infra/bundle-plugins.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';

/** The code that each function's bundle holds, all its files together. */
const bundles = readdirSync(synthesized())
  .map((name) => path.join(synthesized(), name))
  .filter((folder) => existsSync(path.join(folder, 'index.mjs')))
  .map((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('\n'),
  );

const holding = (what: RegExp) => bundles.filter((code) => what.test(code)).length;

describe('the bundles of all functions', () => {
  test('hold of the AWS clients only what some command of ours uses', () => {
    expect(holding(/PutObject/)).toBeGreaterThan(3);
    expect(holding(/PutBucketWebsite/)).toBe(0);
  });

  test("load Node's costly modules at their first use", () => {
    expect(holding(/getBuiltinModule\("crypto"\)/)).toBeGreaterThan(3);
    expect(holding(/\bfrom\s*"(node:)?(crypto|fs|fs\/promises|http|https|process|zlib)"/)).toBe(0);
  });

  test("know the issuers' clocks", () => {
    expect(holding(/"Asia\/Baghdad":\{changes:/)).toBeGreaterThan(3);
  });
});

test('the constants of a schema become its keys, others stay computed', () => {
  const source =
    'const _h = "http";\nconst n = 1;\nexport var A$ = [9, { [_h]: ["GET"], [n]: 2, [other]: 3 }];\n';
  expect(withPlainKeys(source)).toContain('{ "http": ["GET"], [n]: 2, [other]: 3 }');
});

test.each(['crypto', 'fs', 'fs/promises', 'http', 'https', 'process', 'stream/web', 'zlib'])(
  'the late %s has every name that the module itself has',
  (name) => {
    const module = { exports: {} as Record<string, unknown> };
    new Function('module', 'process', lateModule(name))(module, process);
    const own = process.getBuiltinModule(name) as Record<string, unknown>;
    expect(Object.getOwnPropertyNames(module.exports)).toEqual(Object.getOwnPropertyNames(own));
    const functions = Object.keys(own).filter((key) => /^(create|read|get|cwd)/.test(key));
    for (const key of functions) expect(module.exports[key]).toBe(own[key]);
  },
);
