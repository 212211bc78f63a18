/** Largest file that is read; a document has some 50 KB, a photograph some 5 MB. */
export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
