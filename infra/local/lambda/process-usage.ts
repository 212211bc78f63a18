import { readFileSync } from 'node:fs';

export interface ProcessUsage {
  readonly cpuMilliseconds: number;
  /** Largest resident set so far. */
  readonly peakMemoryKilobytes: number;
}

/** Linux counts in USER_HZ, which is 100 on every architecture Node runs on. */
const MILLISECONDS_PER_TICK = 10;

/** What a process has used so far, from `/proc`; undefined when it is gone or where there is no `/proc`. */
export function processUsage(pid: number): ProcessUsage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name may hold spaces and parentheses: fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return { cpuMilliseconds: ticks * MILLISECONDS_PER_TICK, peakMemoryKilobytes: Number(peak?.[1] ?? 0) };
  } catch {
    return undefined;
  }
}
