import type { Stage } from '../../../stages.ts';
import { type AwsAccount, AwsRefusal, query, valuesOf } from '../aws-request.ts';
import type { Found } from './finding.ts';
import type { CheckWords } from './words.ts';

/** What a check of an account works with. */
export interface RemoteDeps {
  readonly account: AwsAccount;
  readonly stage: Stage;
  readonly stageName: string;
  readonly words: CheckWords;
  /** Asks what `Tawtheeq-Records` gave out; undefined before the first deployment. */
  readonly outputs: () => Promise<ReadonlyMap<string, string> | undefined>;
}

/** Asks AWS about one thing. @throws AwsRefusal or AwsUnreachable where it couldn't be asked */
export type RemoteCheck = (deps: RemoteDeps) => Promise<Found>;

const CLOUDFORMATION = { name: 'cloudformation', endpointVariable: 'CLOUDFORMATION' };

/** Returns the outputs of the stack of records; undefined where it isn't deployed. */
export async function recordsOutputs(account: AwsAccount): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const parameters = { Action: 'DescribeStacks', StackName: 'Tawtheeq-Records' };
    const xml = await query(account, CLOUDFORMATION, '2010-05-15', parameters);
    return new Map(
      xml.split('</member>').flatMap((member): [string, string][] => {
        const [[key], [value]] = [valuesOf(member, 'OutputKey'), valuesOf(member, 'OutputValue')];
        return key === undefined || value === undefined ? [] : [[key, value]];
      }),
    );
  } catch (error) {
    if (error instanceof AwsRefusal && error.code === 'ValidationError') return undefined;
    throw error;
  }
}
