import type { BodyOf, ReplyOf } from '@leads/contract/endpoint';
import {
  availabilityDaysMax,
  availabilitySlotsMax,
  type askAvailability as endpoint,
} from '@leads/contract/partner-api';
import { fieldProblem, Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { createGiveWay } from '#platform/give-way.ts';
import { horizonDays, listDays } from './day-slots.ts';
import { readProfileSlots } from './read-profile-slots.ts';
import type { ProfileDays } from './read-profile-slots.ts';
import { toSpan } from './read-unit-slots.ts';
import { requireAskedAccount } from './require-asked-account.ts';
import type { AskedAccount } from './require-asked-account.ts';
import type { Slot } from './slot.ts';
import { toDay } from './wall-clock.ts';

type PartnerContext = Context<ActorOf<'partner'>>;
type Question = BodyOf<typeof endpoint>;

const daySeconds = 86_400;

/**
 * The open spots of an account's active profiles as they are now. Works for test accounts by a sandbox credential, in
 * every status of the integration.
 * @throws Problem `integration_inactive`, `account_disconnected`, `access_withdrawn`, `unknown_account`,
 * `validation_failed` for an unknown profile or service, a time span that is too long, or a reply that would be
 */
export async function askAvailability(
  ctx: PartnerContext,
  question: Question,
): Promise<ReplyOf<typeof endpoint>> {
  const { integrationId } = ctx.actor;
  const account = await requireAskedAccount(ctx, question.accountId);
  const span = requireSpan(question, { now: ctx.clock.now(), timeZone: account.timeZone });
  const profiles = await requireProfiles(ctx, { account, question, span });
  return {
    accountId: question.accountId,
    timeZone: account.timeZone,
    profiles: await readSlots(ctx, { integrationId, profiles, span }),
  };
}

async function readSlots(
  { db }: PartnerContext,
  {
    integrationId,
    profiles,
    span,
  }: { integrationId: string; profiles: readonly ProfileDays[]; span: Span },
): Promise<ReplyOf<typeof endpoint>['profiles']> {
  const slots = await readProfileSlots(db, { integrationId, profiles });
  const giveWay = createGiveWay();
  const reply: ReplyOf<typeof endpoint>['profiles'] = [];
  let count = 0;
  for (const profile of profiles) {
    const slotsOn = slots.of(profile);
    const own: Slot[] = [];
    for (const day of listDays(profile)) {
      await giveWay();
      for (const one of slotsOn(day)) {
        if (one.startSec + one.durationSec > span.fromSec && one.startSec < span.toSec)
          own.push(one);
      }
      requireFits(count + own.length);
    }
    count += own.length;
    reply.push({ profileId: profile.profileId, slots: own });
  }
  return reply;
}

interface Span {
  fromSec: number;
  toSec: number;
}

function requireSpan(
  { startSec, endSec }: Question,
  { now, timeZone }: { now: Date; timeZone: string },
): Span {
  const nowSec = Math.floor(now.getTime() / 1_000);
  const fromSec = Math.max(startSec ?? nowSec, nowSec);
  const firstDay = toDay(now, timeZone);
  const horizon = toSpan({ tenantId: '', timeZone, firstDay, days: horizonDays }).toMs / 1_000;
  const toSec = endSec ?? Math.max(horizon, fromSec + daySeconds);
  if (startSec !== undefined && toSec <= startSec) {
    throw fieldProblem('/endSec', 'endSec must be after startSec');
  }
  if (toSec - fromSec > availabilityDaysMax * daySeconds) {
    const message = `Ask for at most ${availabilityDaysMax} days at once`;
    throw fieldProblem('/endSec', message);
  }
  return { fromSec, toSec };
}

/** @throws Problem `validation_failed` */
async function requireProfiles(
  ctx: PartnerContext,
  { account, question, span }: { account: AskedAccount; question: Question; span: Span },
): Promise<ProfileDays[]> {
  const { tenantId, connectionId, timeZone } = account;
  const { profileId, serviceId } = question;
  await requireService(ctx, serviceId);
  const rows = await ctx.db
    .selectFrom('connection_profile')
    .select(['profile_id as profileId', 'service_ids as serviceIds'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('active', '=', true)
    .$if(profileId !== undefined, (query) => query.where('profile_id', '=', profileId as string))
    .orderBy('position')
    .orderBy('profile_id')
    .execute();
  if (rows.length === 0 && profileId !== undefined) {
    throw fieldProblem('/profileId', `The account has no active profile ${profileId}`);
  }
  const firstDay = toDay(new Date(span.fromSec * 1_000), timeZone);
  const lastDay = toDay(new Date(Math.max(span.toSec, span.fromSec) * 1_000), timeZone);
  const days = firstDay.until(lastDay, { largestUnit: 'days' }).days + 1;
  return rows.map((row) => ({
    profileId: row.profileId,
    serviceIds: narrow(row.serviceIds, serviceId),
    tenantId,
    connectionId,
    timeZone,
    firstDay,
    days,
  }));
}

/** Of the services that the partner limits a profile to (null: all), the one that is asked for. */
function narrow(serviceIds: string[] | null, asked: string | undefined): string[] | null {
  if (asked === undefined) return serviceIds;
  return serviceIds === null || serviceIds.includes(asked) ? [asked] : [];
}

async function requireService(ctx: PartnerContext, serviceId: string | undefined): Promise<void> {
  if (serviceId === undefined) return;
  const known = await ctx.db
    .selectFrom('partner_job_type')
    .select('id')
    .where('integration_id', '=', ctx.actor.integrationId)
    .where('partner_id', '=', serviceId)
    .executeTakeFirst();
  if (known !== undefined) return;
  throw fieldProblem(
    '/serviceId',
    `The service ${serviceId} is not in this integration's list of partner job types`,
  );
}

/** @throws Problem `validation_failed` */
function requireFits(count: number): void {
  if (count <= availabilitySlotsMax) return;
  throw new Problem('validation_failed', {
    detail: `There are more than ${availabilitySlotsMax.toLocaleString('en')} slots. Ask for one profile, one service or fewer days.`,
  });
}
