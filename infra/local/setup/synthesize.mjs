import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { inProject, NODE, ROOT, SetupRefusal } from './project.mjs';
import { runQuietly } from './run-command.mjs';

const ASSEMBLIES = inProject('.cache/assemblies');
const KEPT = 4;
/** A running cloud may start a function from its assembly at any time. */
const KEPT_HOURS = 12;
const SOURCES = ['infra', 'functions', 'templates', 'package-lock.json', 'cdk.json', 'tsconfig.json'];
/** Folders of `infra/` that the stacks don't import. */
const NOT_SYNTHESIZED = ['infra/local', 'infra/tools'].map((folder) => inProject(folder));

/**
 * Returns the folder of the cloud assembly of the present sources; synthesizes it when there is none. The folder appears
 * only when it is complete, so that several processes can call this at the same time.
 *
 * @throws SetupRefusal when the synthesis fails
 */
export function synthesized() {
  // All files of a test run use the same assembly, even when a source is edited meanwhile.
  if (process.env.SYNTHESIZED_ASSEMBLY) return process.env.SYNTHESIZED_ASSEMBLY;
  const assembly = path.join(ASSEMBLIES, hashOfSources());
  if (existsSync(path.join(assembly, 'manifest.json'))) return assembly;
  console.error('Synthesizing the stacks and bundling the functions (some 15 seconds) …');
  mkdirSync(ASSEMBLIES, { recursive: true });
  const building = `${assembly}.${process.pid}`;
  const code = runQuietly(NODE, ['infra/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: building,
      PATH: `${path.dirname(NODE)}${path.delimiter}${process.env.PATH}`,
    },
  });
  if (code !== 0) {
    rmSync(building, { recursive: true, force: true });
    throw new SetupRefusal('The stacks could not be synthesized: see above.');
  }
  try {
    renameSync(building, assembly);
  } catch (error) {
    // Another process has synthesized the same sources first.
    if (!existsSync(path.join(assembly, 'manifest.json'))) throw error;
    rmSync(building, { recursive: true, force: true });
  }
  deleteOldAssemblies();
  return assembly;
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.arch);
  for (const source of SOURCES) addTo(hash, inProject(source));
  return hash.digest('hex').slice(0, 32);
}

function addTo(hash, file) {
  if (!existsSync(file) || NOT_SYNTHESIZED.includes(file)) return;
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) addTo(hash, path.join(file, name));
    return;
  }
  hash
    .update(`${path.relative(ROOT, file)}\0`)
    .update(readFileSync(file))
    .update('\0');
}

function deleteOldAssemblies() {
  const folders = readdirSync(ASSEMBLIES)
    .filter((name) => /^[0-9a-f]{32}$/.test(name))
    .map((name) => path.join(ASSEMBLIES, name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  const oldest = Date.now() - KEPT_HOURS * 3_600_000;
  for (const folder of folders.slice(KEPT)) {
    if (statSync(folder).mtimeMs < oldest) rmSync(folder, { recursive: true, force: true });
  }
}
