import { listBatches } from '../../routes/batches.ts';
import { searchCertificates } from '../../routes/issuing.ts';
import { listImports, listPendingHours, searchVolunteers } from '../../routes/ledger.ts';
import { listCorrections } from '../../routes/lifecycle.ts';
import { listNameRequests } from '../../routes/names.ts';
import { listPartnerships } from '../../routes/partners.ts';
import { getReport } from '../../routes/reports.ts';
import type { Route } from '../../routes/route.ts';
import { listDeliveries, listJournal, listPeople } from '../../routes/supervision.ts';
import { type LazyPart, lazyPage } from '../components/page/lazy-part.tsx';
import type { ConsoleWords } from './words.ts';

/** A section of the console: its place, who sees it, and its script, which is loaded when it is opened. */
export interface Section {
  /** Its title's key in the words, and the beginning of its place: `/imports`. */
  readonly name: keyof ConsoleWords['sections'];
  readonly path: `/${string}`;
  /** Whoever may call one of these routes sees the section; everybody, where there are none. */
  readonly routes: readonly Route[];
  readonly Content: LazyPart<object>;
}

/** Every section, in the order of the navigation. */
export const SECTIONS: readonly Section[] = [
  { name: 'home', path: '/', routes: [], Content: lazyPage(() => import('./home/home.tsx')) },
  {
    name: 'imports',
    path: '/imports',
    routes: [listImports],
    Content: lazyPage(() => import('./imports/imports.tsx')),
  },
  {
    name: 'hours',
    path: '/hours',
    routes: [listPendingHours],
    Content: lazyPage(() => import('./hours/hours.tsx')),
  },
  {
    name: 'batches',
    path: '/batches',
    routes: [listBatches],
    Content: lazyPage(() => import('./batches/batches.tsx')),
  },
  {
    name: 'volunteers',
    path: '/volunteers',
    routes: [searchVolunteers, searchCertificates],
    Content: lazyPage(() => import('./volunteers/volunteers.tsx')),
  },
  {
    name: 'corrections',
    path: '/corrections',
    routes: [listCorrections, listNameRequests],
    Content: lazyPage(() => import('./corrections/corrections.tsx')),
  },
  {
    name: 'emails',
    path: '/emails',
    routes: [listDeliveries],
    Content: lazyPage(() => import('./deliveries/emails.tsx')),
  },
  {
    name: 'partners',
    path: '/partners',
    routes: [listPartnerships],
    Content: lazyPage(() => import('./partners/partners.tsx')),
  },
  {
    name: 'reports',
    path: '/reports',
    routes: [getReport],
    Content: lazyPage(() => import('./reports/reports.tsx')),
  },
  {
    name: 'people',
    path: '/people',
    routes: [listPeople],
    Content: lazyPage(() => import('./people/people.tsx')),
  },
  {
    name: 'journal',
    path: '/journal',
    routes: [listJournal],
    Content: lazyPage(() => import('./journal/journal.tsx')),
  },
];
