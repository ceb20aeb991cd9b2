/** Voices that take turns: what a hocket is in music. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="var(--on-accent)">
        <rect x="7" y="8" width="5" height="9" rx="2.5" />
        <rect x="13.5" y="15" width="5" height="9" rx="2.5" opacity=".75" />
        <rect x="20" y="8" width="5" height="9" rx="2.5" />
      </g>
    </svg>
  );
}
