import type { Instant } from '../../domain/calendar-date.ts';
import { isInForce } from '../../domain/certificate/in-force.ts';
import type { CertificateRegister } from '../../domain/ports/certificate-register.ts';
import type { ShownItem } from './list-batch-items.ts';

/** Returns those of some items whose certificates are in force now: whose documents are handed out. */
export async function itemsInForce(
  items: readonly ShownItem[],
  {
    register,
    now,
  }: { readonly register: Pick<CertificateRegister, 'findMany'>; readonly now: () => Instant },
): Promise<readonly ShownItem[]> {
  const at = now();
  const found = await register.findMany(items.flatMap(({ certificateId }) => certificateId ?? []));
  const inForce = new Set(found.filter((one) => isInForce(one, at)).map((one) => one.certificateId));
  return items.filter(({ certificateId }) => certificateId !== undefined && inForce.has(certificateId));
}
