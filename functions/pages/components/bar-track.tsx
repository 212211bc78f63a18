/** A bar that is filled to a share of 100; without one, something moves along it. */
export function BarTrack({ share }: { readonly share: number | undefined }) {
  return (
    <svg className="bar-track" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect className={share === undefined ? 'bar-fill moving' : 'bar-fill'} width={share ?? 30} height="1" />
    </svg>
  );
}
