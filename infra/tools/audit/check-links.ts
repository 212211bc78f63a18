import type { CertificateFacts } from './certificate-facts.ts';
import type { Finding } from './finding.ts';
import { type TableItem, text } from './table-contents.ts';

/** A link that opens a certificate. */
export interface LinkFacts {
  readonly certificateId: string;
  readonly madeAt: string;
  readonly faults: readonly string[];
}

/** For whom links are made, and how often a reader may try what one asks for. */
const MADE_FOR = ['email', 'coordinator'];
const MOST_TRIES = 5;

/** Reads a `LINK#` item. */
export function linkFacts(certificateId: string, item: TableItem): LinkFacts {
  const [madeAt, endsAt, madeFor] = ['madeAt', 'endsAt', 'madeFor'].map((name) => text(item, name)) as [
    string,
    string,
    string,
  ];
  const tries = Number(item.tries);
  return {
    certificateId,
    madeAt,
    faults: [
      ...(MADE_FOR.includes(madeFor) ? [] : [`it was made for “${madeFor}”`]),
      ...(madeAt <= endsAt ? [] : ['it ended before it was made']),
      ...(Math.ceil(Date.parse(endsAt) / 1000) === item.expiresAt ? [] : ['it isn’t deleted when it ends']),
      ...(Number.isInteger(tries) && tries >= 0 && tries <= MOST_TRIES
        ? []
        : [`it was tried ${tries} times`]),
    ],
  };
}

/** Checks that each link opens a certificate that was there when it was made, and is consistent in itself. */
export function* checkLinks(
  links: readonly LinkFacts[],
  certificates: ReadonlyMap<string, CertificateFacts>,
): Generator<Finding> {
  for (const { certificateId, madeAt, faults } of links) {
    const certificate = certificates.get(certificateId);
    const opens =
      certificate === undefined || certificate.state === 'erased'
        ? ['it opens a certificate that isn’t there']
        : madeAt < certificate.reservedAt
          ? ['it was made before its certificate']
          : [];
    for (const message of [...faults, ...opens])
      yield { rule: 'LINK_WRONG', subject: certificateId, message: `a link: ${message}` };
  }
}
