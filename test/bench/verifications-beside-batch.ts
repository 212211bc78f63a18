import type { EmbeddedCloud } from '../../infra/local/running-cloud.ts';
import { issueBatch } from './issue-batch.ts';
import { load } from './load.ts';
import type { LoadResult } from './load-generator.ts';
import { storeCertificates } from './store-certificates.ts';

const ISSUER = 'tilal-health-cluster';
const STORED = 2_000;

/** How much is issued, and for how long each span of verifications is. */
export interface BesideBatch {
  readonly certificates: number;
  readonly stored?: number;
  readonly quietSeconds: number;
  readonly spanSeconds: number;
}

/**
 * Verifies certificates by different IDs, 20 a second and three at once, as many as ten executions leave to people:
 * first while nothing else happens, then while a batch is issued. Of the spans within which it is issued the worst counts.
 */
export async function verificationsBesideBatch(
  cloud: EmbeddedCloud,
  { certificates, stored = STORED, quietSeconds, spanSeconds }: BesideBatch,
) {
  const paths = await storeCertificates(cloud, stored);
  const asked = { url: cloud.url, paths, connections: 3, perSecond: 20 };
  await load({ ...asked, seconds: spanSeconds });
  const quiet = await load({ ...asked, seconds: quietSeconds });
  let isIssuing = true;
  const start = performance.now();
  const batch = issueBatch(cloud, ISSUER, certificates).finally(() => {
    isIssuing = false;
  });
  const spans: LoadResult[] = [];
  while (isIssuing) spans.push(await load({ ...asked, seconds: spanSeconds }));
  await batch;
  const seconds = Math.round((performance.now() - start) / 1000);
  const sum = (of: (result: LoadResult) => number) => spans.reduce((all, one) => all + of(one), 0);
  return {
    certificates,
    seconds,
    quiet,
    beside: {
      answers: sum((one) => one.answers),
      failures: sum((one) => one.failures),
      p50: Math.max(...spans.map((one) => one.p50)),
      p99: Math.max(...spans.map((one) => one.p99)),
    },
  };
}
