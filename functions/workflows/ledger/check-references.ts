import type { Opportunity } from '../../domain/hours/opportunity.ts';
import type { VolunteerKind } from '../../domain/hours/volunteer.ts';
import type { CellProblem } from '../../domain/import/import-problem.ts';
import type { Faulty, HoursRow } from '../../domain/import/import-record.ts';
import type { Issuer } from '../../domain/issuer.ts';
import type { ImportFindings, RecordPosition } from './import-findings.ts';
import type { ImportReferences } from './import-references.ts';

/** What a row of hours refers to; undefined for what doesn't exist or may not be written. */
export interface HoursReferences {
  readonly opportunity: Opportunity | undefined;
  readonly volunteerKind: VolunteerKind | undefined;
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
    if (issuerId !== undefined) this.#checkIssuer(position, 'issuer_id', issuerId);
    for (const partnerId of partnerIds ?? [])
      if (!this.#issuers.has(partnerId))
        this.#findings.addProblem(position, this.#unknownIssuer(), 'partner_ids', partnerId);
  }

  /** Checks the opportunity, its issuer and the volunteer of a row of hours, after they were looked up. */
  checkHours(position: RecordPosition, { opportunityId, volunteerId }: Faulty<HoursRow>): HoursReferences {
    const opportunity =
      opportunityId === undefined ? undefined : this.#checkOpportunity(position, opportunityId);
    const volunteerKind = volunteerId === undefined ? undefined : this.#checkVolunteer(position, volunteerId);
    const issuer =
      opportunity &&
      this.#checkIssuer(position, 'opportunity_id', opportunity.issuerId, opportunity.opportunityId);
    return { opportunity, volunteerKind, issuer };
  }

  #checkOpportunity(position: RecordPosition, opportunityId: string): Opportunity | undefined {
    const opportunity = this.#references.opportunity(opportunityId);
    if (!opportunity && !this.#references.mayBeInFile('opportunities', opportunityId))
      this.#findings.addProblem(position, { code: 'OPPORTUNITY_UNKNOWN' }, 'opportunity_id', opportunityId);
    return opportunity;
  }

  #checkVolunteer(position: RecordPosition, volunteerId: string): VolunteerKind | undefined {
    const kind = this.#references.volunteerKind(volunteerId);
    if (!kind && !this.#references.mayBeInFile('volunteers', volunteerId))
      this.#findings.addProblem(position, { code: 'VOLUNTEER_UNKNOWN' }, 'volunteer_id', volunteerId);
    return kind;
  }

  /** Returns the issuer if it exists and the import may write for it. */
  #checkIssuer(
    position: RecordPosition,
    column: string,
    issuerId: string,
    value = issuerId,
  ): Issuer | undefined {
    const issuer = this.#issuers.get(issuerId);
    if (issuer !== undefined && this.#issuerIds.has(issuerId)) return issuer;
    const problem: CellProblem =
      issuer === undefined ? this.#unknownIssuer() : { code: 'ISSUER_NOT_YOURS', facts: { issuerId } };
    this.#findings.addProblem(position, problem, column, value);
    return undefined;
  }

  #unknownIssuer(): CellProblem {
    return { code: 'ISSUER_UNKNOWN', facts: { known: [...this.#issuerIds].join(', ') } };
  }
}
