import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { type LoopbackServer, listenOnLoopback } from '../loopback-server.ts';
import { requestBody } from '../request-body.ts';
import type { EmailEvents } from './email-events.ts';
import type { Mailbox } from './mailbox.ts';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Stands for the addresses whose form SES itself refuses. */
const REFUSED = /@refused\.example$/i;

const content = z.strictObject({ Data: z.string(), Charset: z.string().optional() });

/** SES takes other attachments too; the product sends pictures inside the HTML only. */
const attachment = z.strictObject({
  RawContent: z.base64(),
  ContentDisposition: z.literal('INLINE'),
  ContentId: z.string().regex(/^[\w.@-]{1,78}$/),
  FileName: z.string().max(255),
  ContentType: z.string(),
  ContentDescription: z.string().max(1000).optional(),
  ContentTransferEncoding: z.literal('BASE64').optional(),
});

const sendEmail = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()).min(1) }),
  ReplyToAddresses: z.array(z.string()).optional(),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).optional(),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: content,
      Body: z.strictObject({ Text: content.optional(), Html: content.optional() }),
      Headers: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).optional(),
      Attachments: z.array(attachment).optional(),
    }),
  }),
});

/**
 * Starts an endpoint of SESv2: SendEmail with simple content stores the email in the mailbox, and its events are reported.
 * It refuses the addresses of `refused.example`. Other requests answer 501.
 */
export function startSesEndpoint(mailbox: Mailbox, events: EmailEvents): Promise<LoopbackServer> {
  return listenOnLoopback(async (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'POST' || path !== '/v2/email/outbound-emails') {
      return answer(
        response,
        501,
        { message: `${request.method} ${path} is not emulated` },
        'NotImplemented',
      );
    }
    const body = await requestBody(request, BODY_LIMIT_BYTES);
    const parsed = sendEmail.safeParse(JSON.parse(body?.toString() ?? 'null'));
    if (!parsed.success)
      return answer(response, 400, { message: z.prettifyError(parsed.error) }, 'BadRequestException');
    const { FromEmailAddress, Destination, ConfigurationSetName, EmailTags = [], Content } = parsed.data;
    if (Destination.ToAddresses.some((address) => REFUSED.test(address)))
      return answer(response, 400, { message: 'Illegal address' }, 'BadRequestException');
    const { Subject, Body } = Content.Simple;
    const email = mailbox.store(
      {
        from: FromEmailAddress,
        to: Destination.ToAddresses,
        subject: Subject.Data,
        text: Body.Text?.Data ?? null,
        html: Body.Html?.Data ?? null,
        pictures: (Content.Simple.Attachments ?? []).map(({ ContentId, ContentType, RawContent }) => ({
          contentId: ContentId,
          mediaType: ContentType,
          base64: RawContent,
        })),
      },
      new Date(),
    );
    answer(response, 200, { MessageId: email.emailId });
    await events.report({
      messageId: email.emailId,
      from: FromEmailAddress,
      to: Destination.ToAddresses,
      configurationSet: ConfigurationSetName,
      tags: EmailTags,
    });
  });
}

function answer(response: ServerResponse, status: number, body: object, errorType?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
  });
  response.end(JSON.stringify(body));
}
