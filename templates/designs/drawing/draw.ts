/** `node templates/designs/drawing/draw.ts` writes the `art.svg` of every shipped design. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCourse } from './course.ts';
import { drawJoint } from './joint.ts';
import { drawParticipation } from './participation.ts';
import { drawTeam } from './team.ts';

const drawings: Record<string, () => string> = {
  participation: drawParticipation,
  course: drawCourse,
  joint: drawJoint,
  team: drawTeam,
};

for (const [design, draw] of Object.entries(drawings)) {
  writeFileSync(join(import.meta.dirname, '..', design, 'art.svg'), draw());
}
