/** Whether two plain records say the same, whatever the order of their fields; lists are compared in order. */
export function sameContent(one: object | undefined, other: object | undefined): boolean {
  return one !== undefined && other !== undefined && inOrder(one) === inOrder(other);
}

const inOrder = (record: object) =>
  JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
