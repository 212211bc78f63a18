import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { AccountQuota } from '../../infra/local/lambda/account-quota.ts';
import { FunctionPool } from '../../infra/local/lambda/function-pool.ts';
import type { FunctionDefinition } from '../../infra/local/lambda/function-process.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const pools: FunctionPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.stop())));

let made = 0;

/** Starts a pool of a function whose bundle is `source`; its folder also holds the pool's log. */
async function poolOf(
  source: string,
  changes: Partial<FunctionDefinition> = {},
): Promise<FunctionPool & { logFile: string; taskRoot: string }> {
  made += 1;
  const taskRoot = path.join(folder, String(made));
  await mkdir(taskRoot);
  await writeFile(path.join(taskRoot, 'index.mjs'), source);
  const logFile = path.join(taskRoot, 'log');
  const definition = {
    name: `function-${made}`,
    handler: 'index.handler',
    taskRoot,
    memoryMegabytes: 128,
    timeoutSeconds: 5,
    environment: {},
    concurrency: 2,
    ...changes,
  };
  const pool = await FunctionPool.start(definition, logFile);
  pools.push(pool);
  return Object.assign(pool, { logFile, taskRoot });
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('an account', () => {
  test('runs no more executions at once than its quota, whatever functions they are of', async () => {
    const quota = new AccountQuota(2);
    const source = `export const handler = ({ wait = 0 }) => new Promise((done) => setTimeout(done, wait, 'done'));`;
    const [one, other] = [await poolOf(source, { quota }), await poolOf(source, { quota })];
    const running = [one.invoke({ wait: 1_000 }), other.invoke({ wait: 1_000 })];
    await expect(one.invoke({})).rejects.toMatchObject({ type: 'TooManyRequestsException' });
    expect(await Promise.all(running)).toEqual(['done', 'done']);
    expect(await one.invoke({})).toBe('done');
    await expect(one.invoke('x'.repeat(7 * 2 ** 20))).rejects.toMatchObject({
      type: 'RequestEntityTooLarge',
    });
    expect(await Promise.all([one.invoke({}), other.invoke({})])).toEqual(['done', 'done']);
  });
});

describe('a function', () => {
  test('runs on AWS’s own runtime client, in the same process while it is warm', async () => {
    const pool = await poolOf(
      'let n = 0; export const handler = async (event) => ({ n: ++n, event, pid: process.pid });',
    );
    const first = (await pool.invoke({ greeting: 'سلام' })) as { pid: number };
    expect(first).toEqual({ n: 1, event: { greeting: 'سلام' }, pid: pool.pids()[0] });
    expect(await pool.invoke({})).toEqual({ n: 2, event: {}, pid: first.pid });
    expect(pool.usage()).toMatchObject({ invocations: 2, errors: 0 });
    expect(pool.usage().cpuMilliseconds).toBeGreaterThan(0);
    expect(pool.usage().peakMemoryKilobytes).toBeGreaterThan(10_000);
  });

  test('gets the environment of Lambda, and nothing of this machine’s environment', async () => {
    process.env.A_SECRET_OF_THE_MACHINE = 'x';
    const pool = await poolOf(
      'export const handler = async (_, context) => ({ env: process.env, left: context.getRemainingTimeInMillis(), arn: context.invokedFunctionArn, node: process.version });',
      { environment: { TABLE_NAME: 'table' }, memoryMegabytes: 256 },
    );
    const { env, left, arn, node } = (await pool.invoke({})) as {
      env: Record<string, string>;
      left: number;
      arn: string;
      node: string;
    };
    expect(env).toMatchObject({ TABLE_NAME: 'table', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256', TZ: ':UTC' });
    expect(env).not.toHaveProperty('A_SECRET_OF_THE_MACHINE');
    expect(left).toBeGreaterThan(3000);
    expect(left).toBeLessThanOrEqual(5000);
    expect(arn).toMatch(/^arn:aws:lambda:.*:function:function-\d+$/);
    expect(node).toMatch(/^v24\./);
  });

  test('reports what its handler threw, and takes the next event', async () => {
    const pool = await poolOf(
      'export const handler = async (event) => { if (event.bad) throw new RangeError("too far"); return "fine"; };',
    );
    await expect(pool.invoke({ bad: true })).rejects.toMatchObject({
      type: 'RangeError',
      message: 'too far',
    });
    expect(await pool.invoke({})).toBe('fine');
    expect(pool.usage()).toMatchObject({ invocations: 2, errors: 1 });
  });

  test('is killed at its timeout, and the next event starts a new process', async () => {
    const pool = await poolOf(
      'export const handler = async (event) => { if (event.hang) for (;;); return process.pid; };',
      { timeoutSeconds: 1 },
    );
    const before = await pool.invoke({});
    await expect(pool.invoke({ hang: true })).rejects.toMatchObject({ type: 'Sandbox.Timedout' });
    const after = await pool.invoke({});
    expect(after).not.toBe(before);
    await eventually(() => !isAlive(before as number));
  });

  test('that is killed during an invocation fails that invocation, and the next one runs', async () => {
    const pool = await poolOf(
      'export const handler = async ({ wait }) => { if (wait) { console.log("waits"); await new Promise(() => undefined); } return process.pid; };',
    );
    const before = await pool.invoke({});
    const waiting = pool.invoke({ wait: true });
    await eventually(() => readFileSync(pool.logFile, 'utf8').includes('waits'));
    pool.kill();
    await expect(waiting).rejects.toMatchObject({ type: 'Runtime.ExitError' });
    expect(await pool.invoke({})).not.toBe(before);
    expect(pool.usage().errors).toBe(1);
  });

  test('that cannot be loaded fails each invocation and is not started again without one', async () => {
    const pool = await poolOf('throw new Error("broken bundle");');
    await expect(pool.invoke({})).rejects.toMatchObject({ type: 'Runtime.ExitError' });
    await expect(pool.invoke({})).rejects.toMatchObject({ type: 'Runtime.ExitError' });
    expect(pool.pids()).toEqual([]);
    expect(readFileSync(pool.logFile, 'utf8')).toContain('broken bundle');
  });

  test('never has more processes than its concurrency; further events wait', async () => {
    // Each invocation ends once the file `release` is there, so that the first two run at the same time.
    const pool = await poolOf(`
      import { existsSync, writeFileSync } from 'node:fs';
      export const handler = async () => {
        writeFileSync('started-' + process.pid, '');
        while (!existsSync('release')) await new Promise((resolve) => setTimeout(resolve, 10));
        return process.pid;
      };`);
    const invocations = Array.from({ length: 6 }, () => pool.invoke({}));
    const started = () => readdirSync(pool.taskRoot).filter((name) => name.startsWith('started-'));
    await eventually(() => started().length === 2);
    writeFileSync(path.join(pool.taskRoot, 'release'), '');
    const pids = await Promise.all(invocations);
    expect(new Set(pids).size).toBe(2);
    expect(pool.pids()).toHaveLength(2);
  });

  test('refuses events and results over 6 MB, as Lambda does', async () => {
    const pool = await poolOf('export const handler = async ({ size }) => "x".repeat(size);', {
      memoryMegabytes: 512,
    });
    await expect(pool.invoke('x'.repeat(7 * 2 ** 20))).rejects.toMatchObject({
      type: 'RequestEntityTooLarge',
    });
    await expect(pool.invoke({ size: 7 * 2 ** 20 })).rejects.toMatchObject({
      type: 'Function.ResponseSizeTooLarge',
    });
    expect(await pool.invoke({ size: 5 })).toBe('xxxxx');
  });

  test('leaves no process behind when its pool stops', async () => {
    const pool = await poolOf('export const handler = async () => process.pid;');
    const pid = (await pool.invoke({})) as number;
    await pool.stop();
    pools.length = 0;
    expect(isAlive(pid)).toBe(false);
    await expect(pool.invoke({})).rejects.toMatchObject({ type: 'Runtime.ExitError' });
  });
});
