import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { titleIn } from '../../../domain/wording/language.ts';
import { dataUrl } from '../../components/data-url.ts';
import { useReader } from '../../components/reader.tsx';
import type { MyWords } from '../words.ts';
import type { ShownCertificate } from './shown-state.ts';

/**
 * The first page of a certificate as it prints. It is asked for when its place comes near the window, since each is drawn
 * anew; the place is there from the beginning, and stays empty where it can't be drawn: the file is above it.
 */
export function CertificatePicture(props: {
  readonly certificate: ShownCertificate;
  readonly picture: () => Promise<Uint8Array<ArrayBuffer>>;
}) {
  const { certificateId, documentSha256 } = props.certificate;
  const { words, language } = useReader<MyWords>();
  const frame = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      { rootMargin: '200px' },
    );
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  const { data } = useQuery({
    queryKey: ['picture', certificateId, documentSha256],
    // A document never changes.
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isNear,
    queryFn: async () => dataUrl(await props.picture()),
  });
  const title = titleIn(language, props.certificate) ?? props.certificate.displayId;
  return (
    <div className="certificate-picture" ref={frame}>
      {data && <img src={data} alt={words.certificates.picture.replace('{title}', title)} />}
    </div>
  );
}
