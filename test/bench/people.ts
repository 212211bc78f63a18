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

/** A half-year of a cluster: people in the order of a batch, opportunity by opportunity. */
export const PEOPLE = 2000;
const OPPORTUNITIES = 200;
/** As long as a signed credential, which is attached to every certificate. */
export const CREDENTIAL = `eyJhbGciOiJFUzI1NiJ9.${'Q'.repeat(2500)}.${'s'.repeat(86)}`;

const CAMPAIGNS_AR =
  'السكري|القلب السليم|التبرع بالدم|الصحة النفسية|سلامة المسنين|تغذية الأطفال|مكافحة التدخين|الإسعافات الأولية'.split(
    '|',
  );
const CAMPAIGNS_EN =
  'Diabetes|Healthy Heart|Blood Donation|Mental Health|Safety of the Elderly|Child Nutrition|Against Smoking|First Aid'.split(
    '|',
  );
const AREAS_AR = 'الأسواق|المدارس|الأحياء|المساجد|الجامعات'.split('|');
const AREAS_EN = 'Markets|Schools|Neighbourhoods|Mosques|Universities'.split('|');

/** Returns the certificate of an index, the same for every contestant. */
export function person(index: number): CertificateSnapshot {
  const base = exampleSnapshot(DESIGN);
  const opportunity = Math.floor((index % PEOPLE) / (PEOPLE / OPPORTUNITIES));
  const month = String(1 + (opportunity % 6)).padStart(2, '0');
  const day = String(1 + (opportunity % 28)).padStart(2, '0');
  const of = (list: readonly string[], i: number) => list[i % list.length] ?? '';
  const female = index % 2 === 1;
  const round = 1 + Math.floor(opportunity / 40);
  return {
    ...base,
    titleAr: `حملة التوعية ${round}: ${of(CAMPAIGNS_AR, opportunity)} في ${of(AREAS_AR, opportunity)}`,
    titleEn: `Awareness Campaign ${round}: ${of(CAMPAIGNS_EN, opportunity)} in the ${of(AREAS_EN, opportunity)}`,
    period: { from: `2025-${month}-${day}`, to: `2025-07-${day}` },
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
