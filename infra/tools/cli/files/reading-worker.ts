import { parentPort, workerData } from 'node:worker_threads';
import { NODE_TOOLS } from '../../../../functions/proof/reading/node-tools.ts';
import { readFile } from '../../../../functions/proof/reading/read-file.ts';

/** Reads the file that the thread was started with, and posts what was read. */
parentPort?.postMessage(await readFile(workerData, NODE_TOOLS));
