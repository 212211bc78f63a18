import { parseArgs } from 'node:util';
import { SetupRefusal } from './project.mjs';

/** A wrong option; the message is one line that says what is expected. */
export class WrongOption extends SetupRefusal {
  exitCode = 2;
}

const USAGE = 'npm start takes -- --port N --data DIR --empty.';

/** Parses `--port N --data DIR --empty`. @throws WrongOption for anything else */
export function startOptions(args) {
  const { port: given, help, ...values } = read(args);
  if (help) throw Object.assign(new WrongOption(USAGE), { exitCode: 0 });
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port > 65_535)
    throw new WrongOption(`--port ${given} is not a port: use a number from 0 to 65535.`);
  return { ...values, port };
}

function read(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        assembly: { type: 'string', default: 'cdk.out' },
        port: { type: 'string', default: '8080' },
        data: { type: 'string', default: '.data' },
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    const [problem] = error.message.split('. ');
    throw new WrongOption(`${problem}: ${USAGE}`);
  }
}
