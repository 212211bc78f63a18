// Calls the Lambda Runtime API over HTTP, with the interface of the runtime client's native addon: next, done, error.
const http = require('node:http');

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
/** Identifies this process; the Runtime API itself has no header for it. */
const processHeader = { 'x-local-process': process.env.LOCAL_PROCESS };

function call(method, path, body, headers) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) };
    const request = http.request(
      { hostname, port, method, path, agent, headers: { ...processHeader, ...sent } },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

// The result must be sent before the next invocation is requested.
let answered = Promise.resolve();

exports.next = async () => {
  await answered;
  return call('GET', '/2018-06-01/runtime/invocation/next');
};
exports.done = (id, body) => {
  answered = call('POST', `/2018-06-01/runtime/invocation/${id}/response`, body);
};
exports.error = (id, body) => {
  answered = call('POST', `/2018-06-01/runtime/invocation/${id}/error`, body, {
    'lambda-runtime-function-error-type': 'Unhandled',
  });
};
