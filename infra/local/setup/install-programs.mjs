import { spawnSync } from 'node:child_process';
import { SetupRefusal } from './project.mjs';
import { canRun, run } from './run-command.mjs';

const JAVA = 'openjdk-17-jre-headless';
const FOR_TESTS = [
  {
    program: 'chromium',
    args: ['--version'],
    package: 'chromium',
    use: 'the tests of the pages and the benchmark',
  },
  { program: 'pdftoppm', args: ['-v'], package: 'poppler-utils', use: 'the tests of documents' },
  { program: 'qpdf', args: ['--version'], package: 'qpdf', use: 'the tests of documents' },
  {
    program: 'gs',
    args: ['--version'],
    package: 'ghostscript',
    use: 'the tests of documents that other programs wrote anew',
  },
  { program: 'zbarimg', args: ['--version'], package: 'zbar-tools', use: 'the tests of QR codes' },
  { program: 'hb-shape', args: ['--version'], package: 'libharfbuzz-bin', use: 'the tests of shaping' },
];

/** Installs Java 17 when there is none and it can; @throws SetupRefusal that says what to do. */
export function requireJava() {
  if (isJava17()) return;
  if (canInstall()) installDebianPackages([JAVA]);
  if (!isJava17()) {
    throw new SetupRefusal(
      'Java 17 or newer is needed and was not found: install it (Debian or Ubuntu: sudo apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17) and try again.',
    );
  }
}

/** Installs the programs that tests and the benchmark use, and warns of those it can't install: their tests are skipped. */
export function installTestPrograms() {
  const missing = FOR_TESTS.filter(({ program, args }) => !canRun(program, ...args));
  if (missing.length === 0) return;
  if (canInstall()) installDebianPackages(missing.map((tool) => tool.package));
  for (const tool of missing.filter(({ program, args }) => !canRun(program, ...args))) {
    console.warn(
      `Not found: ${tool.program}, for ${tool.use}: install ${tool.package} (Debian or Ubuntu: sudo apt-get install ${tool.package}).`,
    );
  }
}

function isJava17() {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return status === 0 && Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= 17;
}

const isRoot = () => process.getuid?.() === 0;
const canInstall = () => canRun('apt-get', '--version') && (isRoot() || canRun('sudo', '-n', 'true'));

function installDebianPackages(names) {
  console.log(`Installing ${names.join(', ')} with apt-get …`);
  const asRoot = (...command) => {
    const [program, ...args] = isRoot() ? command : ['sudo', '-n', ...command];
    return run(program, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names];
  if (asRoot(...install) !== 0) {
    asRoot('apt-get', 'update', '-qq');
    asRoot(...install);
  }
}
