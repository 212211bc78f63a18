import type { ReaderAnswers, ReaderTask } from './reader-tasks.ts';

/** Time for a task, with loading what reads it over a slow connection. */
const LONGEST_MS = 60_000;

/** The reader did not answer in time. Any other error: it could not be loaded. */
export const TOO_SLOW = new Error('too slow');

let worker: Worker | undefined;
let before: Promise<unknown> = Promise.resolve();

/**
 * Asks the reader of files one task after another, of whatever part of the page: its answers have no names.
 * @throws TOO_SLOW, or any other error where the reader could not be loaded.
 */
export function askReader<Task extends ReaderTask>(task: Task): Promise<ReaderAnswers[Task['task']]> {
  const answer = before.then(() => ask(task));
  before = answer.catch(() => {});
  return answer;
}

function ask<Task extends ReaderTask>(task: Task): Promise<ReaderAnswers[Task['task']]> {
  worker ??= new Worker(READER_PATH);
  const reader = worker;
  return new Promise((resolve, reject) => {
    const giveUp = (error: Error) => {
      clearTimeout(timer);
      reader.terminate();
      worker = undefined;
      reject(error);
    };
    const fail = () => giveUp(new Error('not loaded'));
    const timer = setTimeout(() => giveUp(TOO_SLOW), LONGEST_MS);
    reader.onerror = fail;
    reader.onmessage = ({ data }) => {
      if (data.failed) return fail();
      clearTimeout(timer);
      resolve(data.answer);
    };
    reader.postMessage(task);
  });
}
