import type { Opportunity } from '../../functions/domain/hours/opportunity.ts';
import type { Acceptance, PartnerKey } from '../../functions/domain/partner/acceptance.ts';
import type { PartnerAgreements } from '../../functions/domain/ports/opportunity-catalogue.ts';
import { copied, type MemoryRecords } from './memory-records.ts';

const nameOf = ({ issuerId, opportunityId, partnerId }: PartnerKey) =>
  `${issuerId}#${opportunityId}#${partnerId}`;

/** What partners accepted, in memory. */
export class MemoryPartnerAgreements implements Pick<PartnerAgreements, 'acceptances' | 'store'> {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    this.#records = records;
  }

  async acceptances(
    opportunities: readonly Pick<Opportunity, 'issuerId' | 'opportunityId' | 'partnerIds'>[],
  ): Promise<Acceptance[]> {
    return opportunities.flatMap(({ issuerId, opportunityId, partnerIds }) =>
      partnerIds.flatMap((partnerId) => {
        const stored = this.#records.acceptances.get(nameOf({ issuerId, opportunityId, partnerId }));
        return stored ? copied(stored) : [];
      }),
    );
  }

  async store(acceptance: Acceptance): Promise<'stored'> {
    this.#records.acceptances.set(nameOf(acceptance), copied(acceptance));
    return 'stored';
  }
}
