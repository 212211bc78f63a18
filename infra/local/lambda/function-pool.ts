import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { requestBody } from '../request-body.ts';
import { type FunctionDefinition, functionArn, startFunctionProcess } from './function-process.ts';
import { InvocationError, THROTTLED } from './invocation-error.ts';
import { type ProcessUsage, processUsage } from './process-usage.ts';

/** Lambda's quota for the event and the result of a synchronous invocation: 6 MB. */
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024 + 100;
const USAGE_INTERVAL_MILLISECONDS = 500;
const NO_USAGE: ProcessUsage = { cpuMilliseconds: 0, peakMemoryKilobytes: 0 };

interface Invocation {
  readonly id: string;
  readonly body: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: InvocationError) => void;
  timer?: NodeJS.Timeout;
}

interface Worker {
  readonly child: ChildProcess;
  state: 'starting' | 'idle' | 'busy' | 'ending';
  /** The open request of an idle process for its next invocation. */
  waiting?: ServerResponse;
  invocation?: Invocation;
  usage: ProcessUsage;
  sampledAt: number;
}

/** What a function's processes have used since the cloud started, those that ended included. */
export interface FunctionUsage extends ProcessUsage {
  readonly invocations: number;
  readonly errors: number;
}

/**
 * One Lambda function: its Runtime API and the processes that take invocations from it. Processes stay warm. There are
 * at most as many as the function's concurrency; further invocations wait, where AWS would throttle them. What comes above
 * the account's quota is throttled, where it has one.
 */
export class FunctionPool {
  readonly definition: FunctionDefinition;
  readonly #queue: Invocation[] = [];
  readonly #workers = new Map<string, Worker>();
  readonly #log: number;
  #server: LoopbackServer | undefined;
  #stopped = false;
  #endedUsage: ProcessUsage = NO_USAGE;
  #invocations = 0;
  #errors = 0;

  private constructor(definition: FunctionDefinition, logFile: string) {
    this.definition = definition;
    this.#log = openSync(logFile, 'a', 0o600);
  }

  /** Starts the Runtime API. The output of the function's processes is appended to `logFile`. */
  static async start(definition: FunctionDefinition, logFile: string): Promise<FunctionPool> {
    const pool = new FunctionPool(definition, logFile);
    pool.#server = await listenOnLoopback((request, response) => pool.#answer(request, response));
    return pool;
  }

  /** Invokes the function and returns its result. @throws InvocationError when there is none, or it is throttled. */
  async invoke(event: unknown): Promise<unknown> {
    const { quota } = this.definition;
    if (quota === undefined) return this.#invoke(event);
    if (!quota.take()) throw new InvocationError(THROTTLED, 'Rate Exceeded.');
    try {
      return await this.#invoke(event);
    } finally {
      quota.release();
    }
  }

  #invoke(event: unknown): Promise<unknown> {
    const body = JSON.stringify(event);
    this.#invocations += 1;
    return new Promise((resolve, reject: (error: Error) => void) => {
      if (this.#stopped)
        return reject(new InvocationError('Runtime.ExitError', 'the embedded cloud is stopping'));
      if (Buffer.byteLength(body) > PAYLOAD_LIMIT_BYTES) {
        return reject(new InvocationError('RequestEntityTooLarge', 'the event is larger than 6 MB'));
      }
      this.#queue.push({ id: randomUUID(), body, resolve, reject });
      this.#assign();
    });
  }

