import { allItems } from '../../domain/all-items.ts';
import type { DirectoryPerson } from '../../domain/directory/directory-person.ts';
import { findPeople } from '../../domain/directory/find-people.ts';
import { pageOfFound, type SearchPage } from '../../domain/directory/search-page.ts';
import { type Volunteer, volunteerName } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { Page, PageRequest } from '../../domain/ports/page.ts';
import { type DirectoryDeps, peopleOf } from './people-directory.ts';

export interface VolunteerSearchDeps extends DirectoryDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers' | 'volunteersOf'>;
}

export interface VolunteerSearch {
  /** A name in either script, or a volunteer ID, or the beginning of one; empty for everybody. */
  readonly text: string;
  /** Only those with hours for it. */
  readonly opportunityId?: string | undefined;
}

/** A person as a search shows one. */
export interface FoundVolunteer
  extends Pick<Volunteer, 'issuerId' | 'volunteerId' | 'kind' | 'nameAr' | 'nameEn'> {}

/** Volunteer IDs that are read at once. */
const IDS_PER_PAGE = 5_000;

/** Returns a page of the volunteers of some issuers that a search finds, best answers of each issuer first. */
export async function searchVolunteers(
  issuerIds: readonly string[],
  search: VolunteerSearch,
  page: PageRequest,
  deps: VolunteerSearchDeps,
): Promise<SearchPage<FoundVolunteer>> {
  const ofIssuers = await Promise.all(issuerIds.map((issuerId) => foundOf(issuerId, search, deps)));
  return pageOfFound(ofIssuers.flat(), page);
}

async function foundOf(
  issuerId: string,
  { text, opportunityId }: VolunteerSearch,
  deps: VolunteerSearchDeps,
): Promise<FoundVolunteer[]> {
  const found = findPeople(await peopleOf(issuerId, deps), text);
  const wanted =
    opportunityId === undefined ? undefined : await volunteersOf({ issuerId, opportunityId }, deps);
  return found.flatMap(({ volunteerId, kind, nameAr, nameEn }) =>
    wanted === undefined || wanted.has(volunteerId) ? [{ issuerId, volunteerId, kind, nameAr, nameEn }] : [],
  );
}

async function volunteersOf(
  opportunity: { readonly issuerId: string; readonly opportunityId: string },
  { ledger }: VolunteerSearchDeps,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const readPage = (cursor: string | undefined) =>
    ledger.volunteersOf(opportunity, { limit: IDS_PER_PAGE, cursor });
  for await (const volunteerId of allItems(readPage)) ids.add(volunteerId);
  return ids;
}

/**
 * Returns a page of the volunteers that some issuers know, in the order of their IDs: who they are from the directories,
 * and the profiles of the page by key.
 *
 * @throws Refusal QUERY_INVALID when the cursor is invalid.
 */
export async function listVolunteers(
  issuerIds: readonly string[],
  page: PageRequest,
  deps: DirectoryDeps,
): Promise<Page<Volunteer>> {
  const ofIssuers = await Promise.all(
    issuerIds.map(async (issuerId) =>
      (await peopleOf(issuerId, deps)).map(({ volunteerId }: DirectoryPerson) => ({ issuerId, volunteerId })),
    ),
  );
  const { items, cursor } = pageOfFound(ofIssuers.flat(), page);
  const profiles = new Map(
    (await deps.ledger.volunteers(items)).map((profile) => [volunteerName(profile), profile]),
  );
  return { items: items.flatMap((key) => profiles.get(volunteerName(key)) ?? []), cursor };
}
