import path from 'node:path';
import { ApiClient } from '../../functions/client/api-client.ts';
import { startEmbeddedCloud } from './embedded-cloud.ts';
import { endWithParent } from './end-with-parent.ts';
import {
  batchesUnderWay,
  certificatesIssued,
  type ListedCertificate,
  newestCertificates,
} from './list-with-retries.ts';
import type { EmbeddedCloud } from './running-cloud.ts';
import { sampleDecision } from './sample-decision.ts';
import { type StartOptions, startOptions, WrongOption } from './setup/start-options.mjs';
import { StartRefusal } from './start-refusal.ts';
import { guideLines, sampleLines } from './start-report.ts';
import { UnsupportedTemplate } from './template/unsupported-template.ts';

/** A busy machine is slower than Lambda: an invocation should rather take longer than fail. */
const TIMEOUT_FACTOR = 4;

/** `npm start`: runs the embedded cloud, with the sample cluster on first use, until Ctrl-C. */
async function start(options: StartOptions): Promise<void> {
  const data = path.resolve(options.data);
  const began = performance.now();
  console.log(`Starting the embedded cloud on port ${options.port} …`);
  const cloud = await startEmbeddedCloud({
    ...options,
    data,
    timeoutFactor: TIMEOUT_FACTOR,
    distribution: true,
    onFailure: (reason) => {
      if (stoppingSince !== undefined) return;
      console.error(reason);
      process.exit(1);
    },
    // Invocations that fail while the cloud stops aren't errors.
    log: (line) => stoppingSince ?? console.error(line),
  });
  stopOnSignal(cloud);
  console.log(`The embedded cloud runs (${((performance.now() - began) / 1000).toFixed(1)} s).`);
  try {
    const certificates = await prepareData(cloud, options, data);
    console.log(guideLines(cloud, data, certificates).join('\n'));
    console.log(`Ready: ${cloud.url}`);
  } catch (error) {
    // A signal during the loading of the sample isn't a failure.
    if (stoppingSince !== undefined) return;
    await cloud.stop();
    throw error;
  }
}

/** Loads the sample on first use, or reports what the data folder holds. Returns its certificates, newest first. */
async function prepareData(
  cloud: EmbeddedCloud,
  options: StartOptions,
  data: string,
): Promise<readonly ListedCertificate[]> {
  const sample = sampleDecision(data);
  if (!sample.decided && options.empty) sample.record('not wanted');
  else if (!sample.decided) {
    // What loads it is needed once.
    const { loadSample } = await import('./sample-cluster.ts');
    const report = await loadSample(cloud, (line) => console.log(line));
    sample.record('loaded');
    console.log(sampleLines(report).join('\n'));
  }
  const api = new ApiClient({
    baseUrl: cloud.url,
    token: await cloud.token('coordinator', { id: 'start' }),
  });
  const [certificates, issued, [batchId]] = await Promise.all([
    newestCertificates(api),
    sample.decided ? certificatesIssued(api) : undefined,
    sample.decided ? batchesUnderWay(api) : [],
  ]);
  if (sample.decided) {
    const count = issued === undefined ? undefined : `: ${issued} certificates`;
    const busy = ', though the machine is too busy to count the certificates';
    const next = batchId ? `A batch goes on: npx tawtheeq batch show ${batchId}` : 'Nothing new was issued.';
    console.log(`Everything is still there${count ?? busy}. ${next}`);
  }
  return certificates ?? [];
}

/** When the first signal came. */
let stoppingSince: number | undefined;

/** How long running invocations may take to finish; what they leave is done after the next start. */
const GRACE_MILLISECONDS = 10_000;
/** One Ctrl-C in a terminal arrives twice: from the terminal, and from `setup.mjs`, which passes it on. */
const SAME_SIGNAL_MILLISECONDS = 1_000;

/** Stops the cloud at the first signal, and the process at the second. */
function stopOnSignal(cloud: EmbeddedCloud): void {
  const stop = (): void => {
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    console.log('\nStopping … (Ctrl-C again stops at once)');
    setTimeout(exitAtOnce, GRACE_MILLISECONDS).unref();
    cloud.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  const onSignal = (): void => {
    if (stoppingSince === undefined) stop();
    else if (performance.now() - stoppingSince > SAME_SIGNAL_MILLISECONDS) exitAtOnce();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  endWithParent(stop);
}

/** Exits; the functions and servers end with this process. */
function exitAtOnce(): never {
  console.log('What was under way goes on after the next start.');
  process.exit(0);
}

/** Returns the message of an error that a person can act on, else the whole error. */
function shownError(error: unknown): unknown {
  const expected = [StartRefusal, UnsupportedTemplate, WrongOption].some((kind) => error instanceof kind);
  return expected ? (error as Error).message : error;
}

try {
  await start(startOptions(process.argv.slice(2)));
} catch (error) {
  console.error(shownError(error));
  process.exit(error instanceof WrongOption ? error.exitCode : 1);
}
