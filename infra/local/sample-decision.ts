import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Reads whether the sample was loaded into this data folder, or not wanted. `record` stores that. */
export function sampleDecision(data: string): {
  readonly decided: boolean;
  record(decision: 'loaded' | 'not wanted'): void;
} {
  const file = path.join(data, 'sample.json');
  return {
    decided: existsSync(file),
    record: (decision) => writeFileSync(file, `${JSON.stringify({ sample: decision })}\n`),
  };
}
