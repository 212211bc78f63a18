import type { IssuerRole } from '../../../functions/domain/staff/roles.ts';

/** Somebody of the sample, who can be chosen on the sign-in page. */
export interface SamplePerson {
  readonly email: string;
  /** What this person does, in a few words. */
  readonly description: string;
}

/** Somebody of the sample who works for issuers. */
export interface SampleMember extends SamplePerson {
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
    description: 'A coordinator of the cluster and of the municipality',
    roles: { [CLUSTER]: ['coordinator'], [MUNICIPALITY]: ['coordinator'] },
  },
  {
    email: 'supervisor@example.org',
    name: 'Fahad Nasser Alotaibi',
    description: 'A supervisor of the cluster, who approves hours',
    roles: { [CLUSTER]: ['supervisor'] },
  },
  {
    email: 'approver@example.org',
    name: 'Maha Ibrahim Alghamdi',
    description: 'An approver of the cluster: the second person of large batches',
    roles: { [CLUSTER]: ['approver'] },
  },
  {
    email: 'administrator@example.org',
    name: 'Turki Abdullah Alzahrani',
    description: 'An administrator of the cluster and of the municipality, who invites people',
    roles: { [CLUSTER]: ['administrator'], [MUNICIPALITY]: ['administrator'] },
  },
  {
    email: 'partner@example.org',
    name: 'Rania Khalid Alshehri',
    description: 'An approver of the municipality, who accepts joint opportunities',
    roles: { [MUNICIPALITY]: ['approver'] },
  },
  {
    email: 'auditor@example.org',
    name: 'Saad Mohammed Alharbi',
    description: 'An auditor of the cluster, who reads and changes nothing',
    roles: { [CLUSTER]: ['auditor'] },
  },
];

/** Who can be chosen on the sign-in page: volunteers whose records the first start loads, and the people above. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  { email: 'rw-0001@example.org', description: 'A volunteer with certificates, and more to claim' },
  { email: 'rw-0002@example.org', description: 'A volunteer' },
  ...SAMPLE_STAFF,
];
