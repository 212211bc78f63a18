import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { listBatches } from '../../routes/batches.ts';
import { searchCertificates } from '../../routes/issuing.ts';
import { listImports, listPendingHours, searchVolunteers } from '../../routes/ledger.ts';
import { listCorrections } from '../../routes/lifecycle.ts';
import { listNameRequests } from '../../routes/names.ts';
import { listPartnerships } from '../../routes/partners.ts';
import { getReport } from '../../routes/reports.ts';
import type { Route } from '../../routes/route.ts';
import { listJournal, listPeople } from '../../routes/supervision.ts';
import type { ConsoleWords } from './words.ts';

/** A section of the console: its place, who sees it, and its script, which is loaded when it is opened. */
export interface Section {
  /** Its title's key in the words, and the beginning of its place: `/imports`. */
  readonly name: keyof ConsoleWords['sections'];
  readonly path: `/${string}`;
  /** Whoever may call one of these routes sees the section; everybody, where there are none. */
  readonly routes: readonly Route[];
  readonly Content: LazyExoticComponent<ComponentType>;
}

/** Every section, in the order of the navigation. */
export const SECTIONS: readonly Section[] = [
  { name: 'home', path: '/', routes: [], Content: lazy(() => import('./home/home.tsx')) },
  {
    name: 'imports',
    path: '/imports',
    routes: [listImports],
    Content: lazy(() => import('./imports/imports.tsx')),
  },
  {
    name: 'hours',
    path: '/hours',
    routes: [listPendingHours],
    Content: lazy(() => import('./hours/hours.tsx')),
  },
  {
    name: 'batches',
    path: '/batches',
    routes: [listBatches],
    Content: lazy(() => import('./batches/batches.tsx')),
  },
  {
    name: 'volunteers',
    path: '/volunteers',
    routes: [searchVolunteers, searchCertificates],
    Content: lazy(() => import('./volunteers/volunteers.tsx')),
  },
  {
    name: 'corrections',
    path: '/corrections',
    routes: [listCorrections, listNameRequests],
    Content: lazy(() => import('./corrections/corrections.tsx')),
  },
  {
    name: 'partners',
    path: '/partners',
    routes: [listPartnerships],
    Content: lazy(() => import('./partners/partners.tsx')),
  },
  {
    name: 'reports',
    path: '/reports',
    routes: [getReport],
    Content: lazy(() => import('./reports/reports.tsx')),
  },
  {
    name: 'people',
    path: '/people',
    routes: [listPeople],
    Content: lazy(() => import('./people/people.tsx')),
  },
  {
    name: 'journal',
    path: '/journal',
    routes: [listJournal],
    Content: lazy(() => import('./journal/journal.tsx')),
  },
];
