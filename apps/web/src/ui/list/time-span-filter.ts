import { timeSpans, type TimeSpan } from '@leads/contract/page';

const spanWords: Record<TimeSpan, string> = {
  '24h': 'Last 24 h',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
};

/** The filter `within` of a list that goes by time. */
export const timeSpanFilter = {
  name: 'within',
  label: 'Time',
  options: timeSpans.map((value) => ({ value, label: spanWords[value] })),
};
