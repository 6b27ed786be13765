import type { TestSystem } from '#testing/test-system.ts';
import type { Misbehaviour, MisbehavingProvider } from './misbehaving-provider.ts';
import type { OidcScene } from './oidc-scene.ts';

interface Parts {
  system: TestSystem;
  scene: OidcScene;
  provider: MisbehavingProvider;
}

/** Signs a new tenant in at a provider that misbehaves once the browser is under way; tells what was kept. */
export async function signInWhile(
  { system, scene, provider }: Parts,
  behaviour: Misbehaviour,
  before: Misbehaviour = {},
) {
  provider.behaviour = before;
  provider.sub = crypto.randomUUID();
  provider.requests = [];
  const browser = await scene.openBrowser();
  const url = await scene.begin(browser);
  provider.behaviour = behaviour;
  const landing = await scene.comeBack(provider.answer(url), browser.cookie);
  const { tenantId } = browser;
  const connection = await system.db
    .selectFrom('connection')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const profiles = await system.db
    .selectFrom('connection_profile')
    .select('profile_id')
    .where('tenant_id', '=', tenantId)
    .execute();
  return { landing, connection, profiles, browser };
}
