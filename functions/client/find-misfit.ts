import type * as z from 'zod/mini';
import type { Schema } from '../routes/route.ts';

type Issue = z.core.$ZodIssue;

/**
 * Returns the path of the first value of another type than a schema says, `''` for the whole; undefined if there is
 * none. Fields and codes that the schema doesn't know are no misfit: a newer service may have added them.
 */
export function findMisfit(schema: Schema, value: unknown): string | undefined {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return undefined;
  return parsed.error.issues.find(isMisfit)?.path.join('.');
}

function isMisfit(issue: Issue): boolean {
  switch (issue.code) {
    case 'invalid_type':
      return true;
    case 'invalid_value':
      return !isCode(issue.input);
    case 'invalid_union':
      return issue.errors.length > 0
        ? issue.errors.every((branch) => branch.some(isMisfit))
        : !isCode(discriminatorOf(issue));
    default:
      return false;
  }
}

const isCode = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

function discriminatorOf({ discriminator, input }: Issue & { readonly code: 'invalid_union' }): unknown {
  if (discriminator === undefined || typeof input !== 'object' || input === null) return undefined;
  return (input as Readonly<Record<string, unknown>>)[discriminator];
}
