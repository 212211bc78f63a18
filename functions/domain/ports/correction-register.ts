import type { Correction, CorrectionState } from '../certificate/correction.ts';
import type { LaterNotification } from '../certificate/notification.ts';
import type { Page, PageRequest } from './page.ts';

/** Stores the holders' requests for correction. */
export interface CorrectionRegister {
  /** Returns the requests about one certificate, oldest first, read consistently. */
  ofCertificate(certificateId: string): Promise<Correction[]>;
  /** Returns the newest request about each of some certificates that has one, in no order, read consistently. */
  newestOf(certificateIds: readonly string[]): Promise<Correction[]>;
  /** Returns a request, read consistently; undefined where the ID is unknown or malformed. */
  find(correctionId: string): Promise<Correction | undefined>;
  /** Writes a new request. Returns false, and writes nothing, if a request with this ID exists. */
  open(correction: Correction): Promise<boolean>;
  /**
   * Replaces a request in one of some states, and puts the notification into the outbox in the same write. Returns
   * false, and writes nothing, if it is in another.
   */
  decide(
    correction: Correction,
    from: readonly CorrectionState[],
    notification?: LaterNotification,
  ): Promise<boolean>;
  /** Returns a page of the issuers' requests, newest first; eventually consistent. */
  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<Correction>>;
  /** Deletes every request about a certificate, one by one; safe to repeat. */
  erase(certificateId: string): Promise<void>;
}
