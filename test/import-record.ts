import { type Import, NO_ROWS } from '../functions/domain/import/import.ts';

/** Returns an import that waits for its file. */
export const importOf = (change: Partial<Import> = {}): Import => ({
  importId: 'IMPORT-1',
  fileName: 'hours.csv',
  bytes: 1,
  dryRun: false,
  requestedBy: 'coordinator',
  issuerIds: ['rawabi-health-cluster'],
  profilesOf: 'rawabi-health-cluster',
  mayUseRegistry: false,
  createdAt: '2026-01-15T09:00:00.000Z',
  linkUntil: '2026-01-15T09:15:00.000Z',
  state: 'awaiting_upload',
  kinds: [],
  counts: NO_ROWS,
  rowsWritten: 0,
  problemCount: 0,
  noteCount: 0,
  problems: [],
  ...change,
});
