/**
 * Runs in CloudFront at every request of a viewer (runtime cloudfront-js-2.0, whose JavaScript is older than Node's, without
 * modules). Tells the origin the viewer's address and the form of the answer, and answers programs that ask about an ID whose check digits are wrong,
 * so that trying IDs reaches nothing behind it. A person gets the page, which says which symbol is likely wrong.
 */

const ANSWER = /^\/(?:verify|V)\/([0-9A-Za-z-]{18,22})$/;
/**
 * Chats and networks that read a page's card. They take anything, and the cache keeps answers apart by what is taken, not
 * by who asks.
 */
const CARD_READERS =
  /facebookexternalhit|whatsapp|twitterbot|linkedinbot|slackbot|telegrambot|discordbot|skypeuripreview/i;
/** An ID as it is stored or shown, with no symbol that stands for another one. */
const PLAIN_ID = /^[0-9A-HJKMNP-TV-Z]{16}[0-9]{2}$/;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const request = event.request;
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  if (isForCard(request.headers)) request.headers.accept = { value: 'text/html' };
  const found = ANSWER.exec(request.uri);
  if (found === null || !isForProgram(request) || !isWrong(found[1])) return request;
  return malformed(request.method);
}

function isForCard(headers) {
  const takesAnything = headers.accept === undefined || headers.accept.value === '*/*';
  return (
    takesAnything && headers['user-agent'] !== undefined && CARD_READERS.test(headers['user-agent'].value)
  );
}

function isForProgram(request) {
  const accept = request.headers.accept;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && (accept === undefined || accept.value.indexOf('html') < 0);
}

/** Returns whether the check digits (ISO 7064 MOD 97-10) of an ID in a plain form are wrong. */
function isWrong(typed) {
  const id = typed.replace(/-/g, '').toUpperCase();
  if (!PLAIN_ID.test(id)) return false;
  let remainder = 0;
  for (let index = 0; index < id.length; index += 1)
    remainder = (remainder * (index < 16 ? 32 : 10) + ALPHABET.indexOf(id.charAt(index))) % 97;
  const check = Number(id.slice(16));
  return remainder !== 1 || check < 2 || check > 98;
}

/** Returns the answer that the origin gives, without the symbols that may be wrong. */
function malformed(method) {
  const answer = {
    certificateId: null,
    displayId: null,
    result: 'malformed',
    checkedAt: `${new Date().toISOString().slice(0, 19)}.000Z`,
    rule: 'check_digits',
    suspectSymbols: [],
  };
  const response = {
    statusCode: 400,
    statusDescription: 'Bad Request',
    headers: {
      'content-type': { value: 'application/json; charset=utf-8' },
      'cache-control': { value: 'public, max-age=0, s-maxage=10, stale-if-error=0' },
      vary: { value: 'accept, accept-language' },
      'access-control-allow-origin': { value: '*' },
      'x-content-type-options': { value: 'nosniff' },
      'x-robots-tag': { value: 'noindex, nofollow' },
    },
  };
  if (method === 'GET') response.body = { encoding: 'text', data: JSON.stringify(answer) };
  return response;
}
