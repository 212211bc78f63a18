import { drawCourse } from './course.ts';
import { drawJoint } from './joint.ts';
import { drawParticipation } from './participation.ts';
import { drawTeam } from './team.ts';

/** What draws the art of each shipped design. */
export const DRAWINGS: Readonly<Record<string, () => string>> = {
  participation: drawParticipation,
  course: drawCourse,
  joint: drawJoint,
  team: drawTeam,
};
