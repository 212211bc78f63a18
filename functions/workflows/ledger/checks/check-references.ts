import type { Opportunity } from '../../../domain/hours/opportunity.ts';
import type { VolunteerKey } from '../../../domain/hours/volunteer.ts';
import type { CellProblem } from '../../../domain/import/import-problem.ts';
import type { Faulty, HoursRow } from '../../../domain/import/import-record.ts';
import type { Issuer } from '../../../domain/issuer.ts';
import type { ImportReferences, ReferencedVolunteer } from '../import-references.ts';
import type { ImportFindings, RecordPosition } from './import-findings.ts';

/** What a row of hours refers to; undefined for what doesn't exist or may not be written. */
export interface HoursReferences {
  readonly opportunity: Opportunity | undefined;
  readonly volunteer: ReferencedVolunteer | undefined;
  readonly issuer: Issuer | undefined;
}

/** Checks that the records that rows refer to exist, and that the import may write for their issuers. */
export class ReferenceCheck {
  readonly #references: ImportReferences;
  readonly #issuers: ReadonlyMap<string, Issuer>;
  readonly #issuerIds: ReadonlySet<string>;
  readonly #findings: ImportFindings;

  /** `issuerIds`: the issuers whose ledgers the import may write. */
  constructor(
    references: ImportReferences,
    issuers: ReadonlyMap<string, Issuer>,
    issuerIds: ReadonlySet<string>,
    findings: ImportFindings,
  ) {
    this.#references = references;
    this.#issuers = issuers;
    this.#issuerIds = issuerIds;
    this.#findings = findings;
  }

  /** Checks the issuer and the partners of an opportunity. */
  checkIssuers(position: RecordPosition, { issuerId, partnerIds }: Faulty<Opportunity>): void {
    if (issuerId !== undefined) this.checkIssuer(position, issuerId);
    for (const partnerId of partnerIds ?? [])
      if (!this.#issuers.has(partnerId))
        this.#findings.addProblem(position, unknownIssuer(this.#issuers.keys()), 'partner_ids', partnerId);
  }

  /** Checks that the import may write for an issuer, and returns whether it may. Any other doesn't exist for it. */
  checkIssuer(position: RecordPosition, issuerId: string): boolean {
    const mayWrite = this.#issuerIds.has(issuerId);
    if (!mayWrite) this.#findings.addProblem(position, unknownIssuer(this.#issuerIds), 'issuer_id', issuerId);
    return mayWrite;
  }

  /** Checks the opportunity and the volunteer of a row of hours, after they were looked up. */
  checkHours(position: RecordPosition, { opportunityId, volunteerId }: Faulty<HoursRow>): HoursReferences {
    const opportunity =
      opportunityId === undefined ? undefined : this.#checkOpportunity(position, opportunityId);
    const issuer = opportunity && this.#issuers.get(opportunity.issuerId);
    const volunteer =
      volunteerId === undefined
        ? undefined
        : this.#checkVolunteer(position, volunteerId, this.#volunteersMeant(volunteerId, opportunity));
    return { opportunity, volunteer, issuer };
  }

  /** Returns the volunteers that rows may refer to, after the opportunities were looked up. */
  volunteersOf(rows: readonly Faulty<HoursRow>[]): VolunteerKey[] {
    return rows.flatMap(({ opportunityId, volunteerId }) =>
      volunteerId === undefined
        ? []
        : this.#volunteersMeant(
            volunteerId,
            opportunityId === undefined ? undefined : this.#theOpportunity(opportunityId),
          ),
    );
  }

  /** Returns the volunteer of the opportunity's issuer; those of every issuer of the import where it isn't known. */
  #volunteersMeant(volunteerId: string, opportunity: Opportunity | undefined): VolunteerKey[] {
    const issuerIds = opportunity === undefined ? [...this.#issuerIds] : [opportunity.issuerId];
    return issuerIds.map((issuerId) => ({ issuerId, volunteerId }));
  }

  #checkOpportunity(position: RecordPosition, opportunityId: string): Opportunity | undefined {
    const found = this.#references.opportunities(opportunityId);
    if (found.length > 1) {
      const issuerIds = found.map(({ issuerId }) => issuerId).sort();
      const problem = { code: 'OPPORTUNITY_AMBIGUOUS', facts: { issuerIds: issuerIds.join(', ') } } as const;
      this.#findings.addProblem(position, problem, 'opportunity_id', opportunityId);
    } else if (found.length === 0 && !this.#references.mayBeInFile('opportunities', opportunityId))
      this.#findings.addProblem(position, { code: 'OPPORTUNITY_UNKNOWN' }, 'opportunity_id', opportunityId);
    return this.#theOpportunity(opportunityId);
  }

  /** Returns the opportunity with an ID, if exactly one issuer of the import has it. */
  #theOpportunity(opportunityId: string): Opportunity | undefined {
    const [first, ...others] = this.#references.opportunities(opportunityId);
    return others.length === 0 ? first : undefined;
  }

  #checkVolunteer(
    position: RecordPosition,
    volunteerId: string,
    meant: readonly VolunteerKey[],
  ): ReferencedVolunteer | undefined {
    const found = meant.map((key) => this.#references.volunteer(key)).find((one) => one !== undefined);
    if (!found && !this.#references.mayBeInFile('volunteers', volunteerId))
      this.#findings.addProblem(position, { code: 'VOLUNTEER_UNKNOWN' }, 'volunteer_id', volunteerId);
    return found;
  }
}

/** Returns the problem of an issuer that is none of those that may be named. */
const unknownIssuer = (known: Iterable<string>): CellProblem => ({
  code: 'ISSUER_UNKNOWN',
  facts: { known: [...known].join(', ') },
});
