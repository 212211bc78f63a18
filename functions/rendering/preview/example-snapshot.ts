import type { CertificateSnapshot, PrintedIssuer } from '../../domain/certificate/certificate.ts';
import type { CountryProfile } from '../../domain/issuer.ts';

const CLUSTER: PrintedIssuer = {
  issuerId: 'rawabi-health-cluster',
  nameAr: 'تجمع الروابي الصحي',
  nameEn: 'Rawabi Health Cluster',
  domain: 'rawabi-health.example',
  logo: 'rawabi-health-cluster',
  signatories: [
    {
      nameAr: 'د. سلمى بنت فهد العريني',
      nameEn: 'Dr. Salma Fahad Alorini',
      titleAr: 'الرئيسة التنفيذية للتجمع',
      titleEn: 'Chief Executive Officer',
    },
    {
      nameAr: 'ماجد بن سعد الحازمي',
      nameEn: 'Majed Saad Alhazmi',
      titleAr: 'مدير إدارة التطوع الصحي',
      titleEn: 'Director of Health Volunteering',
    },
  ],
};

const MUNICIPALITY: PrintedIssuer = {
  issuerId: 'rawabi-municipality',
  nameAr: 'أمانة الروابي',
  nameEn: 'Rawabi Municipality',
  domain: 'rawabi-municipality.example',
  logo: 'rawabi-municipality',
  signatories: [
    {
      nameAr: 'م. عبدالإله بن ناصر الدريبي',
      nameEn: 'Eng. Abdulelah Nasser Aldraibi',
      titleAr: 'أمين المدينة',
      titleEn: 'Mayor',
    },
  ],
};

const INITIATIVE: PrintedIssuer = {
  issuerId: 'shifa-initiative',
  nameAr: 'مبادرة شفاء للعلاج المجاني',
  nameEn: 'Shifa Free Care Initiative',
  domain: 'shifa-initiative.example',
  logo: 'shifa-initiative',
  signatories: [
    {
      nameAr: 'د. نبراس كاظم الربيعي',
      nameEn: 'Dr. Nibras Kadhim Al-Rubaie',
      titleAr: 'منسق المبادرة',
      titleEn: 'Initiative Coordinator',
    },
  ],
};

/** Returns an invented certificate for previews and tests. */
export function exampleSnapshot(
  design: string,
  { partners = 0, country = 'SA' }: { partners?: 0 | 1; country?: CountryProfile } = {},
): CertificateSnapshot {
  const first = country === 'SA' ? CLUSTER : INITIATIVE;
  return {
    certificateId: 'B1P90CH35ABARTZ768',
    award: { kind: 'opportunity', opportunityId: 'example' },
    holder: {
      volunteerId: 'example',
      kind: 'individual',
      gender: 'female',
      nameAr: 'نورة بنت عبدالله الشمري',
      nameEn: 'Norah Abdullah Alshammari',
      minor: false,
    },
    issuers: partners ? [first, MUNICIPALITY] : [first],
    country,
    timeZone: country === 'SA' ? 'Asia/Riyadh' : 'Asia/Baghdad',
    titleAr: 'حملة التوعية بالسكري في الأسواق',
    titleEn: 'Diabetes Awareness Campaign in the Markets',
    track: 'preventive',
    opportunityKind: 'volunteering',
    period: { from: '2025-07-01', to: '2025-08-15' },
    minutes: 1890,
    requiredMinutes: 1200,
    experience: true,
    evidence: [],
    provenance: { recorded: [], approvals: [], makerAndChecker: true },
    issuedAt: '2025-08-20T09:00:00.000Z',
    issuedOn: '2025-08-20',
    validUntil: null,
    design,
    disclosure: 'masked',
    proof: 'plain',
    baseUrl: `https://verify.${first.domain}`,
    statusList: { listId: 'example', index: 1 },
    credentialKeyId: null,
    sealKeyId: null,
    supersedes: null,
  };
}
