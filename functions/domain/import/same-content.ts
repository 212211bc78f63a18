/** Returns whether two records have equal fields, in any order of fields at any depth. Arrays are compared in order. */
export function sameContent(one: object | undefined, other: object | undefined): boolean {
  return one !== undefined && other !== undefined && canonical(one) === canonical(other);
}

const canonical = (record: object) =>
  JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
