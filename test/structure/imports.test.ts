import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const BIOME = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What the project's linter says of some sources, by their paths in the project. */
function lint(sources: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  folders.push(folder);
  const config = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(
    join(folder, 'biome.json'),
    JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }),
  );
  for (const [path, source] of Object.entries(sources)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
  const { status, stderr, stdout } = spawnSync(process.execPath, [BIOME, 'lint', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBeLessThan(2);
  return stdout + stderr;
}

const EXPORT = 'export const value = 1;\nexport type Value = typeof value;\n';
const importing = (from: string) => `import { value } from '${from}';\n\nexport const copy = value;\n`;

describe('the linter', () => {
  test('refuses a circle of types', () => {
    const said = lint({
      'functions/domain/one.ts': "import type { Two } from './two.ts';\n\nexport type One = Two | 1;\n",
      'functions/domain/two.ts': "import type { One } from './one.ts';\n\nexport type Two = One | 2;\n",
    });
    expect(said).toContain('noImportCycles');
  });

  test.each([
    ['domain', 'workflows'],
    ['domain', 'storage'],
    ['workflows', 'handlers'],
    ['workflows', 'storage'],
    ['workflows', 'runtime'],
    ['storage', 'workflows'],
    ['rendering', 'runtime'],
    ['importing', 'storage'],
    ['proof', 'pages'],
    ['pages', 'rendering'],
    ['routes', 'runtime'],
    ['client', 'handlers'],
    ['runtime', 'handlers'],
    ['handlers', 'client'],
  ])('refuses that %s imports %s', (from, to) => {
    const said = lint({
      [`functions/${to}/room/value.ts`]: EXPORT,
      [`functions/${from}/room/copy.ts`]: importing(`../../${to}/room/value.ts`),
    });
    expect(said).toContain('noRestrictedImports');
  });

  test('refuses that the functions import the stacks', () => {
    const said = lint({
      'infra/value.ts': EXPORT,
      'functions/storage/copy.ts': importing('../../infra/value.ts'),
    });
    expect(said).toContain('noRestrictedImports');
  });

  test('accepts an import in the direction of the layers', () => {
    const said = lint({
      'functions/domain/value.ts': EXPORT,
      'functions/workflows/room/copy.ts': importing('../../domain/value.ts'),
    });
    expect(said).not.toMatch(/noRestrictedImports|noImportCycles/);
  });
});
