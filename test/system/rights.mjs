import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Returns the calls of the product that the clouds of a run refused, in one line each.
 *
 * @param {string} folder one file of each cloud, as `EmbeddedCloud.rights` returns it
 */
export function faultsOfRights(folder) {
  const clouds = readdirSync(folder).map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
  const refused = new Set(clouds.flatMap((cloud) => cloud.refused));
  return [...refused].map((reason) => `refused: ${reason}`);
}
