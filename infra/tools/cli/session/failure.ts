import { ApiFault, ApiRefusal, ApiUnreachable } from '../../../../functions/client/api-errors.ts';
import { MisusedCommand } from '../arguments/misused-command.ts';
import type { Messages } from '../wording/messages-en.ts';
import { CommandRefused, EXIT, type ExitCode, WrongUsage } from './exit-codes.ts';
import { isLoopback } from './session.ts';

/** How a run failed: one line for people, one problem document for programs. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly line: string;
  readonly problem: Readonly<Record<string, unknown>>;
}

/** Returns the exit code, the line and the problem document of any error; never a stack trace. */
export function failureOf(error: unknown, messages: Messages): Failure {
  if (error instanceof MisusedCommand) {
    const mistake = messages.usageMistake(error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' '));
    const text = error.missingOption === undefined ? mistake : `${mistake}: ${error.missingOption}`;
    const sentence = text.endsWith('؟') ? text : `${text}.`;
    return failure(EXIT.usage, 'WRONG_USAGE', `${sentence} ${messages.tryHelp(error.commandLine)}`);
  }
  if (error instanceof WrongUsage) return failure(EXIT.usage, 'WRONG_USAGE', error.message);
  if (error instanceof CommandRefused) return failure(EXIT.no, 'REFUSED', error.message);
  if (error instanceof ApiFault)
    return failure(EXIT.unreachable, 'FAULT', messages.fault(error.url, error.message, error.problem));
  if (error instanceof ApiUnreachable) {
    const line = messages.unreachable(error.url, error.message, isLoopback(error.url));
    return failure(EXIT.unreachable, 'UNREACHABLE', line);
  }
  if (error instanceof ApiRefusal) return refused(error, messages);
  const { code, path } = error as Partial<NodeJS.ErrnoException>;
  if (code !== undefined && path !== undefined) {
    return failure(EXIT.usage, 'WRONG_USAGE', messages.cannotOpen(path, code));
  }
  const text = error instanceof Error ? error.message : String(error);
  if (isOfAccount(error)) return failure(EXIT.usage, 'ACCOUNT_NEEDED', messages.accountNeeded(text));
  return failure(EXIT.unreachable, 'UNEXPECTED', messages.unexpected(text.replace(/\s*\n\s*/g, ' ')));
}

function refused(error: ApiRefusal, messages: Messages): Failure {
  const code = error.problem.code;
  const message = messages.refused(code, error.message, {
    address: error.address,
    facts: { status: error.status, ...error.problem },
  });
  const text = code === undefined ? message : `${message} (${code})`;
  const line =
    error.status === 401 ? messages.tokenRefused : isForbidden(error) ? messages.forbidden(text) : text;
  return {
    exitCode: error.status === 401 ? EXIT.usage : error.status === 429 ? EXIT.unreachable : EXIT.no,
    line,
    problem: { status: error.status, ...error.problem },
  };
}

/** Whether the SDK found no credentials of an AWS account, or no region. */
const isOfAccount = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'CredentialsProviderError' || error.message === 'Region is missing');

/** Whether the roles don't allow it; another person who is needed is refused with the same status. */
const isForbidden = ({ status, code }: ApiRefusal): boolean =>
  status === 403 && (code === undefined || code === 'FORBIDDEN_ROLE');

function failure(exitCode: ExitCode, code: string, title: string): Failure {
  return { exitCode, line: title, problem: { code, title } };
}
