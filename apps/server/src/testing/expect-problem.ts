import { Problem } from '@leads/contract/problem';
import type { ProblemCode } from '@leads/contract/problem';

/** Runs the work and returns the problem it is refused with; fails on any other outcome. */
export async function expectProblem(
  work: Promise<unknown> | (() => unknown),
  code: ProblemCode,
): Promise<Problem> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (err) {
    if (err instanceof Problem && err.code === code) return err;
    throw err;
  }
  throw new Error(`expected a refusal with ${code}, but it was done`);
}
