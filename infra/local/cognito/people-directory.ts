import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Issuer } from '../../../functions/domain/issuer.ts';
import type { StaffRole } from '../../../functions/domain/staff/roles.ts';
import { DynamoHoursLedger } from '../../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoOpportunityCatalogue } from '../../../functions/storage/dynamo/dynamo-opportunity-catalogue.ts';
import { DynamoStaffRegisters } from '../../../functions/storage/dynamo/supervision/dynamo-staff-registers.ts';
import { OPERATOR_ADDRESS } from './sample-people.ts';

/** Somebody who can be chosen on the sign-in page. */
export interface ListedPerson {
  readonly email: string;
  readonly name: string;
  readonly issuer: Pick<Issuer, 'nameAr' | 'nameEn'>;
  /** Of staff; empty for a volunteer. */
  readonly roles: readonly StaffRole[];
  /** Of a volunteer. */
  readonly volunteerId?: string;
}

/** Who is known to the ledgers and registers of the embedded cloud. */
export interface PeopleDirectory {
  /** Returns everybody on the registers of staff, and the first volunteers of each issuer. */
  list(): Promise<readonly ListedPerson[]>;
  /** Returns the volunteers with an ID who have an email address. */
  withId(volunteerId: string): Promise<readonly ListedPerson[]>;
}

const OPERATOR: ListedPerson = {
  email: OPERATOR_ADDRESS,
  name: 'مشغّل المنظومة',
  issuer: { nameAr: 'جميع الجهات', nameEn: 'all issuers' },
  roles: ['operator'],
};

/** Volunteers of one issuer that the page offers; everybody else is found by ID or address. */
const LISTED_VOLUNTEERS = 3;

/** Returns the directory of the people in a table. */
export function peopleDirectory(
  dynamo: DynamoDBClient,
  tableName: string,
  issuers: ReadonlyMap<string, Issuer>,
): PeopleDirectory {
  const ledger = new DynamoHoursLedger(dynamo, tableName);
  const catalogue = new DynamoOpportunityCatalogue(dynamo, tableName);
  const registers = new DynamoStaffRegisters(dynamo, tableName);

  const volunteersWith = async (keys: readonly { issuerId: string; volunteerId: string }[]) =>
    (await ledger.volunteers(keys))
      .toSorted((a, b) => (a.volunteerId < b.volunteerId ? -1 : 1))
      .flatMap(({ issuerId, volunteerId, nameAr, email }): ListedPerson[] => {
        const issuer = issuers.get(issuerId);
        return issuer && email ? [{ email, name: nameAr, issuer, roles: [], volunteerId }] : [];
      });

  const firstVolunteers = async (issuerId: string): Promise<readonly ListedPerson[]> => {
    const [opportunity] = (await catalogue.list({ issuerIds: [issuerId] }, { limit: 1 })).items;
    if (opportunity === undefined) return [];
    const { items } = await ledger.volunteersOf(opportunity, { limit: LISTED_VOLUNTEERS });
    return volunteersWith(items.map((volunteerId) => ({ issuerId, volunteerId })));
  };

  const staff = async (): Promise<readonly ListedPerson[]> =>
    (await registers.find([...issuers.keys()])).flatMap(({ issuerId, people }) => {
      const issuer = issuers.get(issuerId);
      // Who approves by links has no account.
      const withAccount = people.filter(({ byLink }) => byLink !== true);
      return issuer ? withAccount.map(({ email, name, roles }) => ({ email, name, roles, issuer })) : [];
    });

  return {
    list: async () => {
      const [people, volunteers] = await Promise.all([
        staff(),
        Promise.all([...issuers.keys()].map(firstVolunteers)),
      ]);
      return [...volunteers.flat(), ...people, OPERATOR];
    },
    withId: (volunteerId) =>
      volunteersWith([...issuers.keys()].map((issuerId) => ({ issuerId, volunteerId }))),
  };
}
