import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startEmbeddedCloud } from '../../infra/local/embedded-cloud.ts';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';
import { differenceOf } from './answer-check.ts';
import { writeRights } from './rights/write-rights.ts';

// The process of a test run's shared cloud. It writes the cloud's address, or why it didn't start, into a file. It ends
// with the run, which holds the other end of its standard input.
const [data = '', file = ''] = process.argv.slice(2);

/** Writes the file at once, so that no reader sees a part of it. */
function publish(text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

try {
  const log = (line: string) => writeFileSync(path.join(data, 'cloud.log'), `${line}\n`, { flag: 'a' });
  const cloud = await startEmbeddedCloud({
    assembly: synthesized(),
    data,
    inMemory: true,
    timeoutFactor: 4,
    log,
    onAnswer: (key, answer) => {
      const difference = differenceOf(key, answer);
      if (difference === undefined) return;
      // Fails the test that asked, if it looks at the answer, and the run.
      writeFileSync(path.join(data, 'differences.log'), `${difference}\n`, { flag: 'a' });
      throw new Error(difference);
    },
  });
  const end = async () => {
    writeRights(cloud);
    await cloud.stop().finally(() => process.exit(0));
  };
  process.stdin.on('end', () => void end()).resume();
  publish(cloud.url);
} catch (error) {
  publish(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exit(1);
}
