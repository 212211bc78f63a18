import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** What a schema says is wrong with a value: the path of the field, empty for the whole, and why. */
export interface SchemaProblem {
  readonly at: string;
  readonly message: string;
}

/**
 * Returns what a schema says is wrong, field by field. Of a union, the schema only says that no alternative fits; the
 * problems are then those of the alternatives that the value comes nearest to.
 */
export function schemaProblems(
  issues: readonly Issue[],
  parent: readonly PropertyKey[] = [],
): SchemaProblem[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0)
      return nearest(issue.errors).flatMap((alternative) => schemaProblems(alternative, path));
    return [{ at: path.join('.'), message: issue.message }];
  });
}

/** Returns the alternatives with the fewest fields that they don't know, and among those with the fewest problems. */
function nearest(alternatives: readonly Issue[][]): readonly Issue[][] {
  const distances = alternatives.map((issues) => strangeFields(issues) * 1000 + issues.length);
  const least = Math.min(...distances);
  return alternatives.filter((_, index) => distances[index] === least);
}

const strangeFields = (issues: readonly Issue[]): number =>
  issues.reduce((count, issue) => count + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
