import { CREDENTIALS, REGION } from '../../../local/region.ts';
import { AwsRefusal, AwsUnreachable, openAwsAccount } from '../../deployment/aws-request.ts';
import { ringAlarm } from '../../deployment/ring-alarm.ts';
import { embeddedCloudRecords } from '../api/embedded-cloud.ts';
import { isLoopback } from '../session/session.ts';
import type { Messages } from '../wording/messages-en.ts';
import { Unchecked, Unexpected } from './steps.ts';

/**
 * Rings one alarm of the embedded cloud at a loopback address, else of the AWS account of the environment, and returns
 * which one rang and whom it told.
 *
 * @throws Unchecked where nothing was rung, and Unexpected where an alarm would reach nobody
 */
export async function ring(url: string, { smoke }: Messages): Promise<string> {
  try {
    const account = await openAwsAccount(
      isLoopback(url)
        ? {
            region: REGION,
            credentials: CREDENTIALS,
            endpoint: (await embeddedCloudRecords(url)).alarmsAddress,
          }
        : {},
    );
    const ringing = await ringAlarm(account, smoke.note);
    switch (ringing.outcome) {
      case 'rung':
        return smoke.rung(ringing.alarm, ringing.readers);
      case 'no_alarms':
        throw new Unchecked(smoke.notRung(smoke.noAlarms(account.region)));
      case 'all_ringing':
        throw new Unchecked(smoke.notRung(smoke.allRinging));
      case 'nobody_confirmed':
        throw new Unexpected(smoke.nobodyConfirmed(ringing.alarm, ringing.reason), smoke.confirmAddress);
      case 'not_delivered':
        throw new Unexpected(smoke.notDelivered(ringing.alarm, ringing.reason));
    }
  } catch (error) {
    if (error instanceof AwsUnreachable || error instanceof AwsRefusal)
      throw new Unchecked(smoke.notRung(error.message));
    throw error;
  }
}
