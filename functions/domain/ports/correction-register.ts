import type { Correction } from '../certificate/correction.ts';
import type { Page, PageRequest } from './page.ts';

/** Requests for correction, of every issuer. */
export interface CorrectionRegister {
  /** Requests about one certificate, oldest first. */
  ofCertificate(certificateId: string): Promise<Correction[]>;
  find(correctionId: string): Promise<Correction | undefined>;
  /** False where a request of that number was made in between. */
  open(correction: Correction): Promise<boolean>;
  /** False where it was decided in between. */
  decide(correction: Correction): Promise<boolean>;
  /** Newest first. */
  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<Correction>>;
  /** Removes every request about a certificate. */
  erase(certificateId: string): Promise<void>;
}
