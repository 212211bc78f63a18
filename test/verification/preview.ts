/** Serves a page for every answer on 127.0.0.1: `node test/verification/preview.ts [PORT]`. */
import { createServer, type Server } from 'node:http';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { assets, listClient, MemoryRegister, pageClient, verificationClient } from './verification-client.ts';

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

/** The certificate ID for each kind of answer. */
export const PREVIEW_IDS = {
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

class PreviewRegister extends MemoryRegister {
  override async find(certificateId: string) {
    if (certificateId === PREVIEW_IDS.unavailable) throw new Error('connect ECONNREFUSED');
    return super.find(certificateId);
  }
}

/** Returns a register with a certificate for each kind of answer. */
export function previewRegister(documentSha256?: string): MemoryRegister {
  const document = documentSha256 === undefined ? {} : { documentSha256 };
  return new PreviewRegister(
    issuedOf(at(1), document),
    issuedOf(at(2, { supersedes: PREVIEW_IDS.superseded })),
    issuedOf(
      at(3, {
        disclosure: 'full',
        issuers: [base.issuers[0], partner],
        supersedes: PREVIEW_IDS.superseded,
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

/** Returns an HTTP server in front of the handlers of verification. */
export function servePages(register: MemoryRegister): Server {
  const send = verificationClient(register);
  const lists = listClient(register);
  const others = pageClient();
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(Buffer.concat(chunks)));
    async function answer(body: Buffer): Promise<void> {
      const [address, method] = [request.url ?? '/', request.method ?? 'GET'];
      const headers = request.headers as Record<string, string>;
      const asset = assets.find(address.slice('/assets/'.length), headers['accept-encoding']);
      if (asset !== undefined) {
        response.writeHead(200, asset.headers).end(asset.bytes);
        return;
      }
      const isList = /^\/verify\/list(?:\?|$)/.test(address) || (method === 'POST' && address === '/verify');
      const client = isList ? lists : /^\/(?:verify(?:[/?]|$)|V\/)/.test(address) ? send : others;
      const sent = await client(method, address, {
        headers,
        body: body.toString(isList ? 'latin1' : 'utf8'),
      });
      const bytes = Buffer.from(sent.body ?? '', sent.isBase64Encoded ? 'base64' : 'utf8');
      response.writeHead(sent.statusCode ?? 500, sent.headers as Record<string, string>).end(bytes);
    }
  });
}

if (process.argv[1] === import.meta.filename) {
  const port = Number(process.argv[2] ?? 8090);
  servePages(previewRegister()).listen(port, '127.0.0.1', () => {
    for (const [name, id] of Object.entries(PREVIEW_IDS))
      console.log(`${name}: http://127.0.0.1:${port}/verify/${id}?lang=en`);
  });
}
