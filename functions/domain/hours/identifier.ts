/**
 * An ID of the issuer's own system, as imports and requests may record it: it stands in addresses, keys and file names. At
 * most 64 letters and digits of ASCII with signs between them.
 */
export const IDENTIFIER = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?$/;
