import path from 'node:path';
import { ApiClient } from '../tools/cli/api-client.ts';
import { startEmbeddedCloud } from './embedded-cloud.ts';
import { endWithParent } from './end-with-parent.ts';
import { batchesUnderWay, listedCertificates } from './list-with-retries.ts';
import type { EmbeddedCloud } from './running-cloud.ts';
import { loadSample, sampleDecision } from './sample-cluster.ts';
import { type StartOptions, startOptions, WrongOption } from './setup/start-options.mjs';
import { StartRefusal } from './start-refusal.ts';
import { guideLines, sampleLines } from './start-report.ts';
import { UnsupportedTemplate } from './template/unsupported-template.ts';

/** A certificate that takes long is better than one that is given up on a busy machine. */
const TIMEOUT_FACTOR = 4;

/** `npm start`: the embedded cloud, with the sample cluster on first use, until Ctrl-C. */
async function start(options: StartOptions): Promise<void> {
  const data = path.resolve(options.data);
  const began = performance.now();
  console.log(`Starting the embedded cloud on port ${options.port} …`);
  const cloud = await startEmbeddedCloud({
    ...options,
    data,
    timeoutFactor: TIMEOUT_FACTOR,
    // What is cut off while the cloud stops is no news.
    log: (line) => stoppingSince ?? console.error(line),
  });
  stopOnSignal(cloud);
  try {
    await welcome(cloud, options, data, began);
  } catch (error) {
    // Asked to stop while the sample was loading: not a failure.
    if (stoppingSince !== undefined) return;
    await cloud.stop();
    throw error;
  }
}

async function welcome(
  cloud: EmbeddedCloud,
  options: StartOptions,
  data: string,
  began: number,
): Promise<void> {
  console.log(`The embedded cloud runs (${((performance.now() - began) / 1000).toFixed(1)} s).`);
  const sample = sampleDecision(data);
  const wasThere = !sample.open;
  if (options.empty && sample.open) sample.decided('not wanted');
  else if (sample.open) {
    const report = await loadSample(cloud, (line) => console.log(line));
    sample.decided('loaded');
    console.log(sampleLines(report).join('\n'));
  }
  const api = new ApiClient({ url: cloud.url, token: await cloud.token('coordinator', { id: 'start' }) });
  const found = await listedCertificates(api);
  if (wasThere) {
    const count = found && `: ${found.length} certificates`;
    const busy = ', though the machine is too busy to count the certificates';
    const [goingOn] = await batchesUnderWay(api);
    const news = goingOn ? `A batch goes on: npx tawtheeq batch show ${goingOn}` : 'Nothing new was issued.';
    console.log(`Everything is still there${count ?? busy}. ${news}`);
  }
  console.log(guideLines(cloud, data, found ?? []).join('\n'));
  console.log(`Ready: ${cloud.url}`);
}

/** When it was asked to stop. */
let stoppingSince: number | undefined;

/** What functions have under way may take this long to end; the rest of it is done after the next start. */
const GRACE_MILLISECONDS = 10_000;
/** One Ctrl-C in a terminal reaches us twice: by itself, and passed on by whoever started us. */
const ONE_KEY_MILLISECONDS = 1_000;

function stopOnSignal(cloud: EmbeddedCloud): void {
  const stop = (): void => {
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    console.log('\nStopping … (Ctrl-C again stops at once)');
    setTimeout(stopAtOnce, GRACE_MILLISECONDS).unref();
    cloud.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  const stopSooner = (): void => {
    if (stoppingSince === undefined) stop();
    else if (performance.now() - stoppingSince > ONE_KEY_MILLISECONDS) stopAtOnce();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopSooner);
  endWithParent(stop);
}

/** Functions and servers end by themselves when we are gone. */
function stopAtOnce(): never {
  console.log('What was under way goes on after the next start.');
  process.exit(0);
}

/** One line for what a person can act on; everything for what only we can. */
function reasonOf(error: unknown): unknown {
  const expected = [StartRefusal, UnsupportedTemplate, WrongOption].some((kind) => error instanceof kind);
  return expected ? (error as Error).message : error;
}

try {
  await start(startOptions(process.argv.slice(2)));
} catch (error) {
  console.error(reasonOf(error));
  process.exit(error instanceof WrongOption ? error.exitCode : 1);
}
