import { describe, expect, it } from 'vitest';
import {
  firstAppointment,
  listLengths,
  toAppointment,
  toAppointmentSchema,
  toLengthWords,
} from './appointment.ts';

const now = new Date('2026-11-24T16:00:00Z');
const lead = {
  timeZone: 'America/Toronto',
  wantedStartAt: null,
  wantedDurationSec: null,
  appointmentStartAt: null,
  appointmentDurationSec: null,
};

describe('the appointment form', () => {
  it('begins with the wanted time in the tenant’s zone', () => {
    const wanted = { ...lead, wantedStartAt: '2026-11-27T19:30:00Z', wantedDurationSec: 5400 };
    expect(firstAppointment(wanted, now)).toEqual({
      date: '2026-11-27',
      time: '14:30',
      minutes: '90',
    });
  });

  it('begins with the appointment when it is moved', () => {
    const scheduled = {
      ...lead,
      wantedStartAt: '2026-11-27T19:30:00Z',
      appointmentStartAt: '2026-11-28T15:00:00Z',
      appointmentDurationSec: 3600,
    };
    expect(firstAppointment(scheduled, now)).toMatchObject({ date: '2026-11-28', time: '10:00' });
  });

  it('begins tomorrow at nine when the wanted time is past or not given', () => {
    const tomorrow = { date: '2026-11-25', time: '09:00', minutes: '120' };
    expect(firstAppointment(lead, now)).toEqual(tomorrow);
    expect(firstAppointment({ ...lead, wantedStartAt: '2026-11-20T19:30:00Z' }, now)).toEqual(
      tomorrow,
    );
  });

  it('sends the instant and the seconds', () => {
    const fields = { date: '2026-11-27', time: '14:30', minutes: '90' };
    expect(toAppointment(fields, 'America/Toronto')).toEqual({
      startAt: '2026-11-27T19:30:00.000Z',
      durationSec: 5400,
    });
  });

  it('refuses a time that the clocks leave out, at its field', () => {
    const fields = { date: '2027-03-14', time: '02:30', minutes: '60' };
    const refusal = toAppointmentSchema('America/Toronto').safeParse(fields);
    expect(refusal.error?.issues.map(({ path }) => path)).toEqual([['time']]);
    expect(toAppointmentSchema('America/Phoenix').safeParse(fields).success).toBe(true);
  });

  it('offers the usual lengths and the one that is there', () => {
    expect(
      listLengths('45')
        .map(({ label }) => label)
        .slice(0, 3),
    ).toEqual(['30 min', '45 min', '1 h']);
    expect(toLengthWords(90)).toBe('1 h 30 min');
  });
});
