import type { Issuer } from '../issuer.ts';
import type { IneligibilityReason } from './eligibility.ts';

/** How many issuers a design names, and how many people it gives the room to sign. */
export interface DesignRoom {
  readonly issuers: number;
  readonly signatories: number;
}

/** Returns the room of a published design. */
export type FindDesignRoom = (design: string) => DesignRoom;

/** Returns the reason if a design has no room for all who issue a certificate or for all who sign it. */
export function roomReason(
  issuers: readonly Pick<Issuer, 'signatories'>[],
  room: DesignRoom,
): IneligibilityReason | undefined {
  const counts = { issuers: issuers.length, signatories: issuers.flatMap((one) => one.signatories).length };
  for (const printed of ['issuers', 'signatories'] as const)
    if (counts[printed] > room[printed])
      return { reason: 'DESIGN_NO_ROOM', printed, count: counts[printed], most: room[printed] };
  return undefined;
}
