import type { ReactNode } from 'react';
import type { StaffRole } from '../../domain/staff/roles.ts';
import type { Route } from '../../routes/route.ts';
import { useReader } from '../components/reader.tsx';
import { useMay } from './own-roles.tsx';
import type { ConsoleWords } from './words.ts';

/** What a route does, for whoever may call it; for others the roles that may. */
export function MayDo(props: {
  readonly route: Route;
  readonly issuerId?: string;
  readonly children: ReactNode;
}): ReactNode {
  const { words, language } = useReader<ConsoleWords>();
  const may = useMay();
  if (may(props.route, props.issuerId)) return props.children;
  const allowed = props.route.roles === 'public' ? [] : props.route.roles;
  const names = allowed
    .filter((role): role is StaffRole => role !== 'volunteer')
    .map((role) => words.roles[role]);
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
  return <p className="quiet">{words.mayDo.replace('{roles}', list)}</p>;
}
