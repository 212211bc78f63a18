import crypto from 'node:crypto';
import fs, { existsSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  classesAskedFor,
  lateModule,
  withAskedErrors,
  withPlainKeys,
} from '../../infra/bundling/bundle-plugins.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';

const folders = readdirSync(synthesized())
  .map((name) => path.join(synthesized(), name))
  .filter((folder) => existsSync(path.join(folder, 'index.mjs')));

/** The code that each function's bundle holds, all its files together. */
const bundles = folders.map((folder) =>
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

  test('carry no clients for credentials that a Lambda finds in its environment', () => {
    expect(holding(/AssumeRoleWithWebIdentity|GetRoleCredentials/)).toBe(0);
  });

  test('have their functions compiled with their file, and what runs then only when it is called', () => {
    for (const folder of folders) {
      const code = (name: string) => readFileSync(path.join(folder, name), 'utf8');
      expect(code('index.mjs')).toMatch(/'--no-lazy'\);\n.*await import\('.\/handler.mjs'\)/);
      expect(code('handler.mjs')).toMatch(/^import\s*['"].\/lazily.mjs['"]/);
      expect(code('lazily.mjs')).toContain("'--lazy'");
    }
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

test('of the errors of a service those are registered that the functions ask for, and its general one', () => {
  const asked = classesAskedFor(path.join(import.meta.dirname, '..', '..', 'functions'));
  const source = [
    '_s_registry.registerError(KMSServiceException$, KMSServiceException);',
    'n0_registry.registerError(TransactionCanceledException$, TransactionCanceledException);',
    'n0_registry.registerError(BackupInUseException$, BackupInUseException);',
  ];
  expect(withAskedErrors(source.join('\n'), asked).split('\n')).toEqual([source[0], source[1], '']);
});

const late = async (name: string): Promise<Record<string, unknown>> =>
  import(`data:text/javascript,${encodeURIComponent(lateModule(name))}`);

describe('a late module', () => {
  test.each(['crypto', 'fs', 'fs/promises', 'http', 'https', 'process', 'stream/web', 'zlib'])(
    'has every name that %s has, and its values',
    async (name) => {
      const own = process.getBuiltinModule(name) as Record<string, unknown>;
      const names = Object.getOwnPropertyNames(own);
      const { default: whole, ...exported } = await late(name);
      expect(Object.keys(exported)).toEqual(names.filter((key) => key !== 'default').sort());
      // Looking at what a getter gives would warn of what is deprecated.
      const plain = names.filter((key) => Object.getOwnPropertyDescriptor(own, key)?.get === undefined);
      for (const key of plain) {
        expect((whole as Record<string, unknown>)[key]).toBe(own[key]);
        if (typeof own[key] !== 'function') expect(exported[key]).toBe(own[key]);
      }
    },
  );

  test('calls the functions, makes the classes and holds the objects of its own', async () => {
    const { createHash } = (await late('crypto')) as unknown as typeof crypto;
    const digest = (hash: ReturnType<typeof createHash>) => hash.update('توثيق').digest('hex');
    expect(digest(createHash('sha256'))).toBe(digest(crypto.createHash('sha256')));
    const { Agent } = (await late('http')) as unknown as typeof http;
    class OwnAgent extends Agent {}
    expect(new OwnAgent({ maxSockets: 3 })).toBeInstanceOf(http.Agent);
    expect(new Agent({ maxSockets: 3 }).maxSockets).toBe(3);
    expect(new http.Agent()).toBeInstanceOf(Agent);
    expect((await late('fs')).constants).toBe(fs.constants);
    expect((await late('process')).env).toBe(process.env);
  });
});
