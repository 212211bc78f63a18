import { useFormat } from '../issuer-names.ts';
import type { ImportReport } from './import-queries.ts';
import { useImportWords } from './words.ts';

type Obstacles = Pick<NonNullable<ImportReport['withdrawal']>, 'obstacles' | 'obstacleCount'>;

/** What prevents that an import is undone. */
export function ObstacleList({ obstacles, obstacleCount }: Obstacles) {
  const { release } = useImportWords();
  const format = useFormat();
  const hidden = obstacleCount - obstacles.length;
  return (
    <ul>
      {obstacles.map(({ kind, id, certificateId }) => (
        <li key={`${kind} ${id}`}>
          {release.obstacleKinds[kind]} <bdi dir="ltr">{id}</bdi>
          {certificateId !== null && <> · {release.certificate.replace('{id}', certificateId)}</>}
        </li>
      ))}
      {hidden > 0 && <li>{release.moreObstacles.replace('{count}', format.numbers([hidden]))}</li>}
    </ul>
  );
}
