import type { IssuerRole } from '../../../functions/domain/staff/roles.ts';

/** Somebody of the sample who works for issuers. */
export interface SampleMember {
  readonly email: string;
  readonly name: string;
  /** The roles for each issuer. */
  readonly roles: Readonly<Record<string, readonly IssuerRole[]>>;
  /** Whether they have yet to register an authenticator app; the others have one. */
  readonly isNew?: true;
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
  {
    email: 'newcomer@example.org',
    name: 'Lama Yousef Alghamdi',
    roles: { [CLUSTER]: ['recorder'] },
    isNew: true,
  },
];

/** The address of the embedded cloud's operator: the group of operators in the user pool has this one member. */
export const OPERATOR_ADDRESS = 'operator@example.org';

/** The addresses of people who have an authenticator app from the beginning. */
export const PEOPLE_WITH_APP: readonly string[] = [
  ...SAMPLE_STAFF.filter(({ isNew }) => isNew !== true).map(({ email }) => email),
  OPERATOR_ADDRESS,
];
