import { displayId } from '../../../../functions/domain/certificate/certificate-id.ts';
import type { Import } from '../api/answers.ts';
import type { Messages } from '../wording/messages-en.ts';
import { table } from './table.ts';

const OBSTACLES_SHOWN = 50;

type Obstacles = Pick<NonNullable<Import['withdrawal']>, 'obstacles' | 'obstacleCount'>;

/** Returns what prevents that an import is withdrawn or its release is taken back, as a table with the number left out. */
export function obstacleTable({ obstacles, obstacleCount }: Obstacles, messages: Messages): string {
  const shown = obstacles.slice(0, OBSTACLES_SHOWN);
  const rows = shown.map(({ kind, id, code, certificateId }) => [
    messages.obstacleKinds[kind],
    id,
    messages.obstacles[code],
    certificateId === null ? null : displayId(certificateId),
  ]);
  const listed = table(messages.obstacleHeadings, rows);
  return obstacleCount > shown.length
    ? `${listed}\n${messages.obstaclesLeftOut(shown.length, obstacleCount)}`
    : listed;
}
