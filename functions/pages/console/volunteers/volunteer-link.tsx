import type { ReactNode } from 'react';
import { getVolunteer } from '../../../routes/issuing.ts';
import { ConsoleLink } from '../console-link.tsx';
import { useMay } from '../own-roles.tsx';

/** A link to the page of a volunteer, for whoever may see it. */
export function VolunteerLink(props: {
  readonly issuerId: string;
  readonly volunteerId: string;
  readonly children: ReactNode;
}): ReactNode {
  const { issuerId, volunteerId, children } = props;
  const may = useMay();
  if (!may(getVolunteer, issuerId)) return children;
  return (
    <ConsoleLink path={`/volunteers/${issuerId}/${encodeURIComponent(volunteerId)}`}>{children}</ConsoleLink>
  );
}
