import type { Progress } from '../my-queries.ts';

/** What an issuer knows of the volunteer. */
export type Profile = Progress['profiles'][number];

/** Profiles with the same name and the same review of it; there is at least one. */
export type SameName = readonly [Profile, ...Profile[]];

/** Returns the profiles by name and by what was said of it: issuers mostly know the same one. */
export function profilesByName(profiles: readonly Profile[]): SameName[] {
  const names = new Map<string, SameName>();
  for (const profile of profiles) {
    const { nameAr, nameEn, nameReview: review } = profile;
    const key = JSON.stringify([nameAr, nameEn, review?.state, review?.wantedAr, review?.wantedEn]);
    const [first, ...others] = names.get(key) ?? [profile];
    names.set(key, first === profile ? [profile] : [first, ...others, profile]);
  }
  return [...names.values()];
}

/** Whether the volunteer has yet to look at a name. */
export const awaitsReview = ({ nameReview, nameAr, nameEn }: Profile): boolean =>
  nameReview === null && nameAr !== '' && nameEn !== '';
