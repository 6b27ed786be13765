import { systemActor } from '#platform/act/actor.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { makeIntegration, makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { applyJobTypes } from '../apply-job-types.ts';
import { getJobTypeMapping } from '../get-job-type-mapping.ts';
import { previewJobTypes } from '../preview-job-types.ts';
import { seedCatalogue } from '../seed-catalogue.ts';

/** A system with the catalogue, a manager, a viewer, and short words for what the tests do again and again. */
export async function createScene() {
  const system: TestSystem = await createTestSystem();
  const manager: Context<ActorOf<'staff'>> = system.contextFor(
    await makeStaff(system.db, 'manager'),
  );
  const viewer: Context<ActorOf<'staff'>> = system.contextFor(await makeStaff(system.db, 'viewer'));
  await change(system.contextFor(systemActor('test')), 'demo.seed', async (tx) => {
    await seedCatalogue(tx);
    return { value: undefined, audit: noAudit('a test') };
  });
  return {
    system,
    manager,
    viewer,
    draft: () => makeIntegration(system.db, { status: 'draft' }),
    async upload(integrationId: string, bytes: Uint8Array, confirmRemovedMapped?: number) {
      const { previewId } = await previewJobTypes(manager, { integrationId, bytes });
      return applyJobTypes(manager, { integrationId, previewId, confirmRemovedMapped });
    },
    read: async (integrationId: string) =>
      (await getJobTypeMapping(manager, integrationId)).partnerJobTypes,
  };
}

export type Scene = Awaited<ReturnType<typeof createScene>>;

/** A file of these lines under the template's first line. */
export function fileOf(...lines: string[]): Uint8Array {
  const header = 'Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type';
  return Buffer.from([header, ...lines].join('\n'));
}
