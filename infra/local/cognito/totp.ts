import { createHmac } from 'node:crypto';

/** How long a code of an authenticator app is shown. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** A clock may be off by one step. */
const TOLERATED_STEPS = [0, -1, 1];
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Returns the code that an authenticator app shows for a secret in base32 (RFC 6238, SHA-1, six digits). */
export const totpCode = (secret: string, atMilliseconds: number): string =>
  codeOfStep(secret, stepAt(atMilliseconds));

/** Returns the step whose code this is, near a moment; undefined where it is the code of none. */
export function stepOfCode(secret: string, code: string, atMilliseconds: number): number | undefined {
  const now = stepAt(atMilliseconds);
  return TOLERATED_STEPS.map((off) => now + off).find((step) => codeOfStep(secret, step) === code);
}

const stepAt = (milliseconds: number): number => Math.floor(milliseconds / 1000 / STEP_SECONDS);

/** The code of a counter (RFC 4226). */
function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = hash.readUInt8(hash.length - 1) & 0xf;
  const number = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Writes bytes in base32 (RFC 4648); their number is a multiple of five, so that nothing has to be padded. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((symbol) => BASE32.indexOf(symbol).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
