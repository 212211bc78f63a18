/** What the templates write instead of an ID in their example row. No ID can have brackets, so no record has it. */
export const EXAMPLE_MARKS = { ar: '(مثال)', en: '(example)' } as const;

const MARKS: ReadonlySet<string> = new Set(Object.values(EXAMPLE_MARKS));

/** Returns whether a row is the example of a template, which is not to be recorded. */
export const isExample = (cells: readonly string[]): boolean => cells.some((cell) => MARKS.has(cell.trim()));
