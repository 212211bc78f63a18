import { recordHash } from '../record-hash.ts';
import { IMPORT_FINDINGS, type Import } from './import.ts';

/** What an import's jobs write; the rest of its record stays once its file was recorded. */
const CHANGING: readonly string[] = [
  'state',
  'jobSteps',
  'heartbeatAt',
  'release',
  'takingBack',
  'withdrawal',
] satisfies (keyof Import)[];
const FINDINGS: readonly string[] = IMPORT_FINDINGS;

/** Returns the hashes of what a person sees of an import before its release: of its record, and of what was found. */
export function shownHashes(record: Import): {
  readonly importSha256: string;
  readonly findingsSha256: string;
} {
  const fields = Object.entries(record);
  const of = (isOf: (name: string) => boolean) =>
    recordHash(Object.fromEntries(fields.filter(([name]) => isOf(name))));
  return {
    importSha256: of((name) => !CHANGING.includes(name) && !FINDINGS.includes(name)),
    findingsSha256: of((name) => FINDINGS.includes(name)),
  };
}
