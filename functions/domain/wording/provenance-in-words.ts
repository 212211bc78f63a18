import type { Provenance } from '../certificate/provenance.ts';
import { type Digits, wholeNumber } from './digits.ts';

/** Returns what stands behind a certificate in English: `50 shifts, recorded one day after on average, …`. */
export function provenanceInEnglish(provenance: Provenance): string {
  const { shifts, averageDaysToRecord: days, approvers, releasers, files, makerAndChecker } = provenance;
  const recorded =
    days === 0
      ? 'recorded on the day itself'
      : days === 1
        ? 'recorded one day after'
        : `recorded ${wholeNumber(days, 'latn')} days after`;
  const link = byLink(provenance.approversByLink, approvers);
  const approved = `approved by ${people(approvers)}${alsoRecorded(provenance.approversRecordedSome, approvers)}${link}`;
  const file = files === 1 ? 'as a file' : 'as files';
  const some = provenance.releasersRecordedSome;
  // Beside approvers, that a releaser recorded nothing goes without saying.
  const who = approvers > 0 && some === 0 ? '' : alsoRecorded(some, releasers);
  const released = `released ${file} by ${people(releasers)}${who}`;
  const behind = [...(approvers === 0 ? [] : [approved]), ...(releasers === 0 ? [] : [released])].join('; ');
  const policy = makerAndChecker ? '' : '. The issuer does not ask for a second person';
  return `${shifts === 1 ? 'One shift' : `${wholeNumber(shifts, 'latn')} shifts`}, ${recorded} on average, ${behind}${policy}.`;
}

function alsoRecorded(some: number, all: number): string {
  if (some === 0) return ' who recorded none of them';
  return some >= all ? ' who also recorded some of them' : `, of whom ${people(some)} recorded some of them`;
}

function byLink(some: number, all: number): string {
  if (some === 0) return '';
  if (all === 1) return ', by a link to a registered address';
  return some >= all
    ? ', all by links to registered addresses'
    : `, ${people(some)} of them by ${some === 1 ? 'a link to a registered address' : 'links to registered addresses'}`;
}

const people = (count: number): string => (count === 1 ? 'one person' : `${count} people`);

/** A noun with its forms after 1, 2, 3–10, 11–99 and whole hundreds; the dual in the genitive. */
type Forms = readonly [one: string, two: string, few: string, many: string, hundred: string];

const SHIFTS: Forms = ['فترة تطوع واحدة', 'فترتا تطوع', 'فترات تطوع', 'فترة تطوع', 'فترة تطوع'];
const DAYS: Forms = ['يوم واحد', 'يومين', 'أيام', 'يومًا', 'يوم'];
const PEOPLE: Forms = ['شخص واحد', 'شخصين', 'أشخاص', 'شخصًا', 'شخص'];

/** Returns what stands behind a certificate in Arabic: «50 فترة تطوع؛ التسجيل بعد يوم واحد في المتوسط؛ …». */
export function provenanceInArabic(provenance: Provenance, digits: Digits): string {
  const { shifts, averageDaysToRecord: days, approvers, releasers, files } = provenance;
  const number = (count: number, forms: Forms) => counted(count, forms, digits);
  const recorded =
    days === 0 ? 'التسجيل في اليوم نفسه في المتوسط' : `التسجيل بعد ${number(days, DAYS)} في المتوسط`;
  const link = linkInArabic(provenance.approversByLink, approvers, (count) => number(count, PEOPLE));
  const approved = `الاعتماد من ${number(approvers, PEOPLE)}${recordedBy(provenance.approversRecordedSome, approvers)}${link}`;
  const file = files === 1 ? 'اعتماد الملف' : 'اعتماد الملفات';
  const some = provenance.releasersRecordedSome;
  const who = approvers > 0 && some === 0 ? '' : recordedBy(some, releasers);
  const released = `${file} من ${number(releasers, PEOPLE)}${who}`;
  const behind = [...(approvers === 0 ? [] : [approved]), ...(releasers === 0 ? [] : [released])];
  const policy = provenance.makerAndChecker ? [] : ['لا تشترط الجهة أن يعتمد الساعات غيرُ من سجّلها'];
  return `${[number(shifts, SHIFTS), recorded, ...behind, ...policy].join('؛ ')}.`;
}

function recordedBy(some: number, all: number): string {
  if (some === 0) return ` ${recordedNone(all)}`;
  if (all === 1) return '، وقد سجّل بعضها بنفسه';
  if (all === 2) return some === 1 ? '، وقد سجّل أحدهما بعضها بنفسه' : '، وقد سجّلا بعضها بأنفسهما';
  return some >= all ? '، وقد سجّلوا بعضها بأنفسهم' : '، ومنهم من سجّل بعضها بنفسه';
}

function linkInArabic(some: number, all: number, people: (count: number) => string): string {
  if (some === 0) return '';
  const one = 'برابط أُرسل إلى عنوان مسجَّل لدى الجهة';
  const several = 'بروابط أُرسلت إلى عناوين مسجَّلة لدى الجهة';
  if (all === 1) return `، ${one}`;
  if (some >= all) return all === 2 ? `، كلاهما ${one}` : `، جميعهم ${several}`;
  if (some === 1) return all === 2 ? `، أحدهما ${one}` : `، أحدهم ${one}`;
  return some === 2 ? `، منهم اثنان ${several}` : `، منهم ${people(some)} ${several}`;
}

const recordedNone = (count: number): string =>
  count === 1 ? 'لم يسجّل شيئًا منها' : count === 2 ? 'لم يسجّلا شيئًا منها' : 'لم يسجّلوا شيئًا منها';

function counted(count: number, [one, two, few, many, hundred]: Forms, digits: Digits): string {
  if (count === 1) return one;
  if (count === 2) return two;
  const lastTwo = count % 100;
  const noun = lastTwo >= 3 && lastTwo <= 10 ? few : lastTwo >= 11 ? many : hundred;
  return `${wholeNumber(count, digits)} ${noun}`;
}
