import type { Issuer } from '../domain/issuer.ts';
import { CREDENTIAL_CONTEXTS } from './credential.ts';
import { issuerAddress, keySetAddress } from './public-addresses.ts';

/** Returns an issuer as an Open Badges 3.0 Profile, to serve at the address that credentials name as their issuer. */
export function issuerProfile(issuer: Issuer, baseUrl: string) {
  return {
    '@context': CREDENTIAL_CONTEXTS,
    id: issuerAddress(baseUrl, issuer.issuerId),
    type: ['Profile'],
    name: issuer.nameEn,
    url: `https://${issuer.domain}`,
    email: issuer.email,
    issuerId: issuer.issuerId,
    nameAr: issuer.nameAr,
    nameEn: issuer.nameEn,
    country: issuer.country,
    domain: issuer.domain,
    jwks: keySetAddress(baseUrl),
  };
}
