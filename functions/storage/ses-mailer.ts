import {
  type Attachment,
  BadRequestException,
  type SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { type Email, EmailNotTaken, type InlinePicture, type Mailer } from '../domain/ports/mailer.ts';

/** Sends emails with Amazon SES. */
export class SesMailer implements Mailer {
  readonly #ses: SESv2Client;
  readonly #from: string;
  readonly #configurationSet: string;

  /** `configurationSet`: by which SES reports what becomes of each email. */
  constructor(ses: SESv2Client, from: string, configurationSet: string) {
    this.#ses = ses;
    this.#from = from;
    this.#configurationSet = configurationSet;
  }

  async send(email: Email): Promise<'accepted' | 'refused'> {
    try {
      await this.#ses.send(this.#command(email));
      return 'accepted';
    } catch (error) {
      // All but the address is alike in every email: a fault of ours would stop all of them, not this one.
      if (error instanceof BadRequestException && /address/i.test(error.message)) return 'refused';
      if (isAnsweredNo(error)) throw new EmailNotTaken(error.name, { cause: error });
      throw error;
    }
  }

  #command({ to, subject, text, html, picture, about, reference, attempt }: Email): SendEmailCommand {
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
    return new SendEmailCommand({
      FromEmailAddress: this.#from,
      Destination: { ToAddresses: [to] },
      ConfigurationSetName: this.#configurationSet,
      EmailTags: [
        { Name: about, Value: reference },
        ...(attempt === undefined ? [] : [{ Name: 'attempt', Value: String(attempt) }]),
      ],
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
    });
  }
}

/** Whether SES itself said no, as it does to too many emails a second. After a 5xx it may have the email. */
const isAnsweredNo = (error: unknown): error is SESv2ServiceException =>
  error instanceof SESv2ServiceException && (error.$metadata.httpStatusCode ?? 500) < 500;

const attachmentOf = ({ contentId, fileName, mediaType, bytes, description }: InlinePicture): Attachment => ({
  RawContent: bytes,
  ContentDisposition: 'INLINE',
  ContentId: contentId,
  FileName: fileName,
  ContentType: mediaType,
  ContentDescription: description,
  ContentTransferEncoding: 'BASE64',
});
