import { keyName } from '../domain/certificate/key-name.ts';

/*
 * Addresses in signed JWTs. Issued documents contain them, so their form never changes. The address of a certificate is
 * in `domain/certificate/verification-address.ts`.
 */

/** Returns the address of an issuer's profile, which is also its identifier in credentials. */
export const issuerAddress = (baseUrl: string, issuerId: string) => `${baseUrl}/issuers/${issuerId}`;

/** Returns the address of a status list credential, which is also its identifier. */
export const statusListAddress = (baseUrl: string, listId: string) => `${baseUrl}/status/${listId}`;

/** Returns the address of the published key set. */
export const keySetAddress = (baseUrl: string) => `${baseUrl}/.well-known/jwks.json`;

/** Returns a key's `kid`: the address of the key set, with the key's name as fragment. */
export const keyAddress = (baseUrl: string, keyId: string) => `${keySetAddress(baseUrl)}#${keyName(keyId)}`;
