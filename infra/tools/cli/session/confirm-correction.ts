import { certificateOfCorrection } from '../../../../functions/domain/certificate/correction.ts';
import { listCertificateCorrections } from '../../../../functions/routes/lifecycle.ts';
import { bilingualName } from '../output/verification-lines.ts';
import { confirmStep, type Terminal } from './confirm.ts';
import type { Session } from './session.ts';

/**
 * Shows the certificate of a request for correction with the name on it and the name asked for, and asks whether to
 * replace it. Asks nothing when there is no such open request; the service's refusal then says why.
 * @throws CommandRefused for any answer but a yes.
 */
export async function confirmCorrection(
  session: Session,
  correctionId: string,
  terminal?: Terminal,
): Promise<void> {
  const { api, messages, language } = session;
  const certificateId = certificateOfCorrection(correctionId);
  if (certificateId === undefined) return;
  const { items } = await api.call(listCertificateCorrections, { path: { id: certificateId } });
  const correction = items.find((item) => item.correctionId === correctionId);
  if (correction === undefined || correction.replacementId !== null || correction.state === 'rejected')
    return;
  await confirmStep(
    session,
    {
      certificateId,
      action: 'superseded',
      question: messages.confirmCorrection,
      detail: [messages.labels.correctedName, bilingualName(correction, language) ?? ''],
    },
    terminal,
  );
}
