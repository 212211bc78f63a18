import path from 'node:path';
import { verificationUrl } from '../../functions/domain/certificate/verification-address.ts';
import type { BatchItem } from '../tools/cli/api/answers.ts';
import type { ListedCertificate } from './list-with-retries.ts';
import type { EmbeddedCloud } from './running-cloud.ts';
import type { SampleReport } from './sample-cluster.ts';

/** Returns the lines about the sample: imported, eligible, issued, and refused by reason. */
export function sampleLines({ imported, releasedBy, items }: SampleReport): string[] {
  const issued = items.filter(({ outcome }) => outcome === 'issued');
  const already = items.filter(({ outcome }) => outcome === 'alreadyIssued');
  const failed = items.filter(({ outcome }) => outcome === 'failed');
  const refused = items.filter(({ outcome }) => outcome === 'refused');
  return [
    ...imported.map(
      ({ file, counts }) =>
        `Imported  ${file}: ${Object.entries(counts)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}`,
    ),
    `Released  by ${releasedBy}, the sample’s second person: nobody releases the hours that they recorded`,
    `Eligible  ${issued.length + already.length + failed.length} of ${items.length} (volunteer, opportunity)`,
    `Issued    ${issued.length}${already.length === 0 ? '' : `, and ${already.length} were issued before`}${failed.length === 0 ? '' : `; FAILED ${failed.length}`}`,
    `Refused   ${refused.length}${refused.length === 0 ? '' : ':'}`,
    ...byReason(refused).map(([reason, count]) => `          ${String(count).padStart(3)}  ${reason}`),
  ];
}

function byReason(items: readonly BatchItem[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { reason } of items)
    counts.set(reason ?? 'no reason given', (counts.get(reason ?? 'no reason given') ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** Returns the lines about the data folder, example certificates, commands to try, and the pages there are. */
export function guideLines(
  cloud: EmbeddedCloud,
  data: string,
  certificates: readonly ListedCertificate[],
): string[] {
  const [first] = certificates;
  const relative = path.relative(process.cwd(), data);
  const shown = relative === '' ? '.' : relative.startsWith('..') ? data : relative;
  const option = cloud.url === 'http://127.0.0.1:8080' ? '' : ` --url ${cloud.url}`;
  return [
    '',
    `Data      ${shown} (documents: ${path.join(shown, 's3/objects', cloud.bucketName, 'documents')}; logs: ${path.join(shown, 'logs')})`,
    ...(first === undefined
      ? []
      : [
          '',
          'Certificates, for example:',
          ...certificates.map(
            ({ displayId, certificateId }) =>
              `  ${displayId}  ${verificationUrl({ baseUrl: cloud.url, certificateId })}`,
          ),
          '',
          'Try:',
          `  npx tawtheeq verify ${first.displayId}${option}`,
          `  npx tawtheeq download ${first.displayId} --out certificate.pdf${option}`,
          `  npx tawtheeq certificates${option}`,
          `  curl -H "Authorization: Bearer $(npx tawtheeq token volunteer:${first.volunteerId}${option})" ${cloud.url}/me`,
        ]),
    '',
    'Pages:',
    ...pages(cloud).map(([path, title]) => `  ${cloud.url}${path}  ${title}`),
    '',
  ];
}

const PAGES: readonly (readonly [path: string, title: string])[] = [
  ['/', 'the home, which leads to the others'],
  ['/verify', 'anyone verifies a certificate'],
  ['/my', 'a volunteer signs in, and finds certificates and hours'],
  ['/console', 'the coordinator’s console'],
  ['/openapi.json', 'the API, described'],
];

/** Returns the public pages of the template, and the mailbox of the embedded cloud. */
function pages(cloud: EmbeddedCloud): (readonly [string, string])[] {
  const open = PAGES.filter(([path]) => cloud.publicRoutes.includes(`GET ${path}`));
  return [...open, ['/_local/mailbox', 'emails that would have been sent'] as const];
}
