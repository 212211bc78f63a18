import type { IssuerRole } from '../../../functions/domain/staff/roles.ts';

/** Somebody of the sample who works for issuers. */
export interface SampleMember {
  readonly email: string;
  readonly name: string;
  /** The roles for each issuer. */
  readonly roles: Readonly<Record<string, readonly IssuerRole[]>>;
}

const CLUSTER = 'rawabi-health-cluster';
const MUNICIPALITY = 'rawabi-municipality';

/** People who work for the sample's issuers; the first start appoints them. */
export const SAMPLE_STAFF: readonly SampleMember[] = [
  {
    email: 'coordinator@example.org',
    name: 'Huda Salem Alqahtani',
    roles: { [CLUSTER]: ['coordinator'], [MUNICIPALITY]: ['coordinator'] },
  },
  {
    email: 'recorder@example.org',
    name: 'Sultan Majed Alshehri',
    roles: { [CLUSTER]: ['recorder'] },
  },
  {
    email: 'supervisor@example.org',
    name: 'Fahad Nasser Alotaibi',
    roles: { [CLUSTER]: ['supervisor'] },
  },
  {
    email: 'approver@example.org',
    name: 'Maha Ibrahim Alghamdi',
    roles: { [CLUSTER]: ['approver'] },
  },
  {
    email: 'administrator@example.org',
    name: 'Turki Abdullah Alzahrani',
    roles: { [CLUSTER]: ['administrator'], [MUNICIPALITY]: ['administrator'] },
  },
  {
    email: 'partner@example.org',
    name: 'Rania Khalid Alshehri',
    roles: { [MUNICIPALITY]: ['approver'] },
  },
  {
    email: 'auditor@example.org',
    name: 'Saad Mohammed Alharbi',
    roles: { [CLUSTER]: ['auditor'] },
  },
];
