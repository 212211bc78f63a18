import { expect, test } from '@jest/globals';
import { inState } from '../certificates.ts';
import { listClient, MemoryRegister, pageClient, verificationClient } from './verification-client.ts';

const certificate = inState('issued');
const ask = verificationClient(new MemoryRegister(certificate));
const lists = listClient(new MemoryRegister());
const pages = pageClient();
const HTML = { headers: { accept: 'text/html' } };
const FORM = { headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' } };

test.each([
  ['the home', () => pages('GET', '/', HTML)],
  ['an address that leads nowhere', () => pages('GET', '/wp-login.php', HTML)],
  ['the form', () => ask('GET', '/verify', HTML)],
  ['a certificate', () => ask('GET', `/verify/${certificate.certificateId}`, HTML)],
  ['an ID that nobody has', () => ask('GET', '/verify/45DANPXPKVTXGKCR52', HTML)],
  ['a mistyped ID', () => ask('GET', '/verify/%3Cscript%3E', HTML)],
  [
    'a name that was compared',
    () => ask('POST', `/verify/${certificate.certificateId}/match`, { ...FORM, body: 'name=x' }),
  ],
  ['the form of lists', () => lists('GET', '/verify/list', HTML)],
  ['a list', () => lists('POST', '/verify/list', { ...FORM, body: 'ids=x' })],
])(
  '%s is a page that runs and loads its own files only, in no frame and in no index',
  async (_, answered) => {
    const { headers = {} } = await answered();
    expect(headers['content-type']).toMatch(/^text\/html/);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ]),
    );
    expect(policy.filter((rule) => /unsafe|\*|https?:/.test(rule))).toEqual([]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': expect.stringContaining('noindex'),
    });
  },
);
