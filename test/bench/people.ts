import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { certificateIdFrom } from '../../functions/domain/certificate/certificate-id.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';

/** The design that every contestant draws. */
const DESIGN = 'participation@1';

const FIRST_AR = 'نورة سارة محمد عبدالله خالد فاطمة ريم أحمد يوسف هند مريم عبدالعزيز لطيفة تركي'.split(' ');
const LAST_AR = 'الشمري القحطاني العتيبي الدوسري الغامدي الزهراني المطيري الحربي البلوي السبيعي'.split(' ');
const FIRST_EN =
  'Norah Sarah Mohammed Abdullah Khalid Fatimah Reem Ahmed Yousef Hind Maryam Abdulaziz Latifah Turki'.split(
    ' ',
  );
const LAST_EN =
  'Alshammari Alqahtani Alotaibi Aldawsari Alghamdi Alzahrani Almutairi Alharbi Albalawi Alsubaie'.split(' ');

/** Returns the certificate of an index, the same for every contestant. */
export function person(index: number): CertificateSnapshot {
  const base = exampleSnapshot(DESIGN);
  const of = (list: readonly string[], i: number) => list[i % list.length] ?? '';
  const female = index % 2 === 1;
  return {
    ...base,
    certificateId: certificateIdFrom(
      Uint8Array.from({ length: 10 }, (_, i) => ((index + 1) * (i + 31) * 2654435) >>> (i + 3)),
    ),
    holder: {
      ...base.holder,
      gender: female ? 'female' : 'male',
      nameAr: `${of(FIRST_AR, index)} ${female ? 'بنت' : 'بن'} ${of(FIRST_AR, index * 7 + 3)} ${of(LAST_AR, index)}`,
      nameEn: `${of(FIRST_EN, index)} ${of(FIRST_EN, index * 7 + 3)} ${of(LAST_EN, index)}`,
    },
    minutes: 600 + 30 * ((index * 37) % 90),
  };
}

/** A renderer that is compared. */
export interface Contestant {
  render(index: number): Promise<Uint8Array>;
  close(): Promise<void>;
}
