import type { PartnerState } from '../../../../functions/domain/partner/acceptance.ts';

/** The messages about partners of joint opportunities, in English. */
export const PARTNERS_EN = {
  partnershipHeadings: ['opportunity', 'issuer', 'partner', 'title', 'ends on', 'state', 'until'],
  partnershipsEmpty: 'No joint opportunity names you as a partner.',
  partnerStates: {
    awaiting: 'waits for the partner',
    accepted: 'accepted',
    changed: 'changed since it was accepted',
    expired: 'acceptance has ended',
    withdrawn: 'acceptance withdrawn',
    not_named: 'no longer a partner',
  } satisfies Readonly<Record<PartnerState, string>> as Readonly<Record<PartnerState, string>>,
  partnershipAccepted: (opportunityId: string, until: string, signatories: string) =>
    `${opportunityId}: accepted. Certificates may bear the partner’s logo until ${until}; for the partner signs: ${signatories}`,
  partnershipLabels: {
    title: 'title',
    days: 'days',
    required: 'required hours',
    partners: 'partners',
    logo: 'logo',
    signatories: 'who signs',
  },
  confirmAcceptance: 'Accept it as it is? [y/N] ',
  noPartnership: (opportunityId: string) =>
    `No opportunity ${opportunityId} of this issuer names the partner. What does: npx tawtheeq partners list`,
  acceptanceWithdrawn: (opportunityId: string) =>
    `${opportunityId}: acceptance withdrawn. No more certificates are issued for it; those that were issued stay.`,
  partnerReportHeadings: ['partner', 'certificates', 'volunteers', 'hours'],
  partnerReportTotal: 'in all, each once',
};
