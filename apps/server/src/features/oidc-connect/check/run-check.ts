import type { CheckResult, ConnectionCheck } from '@leads/contract/connection-test';

export interface Verdict {
  result: CheckResult;
  /** What was found, and what to mend when it failed. */
  detail: string;
}

export const passed = (detail: string): Verdict => ({ result: 'passed', detail });
export const failed = (detail: string): Verdict => ({ result: 'failed', detail });
export const warning = (detail: string): Verdict => ({ result: 'warning', detail });
export const skipped = (detail: string): Verdict => ({ result: 'skipped', detail });

/** A verdict under its check's name. */
export function toCheck(
  check: { id: string; label: string },
  { result, detail }: Verdict,
  durationMs = 0,
): ConnectionCheck {
  return { ...check, result, detail, durationMs: Math.round(durationMs) };
}
