/** `node templates/designs/drawing/draw.ts` writes the `art.svg` of every shipped design. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRAWINGS } from './drawings.ts';

for (const [design, draw] of Object.entries(DRAWINGS)) {
  writeFileSync(join(import.meta.dirname, '..', design, 'art.svg'), draw());
}
