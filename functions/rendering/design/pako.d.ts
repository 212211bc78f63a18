/** The part of pako, pdf-lib's deflate, that publishing uses; version 1 has no types of its own. */
declare module 'pako' {
  class Deflate {
    /** What was compressed up to the last flush. */
    readonly result: Uint8Array;
    constructor(options: { readonly level: number; readonly raw: boolean });
    push(bytes: Uint8Array, mode: number): boolean;
  }
  const pako: { readonly Deflate: typeof Deflate };
  export default pako;
}
