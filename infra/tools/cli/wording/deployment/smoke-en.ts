/** The messages about the check of a deployment by one certificate, in English. */
export const SMOKE_EN = {
  steps: {
    signIn: 'sign in',
    import: 'import',
    release: 'release',
    issue: 'issue',
    verify: 'verify',
    verifyFile: 'verify the file',
    revoke: 'revoke',
    verifyRevoked: 'verify again',
    tidy: 'tidy up',
    alarm: 'ring an alarm',
  },
  outcomes: { ok: 'ok', failed: 'FAILED', unchecked: 'NOT DONE' },
  seconds: (seconds: string) => `${seconds} s`,
  signedIn: (issuerId: string, url: string) => `as a coordinator of ${issuerId} at ${url}`,
  imported: (opportunityId: string) => `one opportunity (${opportunityId}), one volunteer, one hour`,
  notImported: (importId: string, why: string) => `import ${importId}: ${why}`,
  askToRelease: (importId: string, url: string) =>
    `Another person has to release the import now, within 15 minutes: npx tawtheeq release ${importId} --url ${url}`,
  released: 'by a second person',
  notIssued: (batchId: string, why: string) => `batch ${batchId}: ${why}`,
  answered: (id: string, result: string) => `the answer about ${id} was: ${result}`,
  fileChecked: (result: string, bytes: number) => `${result} (PDF of ${bytes} bytes, every check made here)`,
  note: 'Check of the deployment: this certificate was for nobody',
  withdrawn: 'the hours are withdrawn',
  notWithdrawn: (importId: string) => `import ${importId} was not withdrawn`,
  tooLong: (seconds: number) => `it was not done within ${seconds} seconds`,
  seenTooLate: (seconds: number) => `verification did not show the revocation within ${seconds} seconds`,
  rung: (alarm: string, readers: number) =>
    `${alarm}: CloudWatch told its topic, which ${readers === 1 ? 'one confirmed address' : `${readers} confirmed addresses`} will hear of; look whether it arrived`,
  notRung: (why: string) => `not rung: ${why}`,
  noAlarms: (region: string) => `there are no alarms of Tawtheeq-Alarms in ${region}`,
  allRinging: 'every alarm rings already',
  nobodyConfirmed: (alarm: string, topic: string) =>
    `${alarm} would reach nobody: no address of ${topic} is confirmed`,
  notDelivered: (alarm: string, reason: string) => `${alarm} told nobody: ${reason}`,
  confirmAddress: 'Open the email of SNS to alarmEmail and confirm it; it may be in the folder of spam',
  remedies: {
    signIn:
      'Sign in as a coordinator of the issuer (npx tawtheeq login); an administrator gives the role (npx tawtheeq people invite)',
    import: 'Look at the alarms Waits and DeadLetters of LedgerImports, and at its log (docs/runbook.md)',
    release: 'The import needs a supervisor of the issuer who is another person than the coordinator',
    issue:
      'Is issuing halted (npx tawtheeq issuing)? Else see Errors, Throttles and Waits in docs/runbook.md',
    verify: 'See ApiFaults in docs/runbook.md; does the address lead to the distribution?',
    verifyFile: 'Do the key set (/.well-known/jwks.json) and /status/ answer? See Errors in docs/runbook.md',
    revoke: 'Revoke it yourself (npx tawtheeq revoke ID --reason issued_in_error)',
    verifyRevoked:
      'Something keeps answers for longer than ten seconds: the distribution, or a proxy before it',
    tidy: 'Revoke and withdraw yourself what is named below (npx tawtheeq withdraw IMPORT)',
    alarm: 'Set AWS_REGION and the credentials of the account, and look at the alarms of Tawtheeq-Alarms',
  },
  left: 'What stays in the ledger:',
  leftCertificate: (id: string, isRevoked: boolean) =>
    isRevoked
      ? `the certificate ${id}, revoked, which reports count as issued and as revoked`
      : `the certificate ${id}, IN FORCE: revoke it`,
  leftRecords: (opportunityId: string, volunteerId: string) =>
    `the opportunity ${opportunityId} and the volunteer ${volunteerId}, without hours`,
  leftImports: (importIds: string) => `what these imports recorded: ${importIds}`,
  leftNothing: 'nothing but the lines of the journal',
  oneIssuer: (issuers: string) => `name the issuer with --issuer: ${issuers}`,
};
