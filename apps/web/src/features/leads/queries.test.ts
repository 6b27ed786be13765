import { expect, it } from 'vitest';
import { leadKeys, leadTopics } from './queries.ts';

const topics = leadTopics('t', 'me');
const one = leadKeys.one('t', 'a');

it('reads again the lists and the lead that changed, no other open lead', () => {
  expect(topics.leads({ topic: 'leads', id: 'a' })).toEqual([leadKeys.lists('t'), one]);
  expect(topics.leads()).toEqual([leadKeys.lists('t'), leadKeys.ones('t')]);
});

it('reads the lead again that a colleague opened, not the one that the reader opened', () => {
  const hint = { topic: 'lead_viewers', id: 'a' };
  expect(topics.lead_viewers({ ...hint, byUserId: 'colleague' })).toEqual([one]);
  expect(topics.lead_viewers({ ...hint, byUserId: 'me' })).toEqual([]);
});
