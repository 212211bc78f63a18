import type { Evidence } from '../certificate/certificate.ts';

/** Sums up who approved the hours that a batch is going to certify. */
export class ApprovedMinutes {
  readonly #ofIssuers = new Map<string, Map<string, number>>();

  add(issuerId: string, evidence: readonly Evidence[]): void {
    const ofIssuer = this.#ofIssuers.get(issuerId) ?? new Map<string, number>();
    this.#ofIssuers.set(issuerId, ofIssuer);
    for (const { minutes, approval } of evidence)
      ofIssuer.set(approval.by, (ofIssuer.get(approval.by) ?? 0) + minutes);
  }

  /** The issuers with hours. */
  get issuerIds(): string[] {
    return [...this.#ofIssuers.keys()];
  }

  /** Returns who approved more than half of the minutes of one of some issuers. */
  mostApprovedBy(issuerIds: readonly string[]): string[] {
    const subjects = issuerIds.flatMap((issuerId) => {
      const ofIssuer = [...(this.#ofIssuers.get(issuerId) ?? [])];
      const half = ofIssuer.reduce((sum, [, minutes]) => sum + minutes, 0) / 2;
      return ofIssuer.filter(([, minutes]) => minutes > half).map(([subject]) => subject);
    });
    return [...new Set(subjects)].sort();
  }
}
