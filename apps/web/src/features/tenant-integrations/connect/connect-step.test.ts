import { describe, expect, it } from 'vitest';
import { makeConnection, makeIntegration } from '../integration-fixture.ts';
import { findStep } from './connect-step.ts';

const connected = { agreementAccepted: true, connections: [makeConnection()] };

describe('the step of connecting', () => {
  it('is the agreement until it is accepted, then the authorization', () => {
    expect(findStep(makeIntegration())).toBe('agreement');
    expect(findStep(makeIntegration({ agreementAccepted: true }))).toBe('authorize');
    expect(findStep(makeIntegration(), 'review')).toBe('agreement');
  });

  it('stays at a request that is under way, even when the agreement has a new version', () => {
    const connections = [makeConnection({ state: 'processing' })];
    expect(findStep(makeIntegration({ connections }))).toBe('authorize');
  });

  it('is none once connected, until one is asked for', () => {
    expect(findStep(makeIntegration(connected))).toBeUndefined();
    expect(findStep(makeIntegration(connected), 'job-types')).toBe('job-types');
    expect(findStep(makeIntegration(connected), 'review')).toBe('review');
  });

  it('authorizes again only for one more account or a sign-in that the partner asks for', () => {
    expect(findStep(makeIntegration(connected), 'authorize')).toBeUndefined();
    const several = { ...connected, multiAccount: true };
    expect(findStep(makeIntegration(several), 'authorize')).toBe('authorize');
    const newVersion = { ...several, agreementAccepted: false };
    expect(findStep(makeIntegration(newVersion), 'authorize')).toBe('agreement');
    const attention = [makeConnection({ attention: 'Sign in again' })];
    expect(findStep(makeIntegration({ ...connected, connections: attention }), 'authorize')).toBe(
      'authorize',
    );
  });

  it('is none while the integration is paused', () => {
    expect(findStep(makeIntegration({ paused: true }))).toBeUndefined();
    const several = { ...connected, multiAccount: true, paused: true };
    expect(findStep(makeIntegration(several), 'authorize')).toBeUndefined();
  });
});
