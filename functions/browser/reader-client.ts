import type { ReaderAnswers, ReaderTask } from './reader-tasks.ts';

/** Time for a task, with loading what reads it over a slow connection. */
const LONGEST_MS = 60_000;

/** The reader did not answer in time, or could not be loaded. */
export class ReaderFailed extends Error {
  readonly reason: 'too_slow' | 'not_loaded';

  constructor(reason: ReaderFailed['reason']) {
    super(reason);
    this.reason = reason;
  }
}

let worker: Worker | undefined;

/** Asks the reader of files, one task at a time. @throws ReaderFailed */
export function askReader<Task extends ReaderTask>(task: Task): Promise<ReaderAnswers[Task['task']]> {
  worker ??= new Worker(READER_PATH);
  const reader = worker;
  return new Promise((resolve, reject) => {
    const giveUp = (reason: ReaderFailed['reason']) => {
      clearTimeout(timer);
      reader.terminate();
      worker = undefined;
      reject(new ReaderFailed(reason));
    };
    const timer = setTimeout(() => giveUp('too_slow'), LONGEST_MS);
    reader.onerror = () => giveUp('not_loaded');
    reader.onmessage = ({ data }) => {
      if (data.failed) return giveUp('not_loaded');
      clearTimeout(timer);
      resolve(data.answer);
    };
    reader.postMessage(task);
  });
}
