/** A list that holds each value once. Values are equal if their JSON is. */
export class DistinctList<T> {
  readonly values: T[] = [];
  readonly #indexes = new Map<string, number>();

  /** Returns the index of a value, which it adds if it isn't in the list yet. */
  indexOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index = this.values.push(value) - 1;
    this.#indexes.set(key, index);
    return index;
  }
}
