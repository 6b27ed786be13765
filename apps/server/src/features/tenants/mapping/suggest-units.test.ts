import { expect, it } from 'vitest';
import { suggestUnits } from './suggest-units.ts';

const unit = (id: string, name: string) => ({ id, name });
const row = (trade: string, businessUnitIds: string[] = []) => ({
  standardJobTypeId: `${trade}-${businessUnitIds.join()}`,
  name: 'Repair',
  trade,
  usedBy: [],
  tenantJobTypeIds: [],
  businessUnitIds,
});
const service = unit('s', 'HVAC - Service');
const install = unit('i', 'HVAC - Install');
const drains = unit('d', 'Plumbing');

it.each([
  [
    'the units that all mapped rows of the trade have',
    [['s'], ['s', 'i'], []],
    [service, install],
    ['s'],
  ],
  ['none where the rows differ', [['s'], ['i']], [service, install, drains], undefined],
  ['the only unit that is named for the trade', [[]], [service, drains], ['s']],
  ['none where two are named for it', [[]], [service, install], undefined],
  ['none that is not active any more', [['gone']], [service], undefined],
  ['none for a word that only begins with the trade', [[]], [unit('x', 'HVACR')], undefined],
])('suggests %s', (_case, chosen, businessUnits, expected) => {
  const rows = chosen.map((ids) => row('HVAC', ids));
  expect(suggestUnits({ rows, businessUnits }).get('HVAC')).toEqual(expected);
});
