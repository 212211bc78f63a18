/** The last part of a signing key's ARN: what is public of it; account and region are nobody's business. */
export const keyName = (keyId: string) => keyId.slice(keyId.lastIndexOf('/') + 1);
