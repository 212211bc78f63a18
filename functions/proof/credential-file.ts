/** The name of the file in a document that holds its signed credential. */
export const CREDENTIAL_FILE = 'credential.jwt';
/** Most bytes of it that are read; a credential has some 3 KB. */
export const CREDENTIAL_LIMIT_BYTES = 64 * 1024;
