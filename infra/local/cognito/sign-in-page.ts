import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLE_PURPOSES, type Role, type StaffRole } from '../../../functions/domain/staff/roles.ts';
import type { Language } from '../../../functions/domain/wording/language.ts';
import { type Html, html } from '../../../functions/pages/html.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import type { ListedPerson } from './people-directory.ts';
import { both, signInFrame } from './sign-in-frame.ts';

const FAULTS = {
  noAddress: [
    'هذا ليس عنوان بريد إلكتروني ولا رقم متطوع له بريد.',
    'This is no email address, and no volunteer with an address has this ID.',
  ],
  several: ['لهذا الرقم أكثر من متطوع، فاختر.', 'Several volunteers have this ID: choose one.'],
  expired: [
    'انتهت صلاحية هذه الصفحة؛ ارجع إلى الموقع وابدأ من جديد.',
    'This page has expired; go back to the site and start again.',
  ],
} as const;
export type SignInFault = keyof typeof FAULTS;

/** What the roles are called; those of staff as in the console. */
const NAMES: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  ar: { volunteer: 'متطوع', ...staffRoles('ar') },
  en: { volunteer: 'volunteer', ...staffRoles('en') },
};

/** What each role may do. */
const PURPOSES_AR: Readonly<Record<Role, string>> = {
  volunteer: 'يرى ساعاته وشهاداته ويطلبها',
  recorder: 'يسجّل الفرص والساعات ويستورد الملفات',
  supervisor: 'يعتمد ساعات سجّلها غيره',
  coordinator: 'يُصدر الشهادات ويتولى أمرها بعد ذلك',
  administrator: 'يقرر من يعمل للجهة وبأي دور',
  approver: 'هو الشخص الثاني، ويوقف الإصدار',
  auditor: 'يطّلع ولا يغيّر شيئًا',
  operator: 'يشغّل المنظومة لجميع الجهات',
};

/** Renders the sign-in page of the embedded cloud: an address or an ID to type, or somebody to choose. */
export function signInPage(people: readonly ListedPerson[], fault?: SignInFault): string {
  const volunteers = people.filter(({ roles }) => roles.length === 0);
  const staff = people.filter(({ roles }) => roles.length > 0);
  return signInFrame(
    html`
<p class="note">${both('هذه صفحة السحابة المحلية للتجربة: لا ترسل رمزًا بالبريد ولا تطلب كلمة مرور، وتُدخل بنفسها رمز تطبيق المصادقة لمنسوبي العيّنة.', 'This page belongs to the embedded cloud, for trying the product: it emails no code and asks for no password, and for the sample’s staff it fills in the code of their authenticator app.')}</p>
${fault === undefined ? null : html`<p role="alert">${both(FAULTS[fault][0], FAULTS[fault][1])}</p>`}
${
  fault === 'expired'
    ? null
    : html`<form method="post"><label for="email">${both('البريد الإلكتروني أو رقم المتطوع', 'Email address or volunteer ID')}</label>
<input id="email" name="email" dir="ltr" required maxlength="254" inputmode="email" autocapitalize="off" spellcheck="false" autocomplete="email" autofocus>
<button>متابعة <span lang="en">· Continue</span></button></form>
${choices(volunteers, 'متطوعون من السجلات', 'Volunteers from the ledgers')}
${choices(staff, 'منسوبو الجهات', 'Staff of the issuers')}`
}`,
  );
}

const choices = (people: readonly ListedPerson[], arabic: string, english: string): Html | null =>
  people.length === 0
    ? null
    : html`<h2>${both(arabic, english)}</h2>
<ul>${[...Map.groupBy(people, ({ email }) => email)].map(([email, known]) => choice(email, known))}</ul>`;

/** A button for whoever has an address: an address signs in once, however many issuers know it. */
function choice(email: string, known: readonly ListedPerson[]): Html {
  return html`<li><form method="post"><input type="hidden" name="email" value="${email}"><button class="person"><strong>${namesOf(known)}</strong>
<bdi dir="ltr">${email}</bdi>
${known.map(rolesOf)}</button></form></li>`;
}

/** The names under which issuers know a person, each once, with the IDs of a volunteer. */
function namesOf(known: readonly ListedPerson[]): Html[] {
  const names = new Map(known.map((person) => [`${person.name} ${person.volunteerId}`, person]));
  return [...names.values()].map(
    ({ name, volunteerId }) =>
      html`<bdi>${name}</bdi>${volunteerId === undefined ? null : html` <bdi dir="ltr">${volunteerId}</bdi>`} `,
  );
}

function rolesOf({ issuer, roles }: ListedPerson): Html[] {
  const held: readonly Role[] = roles.length === 0 ? ['volunteer'] : roles;
  return held.map(
    (role) =>
      html`<small>${NAMES.ar[role]}، ${issuer.nameAr}: ${PURPOSES_AR[role]} <span class="english" lang="en">${NAMES.en[role]}, ${issuer.nameEn}: ${ROLE_PURPOSES[role]}</span></small>`,
  );
}

function staffRoles(language: Language): Readonly<Record<StaffRole, string>> {
  const texts = join(templatesDirectory(), 'pages', 'console', `frame.${language}.json`);
  return JSON.parse(readFileSync(texts, 'utf8')).roles;
}
