import { titleIn } from '../../../domain/wording/language.ts';
import { CopyButton } from '../../components/copy-field.tsx';
import { OwnWords, useReader } from '../../components/reader.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import type { MyWords } from '../words.ts';
import type { ShownCertificate } from './shown-state.ts';

/** The fields of LinkedIn's form, each to copy, and the address that opens it filled in where LinkedIn still does so. */
export default function LinkedInFields({ certificate }: { readonly certificate: ShownCertificate }) {
  const { words, language } = useReader<MyWords>();
  const { name: organization } = useIssuerFacts()(certificate.issuerId);
  const texts = words.certificates;
  const title = titleIn(language, certificate) ?? '';
  const [year = '', month = ''] = (certificate.issuedOn ?? '').split('-');
  const fields: readonly (readonly [label: string, value: string])[] = [
    [texts.name, title],
    [texts.organization, organization],
    [texts.issueDate, `${month}/${year}`],
    [texts.id, certificate.displayId],
    [texts.url, certificate.verificationUrl ?? ''],
  ];
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: title,
    organizationName: organization,
    issueYear: year,
    issueMonth: String(Number(month)),
    certUrl: certificate.verificationUrl ?? '',
    certId: certificate.displayId,
  });
  return (
    <>
      <p>
        <a
          className="action"
          href={`https://www.linkedin.com/profile/add?${query}`}
          target="_blank"
          rel="noreferrer"
        >
          {texts.linkedInOpen}
        </a>
      </p>
      <p>{texts.linkedInText}</p>
      <dl className="copy-fields">
        {fields.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <OwnWords text={value} />
              <CopyButton text={value} label={texts.copy} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
