import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { textOf } from './text-of.ts';

/** Returns the addresses on which a process listens (Linux: read from /proc). */
export function listeningAddresses(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap(
      (descriptor) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [],
    ),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && inodes.has(fields[9] ?? ''))
      .map((fields) => hostOf(fields[1]?.split(':')[0] ?? '')),
  );
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

/** Decodes an IPv4 address of /proc/net: `0100007F`, or the same mapped into IPv6, is 127.0.0.1. */
function hostOf(hex: string): string {
  const [, mapped] = /^0{16}FFFF0000([0-9A-F]{8})$/.exec(hex) ?? [];
  const bytes = (mapped ?? hex).match(/../g) ?? [];
  return bytes.length === 4
    ? bytes
        .reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join('.')
    : hex;
}

/** Returns the ids of a process's children. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
}

/** Returns the id of a process's parent, or undefined when the process is gone. */
export function parentOf(pid: number): number | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
