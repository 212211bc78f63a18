import type { CertificateState } from '../../domain/certificate/certificate.ts';
import { symbolsOf } from '../../domain/certificate/certificate-id.ts';
import type { ShownCertificate } from '../../domain/certificate/certificate-summary.ts';
import { type DirectoryCertificate, findCertificates } from '../../domain/directory/directory-certificate.ts';
import { findPeople } from '../../domain/directory/find-people.ts';
import { pageOfFound, type SearchPage } from '../../domain/directory/search-page.ts';
import type { PageRequest } from '../../domain/ports/page.ts';
import { type DirectoryDeps, peopleOf } from '../ledger/people-directory.ts';
import { type CertificateDirectoryDeps, certificatesOf } from './certificate-directory.ts';

export interface CertificateSearchDeps {
  readonly people: DirectoryDeps;
  readonly certificates: CertificateDirectoryDeps;
}

export interface CertificateSearchRequest {
  /** The holder's name in either script, the volunteer ID or the certificate ID, or the beginning of one; empty for all. */
  readonly text: string;
  readonly opportunityId?: string | undefined;
  readonly state?: CertificateState | undefined;
}

/** Fewer symbols of a certificate ID are more likely a name. */
const FEWEST_SYMBOLS = 4;

/** Returns a page of the certificates of some issuers that a search finds, newest of each issuer first. */
export async function searchCertificates(
  issuerIds: readonly string[],
  request: CertificateSearchRequest,
  page: PageRequest,
  deps: CertificateSearchDeps,
): Promise<SearchPage<ShownCertificate>> {
  const ofIssuers = await Promise.all(issuerIds.map((issuerId) => foundOf(issuerId, request, deps)));
  const { items, cursor, total } = pageOfFound(ofIssuers.flat(), page);
  const records = new Map(
    (await deps.certificates.facts.shown(items.map(({ certificateId }) => certificateId))).map((record) => [
      record.certificateId,
      record,
    ]),
  );
  return { items: items.flatMap(({ certificateId }) => records.get(certificateId) ?? []), cursor, total };
}

async function foundOf(
  issuerId: string,
  { text, opportunityId, state }: CertificateSearchRequest,
  deps: CertificateSearchDeps,
): Promise<readonly DirectoryCertificate[]> {
  const [certificates, people] = await Promise.all([
    certificatesOf(issuerId, deps.certificates),
    text.trim() === '' ? undefined : peopleOf(issuerId, deps.people),
  ]);
  return findCertificates(certificates, {
    volunteerIds: people && new Set(findPeople(people, text).map(({ volunteerId }) => volunteerId)),
    idPrefix: idPrefixOf(text),
    opportunityId,
    state,
  });
}

/** Returns what may begin a certificate ID, as it is stored; undefined where a text can't. */
function idPrefixOf(text: string): string | undefined {
  const symbols = symbolsOf(text).join('');
  return symbols.length >= FEWEST_SYMBOLS ? symbols : undefined;
}
