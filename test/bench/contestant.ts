/** Runs one contestant in a separate process, driven by messages, so that CPU time and memory can be measured. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Contestant } from './people.ts';

const { open } = (await import(process.argv[2] ?? '')) as { open(): Promise<Contestant> };
const contestant = await open();

/** Returns the CPU time of this process and all its descendants, in milliseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + descendants().reduce((sum, pid) => sum + childCpuMs(pid), 0);
}

/** Milliseconds per clock tick of `/proc/<pid>/stat` (`CLK_TCK` is 100). */
const TICK_MS = 10;

/** Returns the fields of `/proc/<pid>/stat` after the command, none when the process has ended. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function childCpuMs(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

/** Returns the process IDs of all descendants of this process. */
function descendants(): number[] {
  const parents = new Map<number, number>();
  try {
    for (const entry of readdirSync('/proc')) {
      if (/^\d+$/.test(entry)) parents.set(Number(entry), Number(statOf(Number(entry))[1]));
    }
  } catch {
    return [];
  }
  const found = new Set([process.pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (found.has(parent) && !found.has(pid)) {
        found.add(pid);
        grown = true;
      }
    }
  }
  found.delete(process.pid);
  return [...found];
}

/** Returns the sum of the peak resident memory of this process and its descendants. */
function peakMegabytes(): number {
  const peak = (pid: number) => {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  };
  return peak(process.pid) + descendants().reduce((sum, pid) => sum + peak(pid), 0);
}

process.on('message', async ({ from, count }: { from: number; count: number }) => {
  if (count === 0) {
    await contestant.close();
    process.exit(0);
  }
  const before = cpuMs();
  let bytes = 0;
  for (let i = from; i < from + count; i++) bytes += (await contestant.render(i)).length;
  process.send?.({ cpuMs: cpuMs() - before, bytes, peakMegabytes: peakMegabytes() });
});
process.send?.({ first: (await contestant.render(0)).length });
