import { readFileSync } from 'node:fs';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The resources of a stack as `npm test` has just synthesized it. */
export function resourcesOf(stack: 'Tawtheeq-Records' | 'Tawtheeq-Service'): Map<string, Resource> {
  const file = new URL(`../../cdk.out/${stack}.template.json`, import.meta.url);
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, Resource> };
  return new Map(Object.entries(template.Resources));
}

/** The resources of one type, by logical ID. */
export const ofType = (resources: Map<string, Resource>, type: string): [string, Resource][] =>
  [...resources].filter(([, resource]) => resource.Type === type);
