import * as z from 'zod/mini';
import { LONGEST_ADDRESS } from '../domain/hours/email-address.ts';
import { LINK_FACTS } from '../domain/issuer.ts';
import { LANGUAGES } from '../domain/wording/language.ts';
import { file, json, route } from './route.ts';
import { linkedCertificate } from './schemas/certificate.ts';
import { count, described, text, titled } from './schemas/fields.ts';

const fact = z.optional(z.string().check(z.maxLength(200)));

/** What somebody who has a link sends. The token is in no address: addresses are logged and passed on. */
const linkFields = {
  token: described(z.string().check(z.maxLength(200)), 'What stands behind `#` in the address of the link'),
  facts: described(
    z.optional(z.strictObject({ volunteerId: fact, birthYear: fact, familyName: fact })),
    'What was typed, where the link asks for two facts',
  ),
};
const linkBody = z.strictObject(linkFields);

const asked = titled(
  'LinkFactsAsked',
  z.strictObject({
    result: z.literal('factsAsked'),
    facts: z.array(z.enum(LINK_FACTS)),
    triesLeft: described(z.nullable(count), 'After facts that were wrong; then the link is used up'),
  }),
);

const NO_DIFFERENCE =
  '`NOT_FOUND` is the same for a link that never was, has ended, was withdrawn or is used up, and for a certificate that was erased.';

export const openLink = route({
  method: 'POST',
  path: '/my/certificate',
  summary: 'Open the certificate of a link',
  description: `Without an account. One that was revoked or replaced says so, and has no name and no hours. ${NO_DIFFERENCE}`,
  roles: 'public',
  body: linkBody,
  responses: {
    200: json(
      'The certificate, or the facts that its issuer asks for',
      z.discriminatedUnion('result', [
        z.strictObject({ result: z.literal('opened'), certificate: linkedCertificate }),
        asked,
      ]),
    ),
  },
  refusals: ['NOT_FOUND'],
});

export const downloadByLink = route({
  method: 'POST',
  path: '/my/certificate/document',
  summary: 'Download the PDF of a link’s certificate',
  description: `While the certificate is issued. ${NO_DIFFERENCE}`,
  roles: 'public',
  body: linkBody,
  responses: {
    200: json(
      'A link to the file that is valid for 60 seconds, or the facts that the issuer asks for',
      z.discriminatedUnion('result', [z.strictObject({ result: z.literal('ready'), url: text }), asked]),
    ),
  },
  refusals: ['NOT_FOUND', 'STATE_CONFLICT'],
});

export const pictureByLink = route({
  method: 'POST',
  path: '/my/certificate/picture',
  summary: 'See the first page of a link’s certificate',
  description: `While the certificate is issued. \`NOT_FOUND\` also where facts are asked for and missing. ${NO_DIFFERENCE}`,
  roles: 'public',
  body: linkBody,
  responses: { 200: file('The picture, 1088 pixels wide', 'image/jpeg') },
  refusals: ['NOT_FOUND'],
});

const emailLanguage = described(z.enum(LANGUAGES), 'The language of emails from now on');
const chosen = json('The language, kept', z.strictObject({ language: z.enum(LANGUAGES) }));

export const chooseLanguageByLink = route({
  method: 'POST',
  path: '/my/certificate/language',
  summary: 'Choose the language of emails, by a link',
  description: `Of those about certificates of the same issuer; until then emails are in both. ${NO_DIFFERENCE}`,
  roles: 'public',
  body: z.strictObject({ ...linkFields, language: emailLanguage }),
  responses: { 200: chosen },
  refusals: ['NOT_FOUND'],
});

export const chooseOwnLanguage = route({
  method: 'PUT',
  path: '/me/language',
  summary: 'Choose the language of emails',
  description: 'Until then emails are in both.',
  roles: ['volunteer'],
  body: z.strictObject({ language: emailLanguage }),
  responses: { 200: chosen },
  refusals: [],
});

export const requestLinkEmail = route({
  method: 'POST',
  path: '/my/links',
  summary: 'Have the link of a certificate sent again',
  description:
    'To the address that the issuer has recorded, where it is this one; at most once an hour. The answer is the same for everybody. Five requests a minute from one internet address.',
  roles: 'public',
  body: z.strictObject({
    certificateId: described(z.string().check(z.maxLength(256)), 'The certificate ID as it was typed'),
    email: described(z.string().check(z.trim(), z.minLength(3), z.maxLength(LONGEST_ADDRESS)), 'The address'),
  }),
  responses: {
    202: json('Whatever there is to send will be sent', z.strictObject({ accepted: z.literal(true) })),
  },
  refusals: ['CERTIFICATE_ID_MALFORMED', 'TOO_MANY_REQUESTS'],
});
