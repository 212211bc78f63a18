import * as z from 'zod/mini';
import { empty, file, json, redirect, route } from './route.ts';
import { described, typedCertificateId } from './schemas/fields.ts';
import {
  bulkBody,
  bulkVerification,
  formQuery,
  LIST_READING as list,
  match,
  matchBody,
  pageQuery,
  verification,
  XLSX,
} from './schemas/verification.ts';

const page = { alsoAs: ['text/html'] } as const;

export const getVerificationForm = route({
  method: 'GET',
  path: '/verify',
  summary: 'Show the verification form',
  description: 'With `id`, which the form sends without scripts, leads to the answer.',
  roles: 'public',
  query: formQuery,
  responses: {
    200: file('The form', 'text/html'),
    303: redirect('To the answer about `id`'),
    400: file('`id` is no certificate ID: the form again, with what is wrong', 'text/html'),
  },
  refusals: [],
});

export const headVerificationForm = route({
  method: 'HEAD',
  path: '/verify',
  summary: 'Headers of the verification form',
  roles: 'public',
  query: formQuery,
  responses: {
    200: empty('As GET, without the body'),
    303: redirect('As GET'),
    400: empty('As GET, without the body'),
  },
  refusals: [],
});

export const getListPage = route({
  method: 'GET',
  path: '/verify/list',
  summary: 'Show the form for a list of certificates',
  roles: 'public',
  query: pageQuery,
  responses: { 200: file('The form', 'text/html') },
  refusals: [],
});

export const headListPage = route({
  method: 'HEAD',
  path: '/verify/list',
  summary: 'Headers of the form for a list of certificates',
  roles: 'public',
  query: pageQuery,
  responses: { 200: empty('As GET, without the body') },
  refusals: [],
});

export const verifyListForm = route({
  method: 'POST',
  path: '/verify/list',
  summary: 'Verify a list as a person sends it',
  description: 'The form of the page: `ids` or `file`, `lang`, and `as`, which is `page` or `xlsx`.',
  roles: 'public',
  responses: {
    200: file('The answers as a page or a workbook', 'text/html', XLSX),
    400: file('The form, with what is wrong with the list', 'text/html'),
    429: file('The form, sent too often', 'text/html'),
    503: file('The page; none could be checked', 'text/html'),
  },
  refusals: [],
});

export const verifyMany = route({
  method: 'POST',
  path: '/verify',
  summary: 'Verify up to 5,000 certificate IDs at once',
  description:
    'JSON, CSV, XLSX or text, answered in kind unless `Accept` asks for another. A workbook is in the language of `Accept-Language`. Ten lists a minute from one internet address.',
  roles: 'public',
  body: bulkBody,
  bodyLimitKibibytes: 4096,
  otherBodies: {
    'text/csv': `${list}; in UTF-8, UTF-16 or Windows-1256`,
    [XLSX]: `${list}, in every worksheet that isn’t hidden`,
    'text/plain': 'One or several IDs on each line, within any text',
    'text/tab-separated-values': list,
    'application/vnd.ms-excel': `${list}; what it is, is told by its bytes`,
    'application/octet-stream': `${list}; what it is, is told by its bytes`,
  },
  responses: {
    200: json('One answer for each, in the same order', bulkVerification, { alsoAs: ['text/csv', XLSX] }),
    503: json('None could be checked', bulkVerification, { alsoAs: ['text/csv', XLSX] }),
  },
  refusals: ['TOO_MANY_REQUESTS'],
});

export const verifyCertificate = route({
  method: 'GET',
  path: '/verify/{id}',
  summary: 'Verify a certificate',
  description:
    'JSON, or a page where `Accept` prefers `text/html`. Reading an ID is forgiving: any case, O for 0, I and L for 1, digits of other scripts, spaces and dashes. No answer is cached for longer than ten seconds.',
  roles: 'public',
  parameters: { id: typedCertificateId },
  query: pageQuery,
  responses: {
    200: json('`valid`, `revoked`, `superseded`, `expired` or `suspended`', verification, page),
    400: json('`malformed`: which rule the ID breaks, and which symbols to look at', verification, page),
    404: json('`unknown`: never issued, reserved and erased look the same', verification, page),
    503: json('`unavailable`: could not check, which says nothing about the certificate', verification, page),
  },
  refusals: [],
});

export const headVerification = route({
  method: 'HEAD',
  path: '/verify/{id}',
  summary: 'Status and headers of a verification',
  roles: 'public',
  parameters: { id: typedCertificateId },
  query: pageQuery,
  responses: {
    200: empty('As GET, without the body'),
    400: empty('As GET, without the body'),
    404: empty('As GET, without the body'),
    503: empty('As GET, without the body'),
  },
  refusals: [],
});

