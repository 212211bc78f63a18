import { fileURLToPath } from 'node:url';

/** Where designs, issuers and pages are read from: beside the bundle in Lambda, else the repository's own. */
export function templatesDirectory(): string {
  const bundle = process.env.LAMBDA_TASK_ROOT;
  return bundle ? `${bundle}/templates` : fileURLToPath(new URL('../../../templates', import.meta.url));
}
