/** Returns the public name of a signing key: its ARN without account and region. */
export const keyName = (keyId: string) => keyId.slice(keyId.lastIndexOf('/') + 1);
