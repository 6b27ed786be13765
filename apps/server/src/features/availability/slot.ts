/** Open spots of one service in one window, as partners are told of it. */
export interface Slot {
  serviceId: string;
  startSec: number;
  durationSec: number;
  spotsOpen: number;
  spotsTotal: number;
}

/** Of one profile, those that begin on a day of its tenant's calendar. */
export type SlotsOfDay = (day: string) => Slot[];

/** What makes two reports speak of the same slot. */
export function slotKey({ serviceId, startSec, durationSec }: Slot): string {
  return `${startSec}+${durationSec} ${serviceId}`;
}

export function byStartThenService(a: Slot, b: Slot): number {
  if (a.startSec !== b.startSec) return a.startSec - b.startSec;
  if (a.durationSec !== b.durationSec) return a.durationSec - b.durationSec;
  return a.serviceId < b.serviceId ? -1 : a.serviceId > b.serviceId ? 1 : 0;
}
