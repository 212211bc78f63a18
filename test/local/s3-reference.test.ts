import { describe, test } from '@jest/globals';
import { startCephGateway } from './ceph-gateway.ts';
import { s3Conformance } from './s3-conformance.ts';
import { temporaryFolder } from './temporary-folder.ts';

// Runs the suite of our S3 endpoint against an independent implementation: it shows that the suite describes S3 and not
// our own reading of it.
if (process.env.CI === 'true' || process.env.CEPH === '1') {
  const folder = temporaryFolder();
  s3Conformance('Ceph’s object gateway', () => startCephGateway(folder));
} else {
  console.warn(
    'SKIPPED: the S3 suite against Ceph’s object gateway. It runs in CI, and with CEPH=1 npm test (Debian; it fetches 66 MB).',
  );
  describe.skip('Ceph’s object gateway', () => {
    test('passes the S3 suite (CEPH=1)', () => undefined);
  });
}
