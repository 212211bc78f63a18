import { readFileSync } from 'node:fs';

/** What a process has used. */
export interface ProcessUsage {
  readonly cpuMilliseconds: number;
  /** The largest resident set size so far. */
  readonly peakMemoryKilobytes: number;
}

/** Linux counts in USER_HZ, which is 100 on every architecture that Node.js supports. */
const MILLISECONDS_PER_TICK = 10;

/** Returns what a process has used so far, or undefined when it has ended or the system has no `/proc`. */
export function processUsage(pid: number): ProcessUsage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and parentheses, so fields are counted from its last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return { cpuMilliseconds: ticks * MILLISECONDS_PER_TICK, peakMemoryKilobytes: Number(peak?.[1] ?? 0) };
  } catch {
    return undefined;
  }
}
