import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { StaffRole } from '../../domain/staff/roles.ts';
import type { Route } from '../../routes/route.ts';
import type { JsonOf } from '../../routes/route-types.ts';
import { getOwnRoles } from '../../routes/supervision.ts';
import { useApi } from '../components/api.tsx';
import { useIssuerInAddress } from './console-path.ts';

export type OwnRoles = JsonOf<typeof getOwnRoles, 200>;

/** The roles of whoever is signed in, and for which issuers. */
export const OwnRolesContext = createContext<OwnRoles | undefined>(undefined);

/** Asks for the roles of whoever is signed in; its answer is what `OwnRolesContext` holds. */
export function useOwnRolesQuery() {
  const api = useApi();
  return queryOptions({
    queryKey: ['own-roles'],
    queryFn: (): Promise<OwnRoles> => api.call(getOwnRoles),
  });
}

/**
 * Returns the roles of whoever is signed in.
 *
 * @throws Error outside of the frame, which shows a page only once they are known
 */
export function useOwnRoles(): OwnRoles {
  const roles = useContext(OwnRolesContext);
  if (roles === undefined) throw new Error('useOwnRoles is used before the roles are known');
  return roles;
}

/** Returns the chosen issuer where it is one of the person's own: undefined for all of them. */
export function useIssuer(): string | undefined {
  const [chosen] = useIssuerInAddress();
  const { issuers } = useOwnRoles();
  if (issuers.length === 1) return issuers[0]?.issuerId;
  return issuers.some(({ issuerId }) => issuerId === chosen) ? chosen : undefined;
}

/** Returns the chosen issuer as lists take it: nothing for all of the person's own. */
export function useIssuerFilter(): { readonly issuer?: string } {
  const issuer = useIssuer();
  return issuer === undefined ? {} : { issuer };
}

/** Returns the roles that the person holds for the chosen issuers. */
export function useRolesHere(): ReadonlySet<StaffRole> {
  const issuer = useIssuer();
  const { issuers } = useOwnRoles();
  return new Set(
    issuers.filter(({ issuerId }) => issuerId === (issuer ?? issuerId)).flatMap(({ roles }) => roles),
  );
}

/** Returns whether the person may call a route: for an issuer, else for the chosen ones. The route table decides. */
export function useMay(): (route: Route, issuerId?: string) => boolean {
  const { issuers } = useOwnRoles();
  const issuer = useIssuer();
  return ({ roles }, of = issuer) =>
    roles === 'public' ||
    issuers.some(
      (held) => held.issuerId === (of ?? held.issuerId) && held.roles.some((role) => roles.includes(role)),
    );
}