export const preflightVerification = route({
  method: 'OPTIONS',
  path: '/verify/{id}',
  summary: 'CORS preflight of a verification',
  roles: 'public',
  parameters: { id: typedCertificateId },
  responses: { 204: empty('Any origin may ask') },
  refusals: [],
});

export const getQrAddress = route({
  method: 'GET',
  path: '/V/{id}',
  summary: 'The address in the QR code',
  description: 'An upper-case address makes a smaller QR code.',
  roles: 'public',
  parameters: { id: typedCertificateId },
  query: pageQuery,
  responses: { 302: redirect('To `/verify/{id}`') },
  refusals: [],
});

export const headQrAddress = route({
  method: 'HEAD',
  path: '/V/{id}',
  summary: 'Headers of the address in the QR code',
  roles: 'public',
  parameters: { id: typedCertificateId },
  query: pageQuery,
  responses: { 302: redirect('As GET') },
  refusals: [],
});

export const getMatchAddress = route({
  method: 'GET',
  path: '/verify/{id}/match',
  summary: 'The address that the comparison of a name leaves in a browser',
  roles: 'public',
  parameters: { id: typedCertificateId },
  query: pageQuery,
  responses: { 302: redirect('To `/verify/{id}`') },
  refusals: [],
});

export const matchName = route({
  method: 'POST',
  path: '/verify/{id}/match',
  summary: 'Ask whether a name is the holder’s',
  description:
    'For issuers that mask the name or don’t show it. Five times a minute from one internet address for one certificate ID.',
  roles: 'public',
  parameters: { id: typedCertificateId },
  body: matchBody,
  otherBodies: {
    'application/x-www-form-urlencoded':
      'The form of the page, with `name` and `lang`; answered with the page',
  },
  responses: {
    200: json('Yes or no', match, page),
    400: file('The page about an ID that is malformed', 'text/html'),
    404: file('The page about an ID that is unknown', 'text/html'),
    429: file('The page, asked too often', 'text/html'),
    503: file('The page about a certificate that could not be checked', 'text/html'),
  },
  refusals: [
    'CERTIFICATE_ID_MALFORMED',
    'NOT_FOUND',
    'STATE_CONFLICT',
    'TOO_MANY_REQUESTS',
    'CHECK_UNAVAILABLE',
  ],
});

export const getHome = route({
  method: 'GET',
  path: '/',
  summary: 'Show the home',
  description: 'A page in Arabic or English that leads to the others.',
  roles: 'public',
  query: pageQuery,
  responses: { 200: file('The home', 'text/html') },
  refusals: [],
});

export const headHome = route({
  method: 'HEAD',
  path: '/',
  summary: 'Headers of the home',
  roles: 'public',
  query: pageQuery,
  responses: { 200: empty('As GET, without the body') },
  refusals: [],
});

export const getAsset = route({
  method: 'GET',
  path: '/assets/{name}',
  summary: 'A file that the pages load',
  description: 'The name changes with the content, so it may be cached for ever.',
  roles: 'public',
  parameters: { name: described(z.string(), 'The file name with the hash of its content') },
  responses: {
    200: file(
      'The file',
      'text/css',
      'text/javascript',
      'application/wasm',
      'font/woff2',
      'image/png',
      'image/svg+xml',
    ),
    404: file('The page for a person', 'text/html'),
  },
  refusals: ['NOT_FOUND'],
});

export const getFavicon = route({
  method: 'GET',
  path: '/favicon.ico',
  summary: 'The icon that browsers ask for',
  roles: 'public',
  responses: { 200: file('The icon', 'image/png') },
  refusals: [],
});

export const getRobots = route({
  method: 'GET',
  path: '/robots.txt',
  summary: 'What crawlers may read',
  description: 'Everything; pages ask by their own headers not to be indexed.',
  roles: 'public',
  responses: { 200: file('The rules', 'text/plain') },
  refusals: [],
});

/** The variable's name is the one that the router of the functions knows. */
const otherAddress = { proxy: described(z.string(), 'Any path that no other route has') };

export const getOtherAddress = route({
  method: 'GET',
  path: '/{proxy+}',
  summary: 'An address at which there is nothing',
  description:
    'Leads to the page that is meant: `/v/ID`, `/Verify/ID`, `/verify/ID/`, `/my/`, and in a browser any address with a certificate ID in it. A browser gets a page otherwise, a program the refusal.',
  roles: 'public',
  parameters: otherAddress,
  query: pageQuery,
  responses: { 302: redirect('To the page that is meant'), 404: file('The page for a person', 'text/html') },
  refusals: ['NOT_FOUND'],
});

export const headOtherAddress = route({
  method: 'HEAD',
  path: '/{proxy+}',
  summary: 'Headers of an address at which there is nothing',
  roles: 'public',
  parameters: otherAddress,
  query: pageQuery,
  responses: { 302: redirect('As GET'), 404: empty('As GET, without the body') },
  refusals: ['NOT_FOUND'],
});
