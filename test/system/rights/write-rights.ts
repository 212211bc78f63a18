import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EmbeddedCloud } from '../../../infra/local/running-cloud.ts';

/** Leaves what a cloud saw of rights for the end of the run, which looks at those of all clouds together. */
export function writeRights(cloud: EmbeddedCloud): void {
  const folder = process.env.RIGHTS_FOLDER;
  if (folder !== undefined)
    writeFileSync(path.join(folder, `${randomUUID()}.json`), JSON.stringify(cloud.rights(), null, 1));
}
