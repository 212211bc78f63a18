import { UnsupportedTemplate } from '../template/unsupported-template.ts';

/**
 * Returns whether an event has what a rule's pattern asks for: for each field one of the listed values, or that it is there.
 *
 * @throws UnsupportedTemplate for other conditions of EventBridge
 */
export function matchesPattern(pattern: Readonly<Record<string, unknown>>, event: unknown): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    const value = (event as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (!Array.isArray(wanted)) return matchesPattern(wanted as Readonly<Record<string, unknown>>, value);
    // A list in the event matches by any of its values.
    const values = Array.isArray(value) ? value : [value];
    return wanted.some((one) => values.some((actual) => isMatch(one, actual)));
  });
}

function isMatch(wanted: unknown, actual: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === actual;
  const { exists, ...others } = wanted as Readonly<Record<string, unknown>>;
  if (typeof exists !== 'boolean' || Object.keys(others).length > 0)
    throw new UnsupportedTemplate(
      `the condition ${JSON.stringify(wanted)} of an event pattern is not supported`,
    );
  return (actual !== undefined) === exists;
}
