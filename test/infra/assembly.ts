import { readFileSync } from 'node:fs';
import path from 'node:path';
import { synthesized } from '../../infra/local/setup/synthesize.mjs';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The stacks of the service. */
export const STACKS = ['Tawtheeq-Records', 'Tawtheeq-Service', 'Tawtheeq-Alarms'] as const;

/** The resources of a stack, synthesized from the sources as they are now. */
export function resourcesOf(stack: (typeof STACKS)[number]): Map<string, Resource> {
  const file = path.join(synthesized(), `${stack}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, Resource> };
  return new Map(Object.entries(template.Resources));
}

/** The resources of one type, by logical ID. */
export const ofType = (resources: Map<string, Resource>, type: string): [string, Resource][] =>
  [...resources].filter(([, resource]) => resource.Type === type);
