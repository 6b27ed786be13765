import { Problem } from '@leads/contract/problem';
import { violatedConstraint } from '#platform/db/database-fault.ts';

/**
 * Awaits a write of the partner name, which the body has at `pointer`.
 * @throws Problem `name_taken` when another living integration has the name, in any case
 */
export async function refuseTakenName<T>(
  write: Promise<T>,
  {
    pointer = '/general/name',
    message = 'Another integration has this name. Choose a different one.',
  }: { pointer?: string; message?: string } = {},
): Promise<T> {
  try {
    return await write;
  } catch (err) {
    if (violatedConstraint(err) !== 'integration_name') throw err;
    throw new Problem('name_taken', {
      detail: message,
      errors: [{ pointer, message }],
    });
  }
}
