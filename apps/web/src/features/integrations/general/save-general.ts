import type { CallOf } from '@leads/contract/endpoint';
import {
  createIntegration,
  removeLogo,
  saveGeneral,
  saveLogo,
  type Integration,
} from '@leads/contract/integrations';
import { call } from '#web/api/call.ts';
import { localProblem, toCallProblem } from '#web/api/call-problem.ts';

export type GeneralInput = CallOf<typeof createIntegration>['body']['general'];

/** Creates the integration, or saves the section when there is a version of it. */
export function sendGeneral(
  id: string,
  { version, general }: { version: number | undefined; general: GeneralInput },
): Promise<Integration> {
  return version === undefined
    ? call(createIntegration, { params: undefined, body: { id, general } })
    : call(saveGeneral, { params: { id }, body: { version, general } });
}

/**
 * Saves or removes the logo, which is kept apart from the section's fields.
 * @throws CallProblem that says that the fields themselves are saved
 */
export async function sendLogo(id: string, logo: File | 'remove'): Promise<Integration> {
  try {
    if (logo === 'remove') return await call(removeLogo, { params: { id } });
    const body = new FormData();
    body.append('file', logo);
    return await call(saveLogo, { params: { id }, body });
  } catch (err) {
    const problem = toCallProblem(err);
    throw localProblem(problem.code, {
      title: 'The logo could not be saved',
      detail: `${problem.detail} The other fields are saved.`,
      requestId: problem.requestId,
      cause: err,
    });
  }
}
