import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { Volunteer } from '../../domain/hours/volunteer.ts';
import type { Change, EntryChange, ImportChanges } from '../../domain/import/import-changes.ts';

/** Changes that are stored together. */
const CHANGES_PER_PART = 5_000;

/**
 * Collects what an import is going to change while its file is checked, and stores it in parts, so that the import can
 * be withdrawn. Without a store it collects nothing.
 */
export class ChangeLog {
  readonly #store: ((number: number, changes: ImportChanges) => Promise<void>) | undefined;
  #parts = 0;
  #changes = noChanges();

  constructor(store?: (number: number, changes: ImportChanges) => Promise<void>) {
    this.#store = store;
  }

  addOpportunity(change: Change<Opportunity>): void {
    if (this.#store) this.#changes.opportunities.push(change);
  }

  addVolunteer(change: Change<Volunteer>): void {
    if (this.#store) this.#changes.volunteers.push(change);
  }

  addEntry(change: EntryChange): void {
    if (this.#store) this.#changes.entries.push(change);
  }

  /** Stores the collected changes if they are enough for a part. */
  async storeFullPart(): Promise<void> {
    const { opportunities, volunteers, entries } = this.#changes;
    if (opportunities.length + volunteers.length + entries.length >= CHANGES_PER_PART)
      await this.#storePart();
  }

  /** Stores the remaining changes, and returns the number of parts. */
  async finish(): Promise<number> {
    const { opportunities, volunteers, entries } = this.#changes;
    if (opportunities.length + volunteers.length + entries.length > 0) await this.#storePart();
    return this.#parts;
  }

  async #storePart(): Promise<void> {
    this.#parts += 1;
    await this.#store?.(this.#parts, this.#changes);
    this.#changes = noChanges();
  }
}

const noChanges = () => ({
  opportunities: [] as Change<Opportunity>[],
  volunteers: [] as Change<Volunteer>[],
  entries: [] as EntryChange[],
});
