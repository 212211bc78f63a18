/** The key of the records' authentication codes in tests without KMS. */
export const RECORD_KEY = new Uint8Array(32).fill(7);

/** Returns it as the adapters ask for it. */
export const recordKey = async (): Promise<Uint8Array> => RECORD_KEY;
