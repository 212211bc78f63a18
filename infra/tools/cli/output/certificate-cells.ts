import type { ItemOf } from '../../../../functions/client/request-types.ts';
import { nameIn } from '../../../../functions/domain/wording/language.ts';
import type { listCertificates } from '../../../../functions/routes/issuing.ts';
import type { Words } from '../session/session.ts';
import { clockHours } from './clock-hours.ts';
import { fact } from './table.ts';
import { termOf } from './term-of.ts';

type Listed = Pick<
  ItemOf<typeof listCertificates>,
  'displayId' | 'state' | 'volunteerId' | 'nameAr' | 'nameEn' | 'opportunityId' | 'minutes' | 'issuedOn'
>;

/** Returns the cells of a certificate in a list, under `certificateHeadings`. */
export const certificateCells = (item: Listed, { messages, language }: Words) => [
  item.displayId,
  termOf(messages, item.state),
  item.volunteerId,
  fact(language, nameIn(language, item)),
  item.opportunityId,
  clockHours(item.minutes),
  item.issuedOn,
];
