import type { Issuer, IssuerPolicy } from '../../issuer.ts';

/** Tells the policies of issuers as they are now. */
export interface Policies {
  /** Returns an issuer's policy: as two people changed it, or as its file has it. Up to five seconds old. */
  of(issuer: Pick<Issuer, 'issuerId' | 'policy'>): Promise<IssuerPolicy>;
}
