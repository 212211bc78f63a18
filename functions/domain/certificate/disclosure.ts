import type { DisclosurePolicy } from '../issuer.ts';
import type { CertificateSnapshot } from './certificate.ts';

/** The holder's names as a verification shows them: in full, masked, or not at all. */
export interface DisclosedHolder {
  /** The policy that was applied; for a minor it may be stricter than the issuer's. */
  readonly disclosure: DisclosurePolicy;
  /** Null under `match`: a verifier enters the name instead. */
  readonly nameAr: string | null;
  readonly nameEn: string | null;
}

type DisclosedSnapshot = Pick<CertificateSnapshot, 'disclosure' | 'holder'>;

const BULLET = '•';
const MAX_BULLETS = 3;

/** Returns what the issuer's policy shows of the holder. A minor's name is never shown in full. */
export function disclosedHolder(snapshot: DisclosedSnapshot): DisclosedHolder {
  const { nameAr, nameEn } = snapshot.holder;
  const disclosure = appliedPolicy(snapshot);
  switch (disclosure) {
    case 'full':
      return { disclosure, nameAr, nameEn };
    case 'masked':
      return { disclosure, nameAr: maskedName(nameAr), nameEn: maskedName(nameEn) };
    case 'match':
      return { disclosure, nameAr: null, nameEn: null };
  }
}

/** Returns whether a verifier may check a name against the holder's: wherever the name isn't shown in full. */
export function takesNameMatch(snapshot: DisclosedSnapshot): boolean {
  return appliedPolicy(snapshot) !== 'full';
}

/**
 * Masks a name: `نورة بنت الشمري` → `ن••• ب•• الش•••`. Of each word it keeps the first letter and writes up to three
 * bullets for the rest. It keeps the article as well: nearly every family name begins with it, so it identifies nobody.
 */
export function maskedName(name: string): string {
  return name
    .split(/\s+/u)
    .map((word) => word.normalize('NFC').replace(NOT_LETTERS, ''))
    .filter((word) => word !== '')
    .map((word) => {
      const [article = ''] = ARTICLE.exec(word) ?? [];
      const [first, ...rest] = word.slice(article.length);
      return rest.length === 0
        ? BULLET
        : `${article}${first}${BULLET.repeat(Math.min(MAX_BULLETS, rest.length))}`;
    })
    .join(' ');
}

function appliedPolicy({ disclosure, holder }: DisclosedSnapshot): DisclosurePolicy {
  // For a minor, `full` becomes `masked`; `match` shows less than that and stays.
  return holder.minor && disclosure === 'full' ? 'masked' : disclosure;
}

// Combining marks, format characters and tatweel.
const NOT_LETTERS = /[\p{M}\p{Cf}\u0640]/gu;

// The Arabic article, if at least two letters follow it.
const ARTICLE = /^(?:ال|(?:Al|El)-)(?=\p{L}{2})/iu;
