/**
 * An email address, which is divided before its domain where it must be, and elsewhere only where a part is longer than
 * its line: a browser would divide it at a hyphen. It is copied as it is written.
 */
export function EmailAddress({ children: email }: { readonly children: string }) {
  const at = Math.max(0, email.lastIndexOf('@'));
  return (
    <bdi dir="ltr">
      <span className="address-part">{email.slice(0, at)}</span>
      <span className="address-part">{email.slice(at)}</span>
    </bdi>
  );
}
