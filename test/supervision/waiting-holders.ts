import { randomBytes } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { actorOfVolunteer } from '../../functions/domain/certificate/actor.ts';
import type { Issuer } from '../../functions/domain/issuer.ts';
import { type Email, EmailNotTaken } from '../../functions/domain/ports/mailer.ts';
import { holderEmail } from '../../functions/pages/email/holder-email.ts';
import { addressPartition } from '../../functions/storage/dynamo/address-hash.ts';
import { certificateItem } from '../../functions/storage/dynamo/certificate-item.ts';
import { DynamoDeliveries } from '../../functions/storage/dynamo/deliveries/dynamo-deliveries.ts';
import { DynamoSuppressions } from '../../functions/storage/dynamo/deliveries/dynamo-suppressions.ts';
import { DynamoCertificateRegister } from '../../functions/storage/dynamo/dynamo-certificate-register.ts';
import { DynamoCorrectionRegister } from '../../functions/storage/dynamo/dynamo-correction-register.ts';
import { DynamoHoursLedger } from '../../functions/storage/dynamo/dynamo-hours-ledger.ts';
import { DynamoEmailLanguages } from '../../functions/storage/dynamo/emails/dynamo-email-languages.ts';
import { DynamoLinkRegister } from '../../functions/storage/dynamo/emails/dynamo-link-register.ts';
import { DynamoOutbox } from '../../functions/storage/dynamo/emails/dynamo-outbox.ts';
import { notifyPending, pendingSortKey, shardOf } from '../../functions/storage/dynamo/table.ts';
import { volunteerItem } from '../../functions/storage/dynamo/volunteer-item.ts';
import { KeyedHash } from '../../functions/storage/dynamo/volunteers/keyed-hash.ts';
import { replaceCertificate } from '../../functions/workflows/lifecycle/replace-certificate.ts';
import { composeEmail } from '../../functions/workflows/supervision/compose-email.ts';
import { deliverNotifications } from '../../functions/workflows/supervision/deliver-notifications.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import type { startTable } from '../dynamo-table.ts';
import { ISSUERS, WORDING } from '../emails.ts';
import { textRendering } from '../fakes/text-rendering.ts';
import { DocumentsInMemory } from '../lifecycle/world.ts';
import { volunteerOf } from '../people.ts';
import { RECORD_KEY, recordKey } from '../record-key.ts';

const START = Date.parse('2026-01-10T08:00:00.000Z');
let numbers = 60_000;

/** Stores certificates whose notifications are pending, with a mailer that records every email. */
export async function waitingHolders(
  table: Awaited<ReturnType<typeof startTable>>,
  count: number,
  email: string | undefined = 'noura@example.org',
  notify: 'yes' | 'no' | 'claimed' = 'yes',
) {
  const ids: string[] = [];
  const hash = new KeyedHash(table.dynamo, table.tableName);
  for (let n = 0; n < count; n += 1) {
    numbers += 1;
    const certificateId = idOf(numbers);
    const volunteerId = `EMAIL-${numbers}`;
    const holder = { ...snapshotOf().holder, volunteerId };
    const issued = issuedOf(snapshotOf({ certificateId, holder }));
    const facts: Record<string, string> = notify === 'yes' ? { notify } : {};
    const actor = notify === 'claimed' ? { actor: actorOfVolunteer(volunteerId) } : {};
    const events = issued.events.map((event, index) => (index === 0 ? { ...event, ...actor, facts } : event));
    const certificate = { ...issued, events };
    const pending = {
      pk: notifyPending(shardOf(certificateId)),
      sk: pendingSortKey({ ...certificate, batchId: '' }),
    };
    const person = volunteerOf({ volunteerId, ...(email === undefined ? {} : { email }) });
    const item = certificateItem(certificate, notify === 'yes' ? pending : undefined);
    const listing = email === undefined ? undefined : await addressPartition(email, hash);
    for (const Item of [item, volunteerItem(person, RECORD_KEY, listing)])
      await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
    ids.push(certificateId);
  }
  const sent: Email[] = [];
  let minutes = 0;
  let failing = false;
  let isTaking = true;
  let answering: Promise<void> | undefined;
  let halted: string | undefined;
  const register = new DynamoCertificateRegister(table.dynamo, table.tableName);
  const ledger = new DynamoHoursLedger(table.dynamo, table.tableName);
  const now = () => new Date(START + minutes * 60_000).toISOString();
  const languages = new DynamoEmailLanguages(table.dynamo, table.tableName);
  const composing = {
    register,
    ledger,
    corrections: new DynamoCorrectionRegister(table.dynamo, table.tableName, recordKey),
    links: new DynamoLinkRegister(table.dynamo, table.tableName, recordKey),
    languages,
    issuers: ISSUERS,
    randomBytes,
    baseUrl: 'https://verify.example.org',
    pictureOf: async () => new Uint8Array([1]),
    write: (content: Parameters<typeof holderEmail>[0]) => holderEmail(content, WORDING),
    now,
  };
  const deps = {
    outbox: new DynamoOutbox(table.dynamo, table.tableName),
    deliveries: new DynamoDeliveries(table.dynamo, table.tableName),
    suppressions: new DynamoSuppressions(table.dynamo, table.tableName),
    batches: { active: async () => [] },
    composeDigest: () => Promise.reject(new Error('No batch issued these')),
    register,
    ledger,
    compose: (key: Parameters<typeof composeEmail>[0]) => composeEmail(key, composing),
    mailer: {
      send: async (email: Email) => {
        if (!isTaking) throw new EmailNotTaken('TooManyRequestsException');
        sent.push(email);
        await answering;
        if (failing) throw new Error('stopped before the delivery was recorded');
        return 'accepted' as const;
      },
    },
    notifying: {
      states: async () =>
        new Map(halted === undefined ? [] : [[halted, { halted: true, since: null, by: null }]]),
    },
    now,
    pace: async () => {},
    hasTime: () => true,
    reportFault: () => {},
  };
  return {
    ids,
    languages,
    sent,
    register,
    ledger,
    deliver: () => deliverNotifications(deps),
    replace: (certificateId: string) => {
      numbers += 1;
      const index = numbers;
      return replaceCertificate(
        { certificateId, actor: 'c', canModify: () => true, name: { nameEn: 'Noura Al-Harbi' } },
        {
          ...deps,
          documents: new DocumentsInMemory(),
          ...textRendering,
          agreements: { acceptances: async () => [] },
          issuers: new Map([['rawabi-health-cluster', {} as Issuer]]),
          statusIndexes: { next: async () => ({ listId: 'rawabi-health-cluster-1', index }) },
          randomBytes,
          baseUrl: 'https://verify.example.org',
          findUnprintable: () => undefined,
        },
      );
    },
    wait: (duration: number) => {
      minutes += duration;
    },
    setFailing: (value: boolean) => {
      failing = value;
    },
    setTaking: (value: boolean) => {
      isTaking = value;
    },
    /** Lets the mail service answer only once the function that is returned is called. */
    holdAnswers: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      answering = promise;
      return resolve;
    },
    halt: (value: string | undefined) => {
      halted = value;
    },
  };
}
