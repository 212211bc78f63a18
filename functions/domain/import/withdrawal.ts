import type { Instant } from '../calendar-date.ts';
import type { FileKind } from './import-record.ts';

/** Why an import can't be withdrawn. */
export const OBSTACLE_CODES = ['CERTIFICATE_ISSUED', 'CHANGED_SINCE', 'STILL_REFERRED_TO'] as const;

/** A record that prevents the withdrawal of an import. */
export interface WithdrawalObstacle {
  readonly code: (typeof OBSTACLE_CODES)[number];
  readonly kind: FileKind;
  /** ID of the opportunity, the volunteer or the hours entry. */
  readonly id: string;
  /** The certificate that was issued on it. */
  readonly certificateId: string | null;
}

/** Maximum number of obstacles in the record of an import. All of them are counted. */
export const OBSTACLES_SHOWN = 100;

/** Numbers of records that a withdrawal removed, and that it gave their former values again. */
export interface Undone {
  readonly removed: Readonly<Record<FileKind, number>>;
  readonly restored: Readonly<Record<FileKind, number>>;
}

export const NOTHING_UNDONE: Undone = {
  removed: { opportunities: 0, volunteers: 0, hours: 0 },
  restored: { opportunities: 0, volunteers: 0, hours: 0 },
};

/**
 * The withdrawal of an import: `suspending` takes its entries out of what certificates may count and looks for
 * obstacles; then either `resuming` lets them count again and the withdrawal is `refused`, or `undoing` undoes every
 * change and it is `done`.
 */
export interface Withdrawal {
  /** Subject (`sub`) of the identity provider. */
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  /** The state to which a refused withdrawal returns. */
  readonly from: 'imported' | 'released';
  readonly step: 'suspending' | 'resuming' | 'undoing' | 'refused' | 'done';
  readonly finishedAt?: Instant;
  readonly undone: Undone;
  readonly obstacles: readonly WithdrawalObstacle[];
  readonly obstacleCount: number;
}
