import { startCephGateway } from './ceph-gateway.ts';
import { s3Conformance } from './s3-conformance.ts';
import { temporaryFolder } from './temporary-folder.ts';

// Runs the suite of our S3 endpoint against an independent implementation: it shows that the suite describes S3 and not
// our own reading of it.
const folder = temporaryFolder();
s3Conformance('Ceph’s object gateway', () => startCephGateway(folder));
