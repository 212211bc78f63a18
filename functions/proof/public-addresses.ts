import { keyName } from '../domain/certificate/key-name.ts';

/** The addresses that signed statements name. They are frozen into what is issued, so they never change form. */

/** Where a certificate is verified; also the identity of its credential. */
export const certificateAddress = (baseUrl: string, certificateId: string) =>
  `${baseUrl}/verify/${certificateId}`;

/** An issuer's profile; also its identity in credentials. */
export const issuerAddress = (baseUrl: string, issuerId: string) => `${baseUrl}/issuers/${issuerId}`;

/** A status list credential; also its identity. */
export const statusListAddress = (baseUrl: string, listId: string) => `${baseUrl}/status/${listId}`;

/** The published key set. */
export const keySetAddress = (baseUrl: string) => `${baseUrl}/.well-known/jwks.json`;

/** A key's identity (`kid`): leads to the key set, and names the key in it. */
export const keyAddress = (baseUrl: string, keyId: string) => `${keySetAddress(baseUrl)}#${keyName(keyId)}`;
