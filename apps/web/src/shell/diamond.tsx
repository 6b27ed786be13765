/** The product's sign; decorative, the name stands beside it. */
export function Diamond({ size }: { size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden
      focusable="false"
      style={{ flex: 'none' }}
    >
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-blue-6)" />
      <path d="M16 7l9 9-9 9-9-9z" fill="#fff" />
    </svg>
  );
}
