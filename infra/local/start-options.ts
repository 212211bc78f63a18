import { parseArgs } from 'node:util';
import { StartRefusal } from './start-refusal.ts';

export interface StartOptions {
  readonly assembly: string;
  readonly port: number;
  readonly data: string;
  /** Without the sample cluster. */
  readonly empty: boolean;
}

/** Reads `--port N --data DIR --empty`; refuses anything else in one line. */
export function startOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        assembly: { type: 'string', default: 'cdk.out' },
        port: { type: 'string', default: '8080' },
        data: { type: 'string', default: '.data' },
        empty: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
      throw new StartRefusal(`--port ${values.port} is not a port: use a number from 0 to 65535.`);
    }
    return { ...values, port };
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    throw new StartRefusal(
      `${(error as Error).message.split('. ')[0]}: npm start takes -- --port N --data DIR --empty.`,
    );
  }
}
