/** `node templates/drawing/draw.ts`: writes the shipped designs' `art.svg`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawParticipation } from './participation.ts';

const drawings: Record<string, () => string> = { participation: drawParticipation };

for (const [design, draw] of Object.entries(drawings)) {
  writeFileSync(join(import.meta.dirname, '..', design, 'art.svg'), draw());
}
