/** The messages about the withdrawal of an import, in English. */
export const WITHDRAWAL_EN = {
  howToWithdraw: (importId: string) => `To undo all of it: npx tawtheeq withdraw ${importId}`,
  importLabels: { import: 'import', file: 'file', state: 'state', recorded: 'recorded', counts: 'rows' },
  confirmWithdraw:
    'Everything that this import recorded is undone: new records go, changed ones have their former values again.\nWithdraw it? [y/N] ',
  withdrawing: (importId: string) => `Withdrawing ${importId}`,
  recordCounts: (hours: number, volunteers: number, opportunities: number) =>
    `hours entries ${hours}, volunteers ${volunteers}, opportunities ${opportunities}`,
  withdrawn: (importId: string, removed: string, restored: string) =>
    `${importId}: withdrawn\n  removed: ${removed}\n  as before again: ${restored}`,
  notWithdrawn: (importId: string, count: number) =>
    `${importId}: not withdrawn, and nothing was changed; what prevents it: ${count}`,
  obstacleHeadings: ['record', 'ID', 'what prevents it', 'certificate'],
  obstacleKinds: { opportunities: 'opportunity', volunteers: 'volunteer', hours: 'hours entry' },
  obstacles: {
    CERTIFICATE_ISSUED: 'a certificate was issued on it: revoke that first (issued_in_error)',
    CHANGED_SINCE: 'it was changed since: withdraw the later import first',
    STILL_REFERRED_TO: 'hours of another import refer to it: withdraw that first',
  },
  obstaclesLeftOut: (shown: number, count: number) => `${shown} of ${count} shown; --json lists 100.`,
  importStates: {
    awaiting_upload: 'waiting for its file',
    queued: 'waiting',
    validating: 'being checked',
    writing: 'being written',
    imported: 'imported',
    releasing: 'being released',
    released: 'released',
    taking_back: 'its release is being taken back',
    checked: 'checked only',
    refused: 'refused',
    failed: 'stopped before its end',
    withdrawing: 'being withdrawn',
    withdrawn: 'withdrawn',
  },
};
