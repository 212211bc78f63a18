import { createContext, Script } from 'node:vm';
import * as z from 'zod';
import type { RequestHandler } from '../gateway.ts';
import type { EmulatedType, ResourceReader } from '../template/resource-reader.ts';

const FUNCTION = {
  shape: z.object({ FunctionCode: z.string() }),
  ignored: ['AutoPublish', 'FunctionConfig', 'Name', 'Tags'],
} as const satisfies EmulatedType;

const values = z.record(z.string(), z.object({ value: z.string() }));
/** What the function returns: the request, perhaps with other headers, or an answer in its place. */
const returned = z.union([
  z.object({
    statusCode: z.number(),
    headers: values,
    body: z.object({ data: z.string() }).optional(),
  }),
  z.object({ method: z.string(), headers: values }),
]);

/** Returns the code of the distribution's function that sees the requests of viewers. */
export function viewerRequestCode(resources: ResourceReader): string {
  const [edge] = resources.all('AWS::CloudFront::Function', FUNCTION);
  if (edge === undefined) throw new Error('The template has no CloudFront function');
  resources.setAttributes(edge, { Ref: edge.logicalId, FunctionARN: edge.logicalId });
  return edge.properties.FunctionCode;
}

/** Returns a handler that runs the function at each request, in a context with nothing but the language, as CloudFront. */
export function withViewerRequest(code: string, next: RequestHandler): RequestHandler {
  const context = createContext({ event: '' });
  new Script(code).runInContext(context);
  const call = new Script('JSON.stringify(handler(JSON.parse(event)))');

  return (message, response) => {
    const [uri] = (message.url ?? '/').split('?');
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, { value: String(value) }]),
    );
    context.event = JSON.stringify({
      viewer: { ip: message.socket.remoteAddress ?? '' },
      request: { method: message.method, uri, headers },
    });
    const result = returned.parse(JSON.parse(call.runInContext(context) as string));
    const answered = Object.fromEntries(
      Object.entries(result.headers).map(([name, { value }]) => [name, value]),
    );
    if ('statusCode' in result) {
      response.writeHead(result.statusCode, answered).end(result.body?.data);
      return;
    }
    Object.assign(message.headers, answered);
    return next(message, response);
  };
}
