import type { Issuer, Signatory } from '../issuer.ts';
import type { IneligibilityReason } from './eligibility.ts';

/** How many of some issuers a design names, and how many of some people may sign, in letters that can be read. */
export interface DesignRoom {
  issuers(issuers: readonly NamedIssuer[]): number;
  signatories(people: readonly Signatory[]): number;
}

/** An issuer by the names that are printed. */
export type NamedIssuer = Pick<Issuer, 'nameAr' | 'nameEn'>;

/** Returns the room of a published design. */
export type FindDesignRoom = (design: string) => DesignRoom;

/** Returns the reason if a design has no room for all who issue a certificate or for all who sign it. */
export function roomReason(
  issuers: readonly (NamedIssuer & Pick<Issuer, 'signatories'>)[],
  room: DesignRoom,
): IneligibilityReason | undefined {
  const people = issuers.flatMap(({ signatories }) => signatories);
  const counts = [
    { printed: 'issuers', count: issuers.length, most: room.issuers(issuers) },
    { printed: 'signatories', count: people.length, most: room.signatories(people) },
  ] as const;
  const short = counts.find(({ count, most }) => count > most);
  return short && { reason: 'DESIGN_NO_ROOM', ...short };
}
