interface Counts {
  readonly requested: number;
  readonly issued: number;
  readonly alreadyIssued: number;
  readonly refused: number;
  readonly failed: number;
}

/** The messages about batches, in English. */
export const BATCHES_EN = {
  confirm: (certificates: number, holders: number) =>
    `Issue ${certificates} ${certificates === 1 ? 'certificate' : 'certificates'} to ${holders} ${holders === 1 ? 'holder' : 'holders'}? [y/N] `,
  noEmails: 'none: holders find their certificates on their own page',
  emails: (emails: number, unreached: number) =>
    `${emails}, one for each holder${unreached === 0 ? '' : `; not reached by email: ${unreached}`}`,
  eligible: (count: number) => `Eligible: ${count}`,
  alreadyIssued: (count: number) => `Issued before: ${count}`,
  notEligible: (count: number) => `Not eligible: ${count}`,
  nothingToIssue: 'No volunteer is eligible: there is nothing to issue.',
  itemsLeftOut: (shown: number, count: number, batchId: string) =>
    `${shown} of ${count} shown. All: npx tawtheeq batch items ${batchId}`,
  reasonHeadings: ['reason', 'count'],
  itemHeadings: [
    'volunteer',
    'name',
    'opportunity',
    'title',
    'outcome',
    'certificate',
    'reason',
    'differs from the dry run',
  ],
  differs: 'yes',
  pace: (rate: number, timeLeft: string) => `${rate}/s · ${timeLeft} left`,
  detached: (batchId: string) =>
    `The batch continues without this window. To follow it: npx tawtheeq batch show ${batchId}`,
  bar: '{bar} {percentage}% | {value}/{total} | {detail}',
  barDetail: (counts: Counts) =>
    `issued ${counts.issued} · already ${counts.alreadyIssued} · refused ${counts.refused} · failed ${counts.failed}`,
  batchEnded: (counts: Counts) =>
    `Issued ${counts.issued}, already issued ${counts.alreadyIssued}, refused ${counts.refused}, failed ${counts.failed} of ${counts.requested}.`,
  awaitingApproval: (batchId: string) =>
    `A second person has to approve the batch, because today's are large or you approved most of its hours: npx tawtheeq batch approve ${batchId}`,
  batchStopped: (batchId: string, state: string) =>
    `The batch is ${state}. To follow it: npx tawtheeq batch show ${batchId}`,
  changedSince: (count: number, batchId: string) =>
    `Outcomes that differ from the dry run: ${count}. The last column says which: npx tawtheeq batch items ${batchId}`,
  retryHint: (batchId: string) => `Try the failed ones again: npx tawtheeq batch retry ${batchId}`,
  batchHeadings: ['batch', 'state', 'created', 'requested', 'issued', 'already', 'refused', 'failed'],
  paused: 'paused',
};
