import { volunteerName } from '../../domain/hours/volunteer.ts';
import type { HoursLedger } from '../../domain/ports/hours-ledger.ts';
import type { ShownItem } from './list-batch-items.ts';

export interface NamingDeps {
  readonly ledger: Pick<HoursLedger, 'volunteers'>;
}

/** A batch item with the names that the ledger has; without them where it knows nobody by the ID. */
export type NamedItem = ShownItem & { readonly nameAr?: string; readonly nameEn?: string };

/**
 * Returns the items of a page with their volunteers' names, read together. `canName` says of which issuers the reader may
 * see names.
 */
export async function namedItems(
  items: readonly ShownItem[],
  canName: (issuerId: string) => boolean,
  { ledger }: NamingDeps,
): Promise<readonly NamedItem[]> {
  const keys = items.flatMap(({ issuerId, volunteerId }) =>
    issuerId !== null && canName(issuerId) ? [{ issuerId, volunteerId }] : [],
  );
  if (keys.length === 0) return items;
  const profiles = new Map(
    (await ledger.volunteers(keys)).map((profile) => [volunteerName(profile), profile]),
  );
  return items.map((item) => {
    const { issuerId, volunteerId } = item;
    const profile = issuerId === null ? undefined : profiles.get(volunteerName({ issuerId, volunteerId }));
    return profile === undefined ? item : { ...item, nameAr: profile.nameAr, nameEn: profile.nameEn };
  });
}
