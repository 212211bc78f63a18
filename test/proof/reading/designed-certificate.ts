import type { CertificateSnapshot } from '../../../functions/domain/certificate/certificate.ts';
import { loadRenderer } from '../../../functions/rendering/certificate/renderer.ts';
import { loadIssuers } from '../../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import { snapshotOf } from '../../certificates.ts';

/** Draws the published designs. */
export const DESIGN_RENDERER = loadRenderer(templatesDirectory());
const [issuer] = [...loadIssuers(templatesDirectory()).values()];

/** The published designs. */
export const DESIGNS = DESIGN_RENDERER.designs;

const [sample] = snapshotOf().issuers;
/** An issuer whose logo is published. */
export const DESIGN_ISSUERS = [
  { ...sample, issuerId: issuer?.issuerId ?? '', logo: issuer?.logo ?? '' },
] as const;

/** Renders a certificate in its published design, with its QR code. */
export const designedCertificate = (change: Partial<CertificateSnapshot> = {}): Promise<Uint8Array> =>
  DESIGN_RENDERER.render(snapshotOf({ issuers: DESIGN_ISSUERS, ...change }));