  /** Returns the ids of the running processes. */
  pids(): number[] {
    return [...this.#workers.values()].flatMap(({ child }) => (child.pid === undefined ? [] : [child.pid]));
  }

  /** Kills every process of the function with SIGKILL. */
  kill(): void {
    for (const worker of this.#workers.values()) end(worker);
  }

  /** Returns what the function has used so far. */
  usage(): FunctionUsage {
    let total = this.#endedUsage;
    for (const worker of this.#workers.values()) {
      sample(worker, 0);
      total = sum(total, worker.usage);
    }
    return { ...total, invocations: this.#invocations, errors: this.#errors };
  }

  /** Kills every process and rejects the waiting invocations; resolves when the processes have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const exits = [...this.#workers.values()].map(
      ({ child }) => new Promise((resolve) => child.once('exit', resolve)),
    );
    this.kill();
    for (const invocation of this.#queue.splice(0)) {
      invocation.reject(new InvocationError('Runtime.ExitError', 'the embedded cloud is stopping'));
    }
    await Promise.all(exits);
    await this.#server?.stop();
    closeSync(this.#log);
  }

  /** Gives waiting invocations to idle processes, and starts processes for the rest. */
  #assign(): void {
    for (const worker of this.#workers.values()) {
      if (worker.state !== 'idle') continue;
      const invocation = this.#queue.shift();
      if (invocation === undefined) return;
      this.#deliver(worker, invocation);
    }
    const starting = [...this.#workers.values()].filter(({ state }) => state === 'starting').length;
    const wanted = Math.min(this.#queue.length - starting, this.definition.concurrency - this.#workers.size);
    for (let more = 0; more < wanted; more += 1) this.#spawn();
  }

  #spawn(): void {
    const id = randomUUID();
    const api = `127.0.0.1:${this.#server?.port}`;
    const child = startFunctionProcess(this.definition, api, id, this.#log);
    this.#workers.set(id, { child, state: 'starting', usage: NO_USAGE, sampledAt: 0 });
    child.once('error', () => this.#processEnded(id, 'it could not be started'));
    child.once('exit', (code, signal) => this.#processEnded(id, `exit code ${code ?? signal}`));
  }

  #processEnded(id: string, reason: string): void {
    const worker = this.#workers.get(id);
    if (worker === undefined) return;
    this.#workers.delete(id);
    this.#endedUsage = sum(this.#endedUsage, worker.usage);
    // A process that ends before its first request fails one waiting invocation: otherwise a bundle that can't be loaded
    // would be started again and again.
    const invocation = worker.invocation ?? (worker.state === 'starting' ? this.#queue.shift() : undefined);
    if (invocation !== undefined) {
      this.#fail(invocation, 'Runtime.ExitError', `The process of ${this.definition.name} ended: ${reason}`);
    }
    if (!this.#stopped) this.#assign();
  }

  #deliver(worker: Worker, invocation: Invocation): void {
    const { timeoutSeconds, name } = this.definition;
    const response = worker.waiting;
    if (response === undefined) throw new Error('The idle process has no open request');
    delete worker.waiting;
    worker.state = 'busy';
    worker.invocation = invocation;
    invocation.timer = setTimeout(() => {
      this.#fail(invocation, 'Sandbox.Timedout', `Task timed out after ${timeoutSeconds} seconds`);
      delete worker.invocation;
      // As on Lambda, the next invocation runs in a new process.
      end(worker);
    }, timeoutSeconds * 1000);
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutSeconds * 1000),
      'lambda-runtime-invoked-function-arn': functionArn(name),
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
    });
    response.end(invocation.body);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const worker = this.#workers.get(String(request.headers['x-local-process']));
    const [, , , kind, id, outcome] = (request.url ?? '').split('/');
    if (kind === 'invocation' && id === 'next' && worker !== undefined) {
      worker.state = 'idle';
      worker.waiting = response;
      this.#assign();
      return;
    }
    const body = await requestBody(request, PAYLOAD_LIMIT_BYTES * 2);
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    // An initialization error needs no handling: the process exits next.
    if (worker?.invocation === undefined || worker.invocation.id !== id) return;
    this.#complete(worker, worker.invocation, outcome, body);
  }

  #complete(
    worker: Worker,
    invocation: Invocation,
    outcome: string | undefined,
    body: Buffer | undefined,
  ): void {
    delete worker.invocation;
    clearTimeout(invocation.timer);
    sample(worker, USAGE_INTERVAL_MILLISECONDS);
    if (body === undefined || body.length > PAYLOAD_LIMIT_BYTES) {
      this.#fail(invocation, 'Function.ResponseSizeTooLarge', 'The result is larger than 6 MB');
      return;
    }
    const result: unknown = body.length === 0 ? null : JSON.parse(body.toString());
    if (outcome === 'response') {
      invocation.resolve(result);
      return;
    }
    const { errorType, errorMessage } = result as { errorType?: string; errorMessage?: string };
    this.#fail(invocation, errorType ?? 'Error', errorMessage ?? '');
  }

  #fail(invocation: Invocation, type: string, message: string): void {
    clearTimeout(invocation.timer);
    this.#errors += 1;
    invocation.reject(new InvocationError(type, message));
  }
}

/** Kills a process; it gets no further invocation. */
function end(worker: Worker): void {
  worker.state = 'ending';
  worker.child.kill('SIGKILL');
}

/** Records the usage of a process: it can't be read any more once the process has ended. */
function sample(worker: Worker, olderThanMilliseconds: number): void {
  const now = performance.now();
  if (worker.child.pid === undefined || now - worker.sampledAt < olderThanMilliseconds) return;
  worker.usage = processUsage(worker.child.pid) ?? worker.usage;
  worker.sampledAt = now;
}

const sum = (one: ProcessUsage, other: ProcessUsage): ProcessUsage => ({
  cpuMilliseconds: one.cpuMilliseconds + other.cpuMilliseconds,
  peakMemoryKilobytes: Math.max(one.peakMemoryKilobytes, other.peakMemoryKilobytes),
});
