import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import type { IssuerPolicy } from '../../functions/domain/issuer.ts';

const unused = (): never => {
  throw new Error('Nothing is signed here');
};

/** Rendering without signatures: a document is its snapshot as text. For tests of what surrounds it. */
export const textRendering = {
  renderer: {
    prepare: async () => {},
    render: (snapshot: CertificateSnapshot): Uint8Array =>
      new TextEncoder().encode(`PDF ${JSON.stringify(snapshot)}`),
    renderForSeal: unused,
  },
  signer: { sign: unused, publicKey: unused },
  /** The policy of the issuer's file. */
  policies: { of: async ({ policy = {} }: { policy?: IssuerPolicy }) => policy },
  suppressions: { among: async (): Promise<ReadonlySet<string>> => new Set() },
  sealChains: { find: async () => undefined },
  credentialKeyId: null,
  sealKeyId: null,
};
