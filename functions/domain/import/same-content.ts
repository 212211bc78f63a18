/** Returns whether two records have equal fields, in any order of fields. Arrays are compared in order. */
export function sameContent(one: object | undefined, other: object | undefined): boolean {
  return one !== undefined && other !== undefined && canonical(one) === canonical(other);
}

const canonical = (record: object) =>
  JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
