import type { CalendarDate, Instant } from '../calendar-date.ts';
import { EntriesSum } from '../hours/entries-sum.ts';
import type { HoursEntry, TimesheetKey } from '../hours/hours.ts';
import { isNamed } from '../hours/name-review.ts';
import type { ReportedEntry } from '../hours/record-hours.ts';
import { importAwaitedBy } from '../hours/release-hours.ts';
import { hasAddressOf } from '../hours/renaming.ts';
import { REGISTRY, type Volunteer } from '../hours/volunteer.ts';
import type { WithdrawalObstacle } from './withdrawal.ts';

/** The rows of a file that arrive as approved, and the names and addresses that it changes: they count once it is released. */
export interface AwaitingRelease {
  /** The issuers of their opportunities. */
  readonly issuerIds: readonly string[];
  readonly entries: number;
  readonly minutes: number;
  readonly volunteers: number;
  readonly opportunities: number;
  /** Volunteers who get another name. */
  readonly names: number;
  /** Volunteers who get another email address, or none any more. */
  readonly addresses: number;
  /** The sum of the hashes of the entries. */
  readonly entriesSum: string;
  /** The first and the last day of the hours; null where no hours wait. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/**
 * The release of an import. `counting` computes what the reports' counters gain; then one write brings it into force, and
 * `adding` adds to the counters, some with each step, until it is `done`.
 */
export interface ImportRelease {
  /** Subject (`sub`) of the identity provider. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly step: 'counting' | 'adding' | 'done';
  /** Lists of counter changes that are added already. */
  readonly added: number;
  readonly finishedAt?: Instant;
}

/**
 * Taking a release back. `suspending` takes the released entries out of what certificates may count, and looks for
 * certificates that count one; where there is one, `resuming` lets them count again, and it is `refused`. Otherwise one
 * write ends the release, `subtracting` corrects the counters, and after every reader has noticed, `resuming` puts the
 * entries back among those that wait, and it is `done`.
 */
export interface TakingBack {
  /** Subject (`sub`) of the identity provider. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly step: 'suspending' | 'subtracting' | 'resuming' | 'refused' | 'done';
  readonly subtracted: number;
  readonly finishedAt?: Instant;
  readonly obstacles: readonly WithdrawalObstacle[];
  readonly obstacleCount: number;
}

/** What of a file waits for a release. */
export interface Awaited {
  /** What it reports as approved; missing where it reports nothing so. */
  readonly awaiting?: AwaitingRelease;
  /** Earlier imports that recorded rows of it and wait for their release; missing where there are none. */
  readonly awaitingEarlier?: readonly string[];
}

/** Most earlier imports that a record lists. */
const EARLIER_SHOWN = 20;

/** Sums up the rows of a file that are recorded and reported as approved, and the names and addresses that it changes. */
export class AwaitedSum {
  #entries = 0;
  #minutes = 0;
  #names = 0;
  #addresses = 0;
  #from = '9999-12-31';
  #to = '';
  readonly #sum = new EntriesSum();
  readonly #earlier = new Set<string>();
  readonly #issuerIds = new Set<string>();
  readonly #volunteerIds = new Set<string>();
  readonly #opportunityIds = new Set<string>();

  /** Adds an entry that is recorded; one that isn't reported as approved doesn't count. */
  add(entry: ReportedEntry, timesheet: TimesheetKey): void {
    const { status, minutes, date } = entry;
    const { issuerId, volunteerId, opportunityId } = timesheet;
    if (status !== 'approved') return;
    this.#sum.add(timesheet, entry);
    this.#entries += 1;
    this.#minutes += minutes;
    if (date < this.#from) this.#from = date;
    if (date > this.#to) this.#to = date;
    this.#issuerIds.add(issuerId);
    this.#volunteerIds.add(volunteerId);
    this.#opportunityIds.add(opportunityId);
  }

  /** Adds an entry that was recorded before and is as the file reports it. */
  addUnchanged(entry: HoursEntry): void {
    const importId = importAwaitedBy(entry);
    if (importId !== undefined) this.#earlier.add(importId);
  }

  /** Adds a volunteer whose reported name or address waits, for the release of this import or of an earlier one. */
  addVolunteer(
    volunteer: Volunteer,
    { importId, issuerIds }: { readonly importId: string; readonly issuerIds: readonly string[] },
  ): void {
    const { issuerId, renaming } = volunteer;
    if (renaming === undefined) return;
    if (renaming.importId !== importId) this.#earlier.add(renaming.importId);
    else {
      if (!isNamed(volunteer, renaming)) this.#names += 1;
      if (!hasAddressOf(volunteer, renaming)) this.#addresses += 1;
      // A profile of the registry is one of every issuer's whose hours the account may record.
      for (const one of issuerId === REGISTRY ? issuerIds : [issuerId]) this.#issuerIds.add(one);
    }
  }

  /** What was added. */
  get sum(): Awaited {
    return {
      ...(this.#entries + this.#names + this.#addresses === 0 ? {} : { awaiting: this.#awaiting }),
      ...(this.#earlier.size === 0
        ? {}
        : { awaitingEarlier: [...this.#earlier].sort().slice(0, EARLIER_SHOWN) }),
    };
  }

  get #awaiting(): AwaitingRelease {
    return {
      issuerIds: [...this.#issuerIds].sort(),
      entries: this.#entries,
      minutes: this.#minutes,
      volunteers: this.#volunteerIds.size,
      opportunities: this.#opportunityIds.size,
      names: this.#names,
      addresses: this.#addresses,
      entriesSum: this.#sum.text,
      from: this.#entries === 0 ? null : this.#from,
      to: this.#entries === 0 ? null : this.#to,
    };
  }
}
