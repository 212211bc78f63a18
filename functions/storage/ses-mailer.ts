import { type Attachment, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Email, InlinePicture, Mailer } from '../domain/ports/mailer.ts';

/** Sends emails with Amazon SES. */
export class SesMailer implements Mailer {
  readonly #ses: SESv2Client;
  readonly #from: string;

  constructor(ses: SESv2Client, from: string) {
    this.#ses = ses;
    this.#from = from;
  }

  async send({ to, subject, text, html, picture, about, reference }: Email): Promise<void> {
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
    await this.#ses.send(
      new SendEmailCommand({
        FromEmailAddress: this.#from,
        Destination: { ToAddresses: [to] },
        EmailTags: [{ Name: about, Value: reference }],
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            ...(picture === undefined ? {} : { Attachments: [attachmentOf(picture)] }),
            Headers: [
              { Name: 'X-Entity-Ref-ID', Value: reference },
              { Name: 'Auto-Submitted', Value: 'auto-generated' },
            ],
          },
        },
      }),
    );
  }
}

const attachmentOf = ({ contentId, fileName, mediaType, bytes, description }: InlinePicture): Attachment => ({
  RawContent: bytes,
  ContentDisposition: 'INLINE',
  ContentId: contentId,
  FileName: fileName,
  ContentType: mediaType,
  ContentDescription: description,
  ContentTransferEncoding: 'BASE64',
});
