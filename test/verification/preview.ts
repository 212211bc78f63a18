/** Serves every answer on 127.0.0.1, to look at: `node test/verification/preview.ts [PORT]`. */
import { createServer, type Server } from 'node:http';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { assets, RegisterInMemory, verificationOver } from './asking.ts';

const partner = {
  issuerId: 'wadi-municipality',
  nameAr: 'أمانة محافظة الوادي',
  nameEn: 'Wadi Municipality',
  domain: 'wadi.example',
  logo: 'wadi.svg',
  signatories: [],
};
const base = snapshotOf();
const at = (number: number, change: Partial<typeof base> = {}) =>
  snapshotOf({ certificateId: idOf(number), ...change });

/** One certificate for every answer, by name. */
export const SHOWN = {
  valid: idOf(1),
  full: idOf(3),
  match: idOf(4),
  revoked: idOf(5),
  superseded: idOf(6),
  expired: idOf(7),
  suspended: idOf(8),
  iraqi: idOf(9),
  unknown: idOf(10),
  unavailable: idOf(11),
  malformed: `${idOf(1).slice(0, 14)}00${idOf(1).slice(16)}`,
} as const;

class ShownRegister extends RegisterInMemory {
  override async find(certificateId: string) {
    if (certificateId === SHOWN.unavailable) throw new Error('connect ECONNREFUSED');
    return super.find(certificateId);
  }
}

export function shownRegister(documentSha256?: string): RegisterInMemory {
  const document = documentSha256 === undefined ? {} : { documentSha256 };
  return new ShownRegister(
    issuedOf(at(1), document),
    issuedOf(at(2, { supersedes: SHOWN.superseded })),
    issuedOf(
      at(3, {
        disclosure: 'full',
        issuers: [base.issuers[0], partner],
        supersedes: SHOWN.superseded,
        validUntil: '2030-07-20',
        titleAr: 'مبادرة صحة المجتمع في الأحياء والمدارس والمراكز الاجتماعية بمحافظة الوادي وما حولها',
        titleEn:
          'Community Health Initiative in Neighbourhoods, Schools and Social Centres of Wadi Governorate',
      }),
    ),
    issuedOf(at(4, { disclosure: 'match', opportunityKind: 'course', track: null })),
    inState('revoked', at(5)),
    inState('superseded', at(6)),
    issuedOf(at(7, { validUntil: '2025-12-31' })),
    inState('suspended', at(8)),
    issuedOf(
      at(9, {
        country: 'IQ',
        timeZone: 'Asia/Baghdad',
        minutes: 120,
        period: { from: '2025-09-05', to: '2025-09-05' },
      }),
    ),
  );
}

/** A gateway of a few lines in front of the verification handler. */
export function servePages(register: RegisterInMemory): Server {
  const ask = verificationOver(register);
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(Buffer.concat(chunks).toString()));
    async function answer(body: string): Promise<void> {
      const address = request.url ?? '/';
      const asset = assets.find(address.slice('/assets/'.length));
      if (asset !== undefined) {
        response.writeHead(200, { 'content-type': asset.contentType }).end(asset.bytes);
        return;
      }
      const headers = request.headers as Record<string, string>;
      const {
        statusCode,
        headers: answerHeaders,
        body: answerBody,
      } = await ask(request.method ?? 'GET', address, {
        headers,
        body,
      });
      response.writeHead(statusCode ?? 500, answerHeaders as Record<string, string>).end(answerBody);
    }
  });
}

if (process.argv[1] === import.meta.filename) {
  const port = Number(process.argv[2] ?? 8090);
  servePages(shownRegister()).listen(port, '127.0.0.1', () => {
    for (const [name, id] of Object.entries(SHOWN))
      console.log(`${name}: http://127.0.0.1:${port}/verify/${id}?lang=en`);
  });
}
