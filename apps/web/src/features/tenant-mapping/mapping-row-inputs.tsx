import type { MappingRow, TenantMapping } from '@leads/contract/tenant-mapping';
import { MultiSelect, Text, VisuallyHidden } from '@mantine/core';
import { memo, useState } from 'react';
import type { Mapped } from './mapping-draft.ts';
import styles from './mapping.module.css';

export interface MappingRowInputsProps {
  row: MappingRow;
  jobTypes: TenantMapping['jobTypes'];
  businessUnits: TenantMapping['businessUnits'];
  readOnly: boolean;
  /** Says which partners offer it. */
  showPartners: boolean;
  onChange: (standardJobTypeId: string, change: Partial<Mapped>) => void;
  /** Gives the whole trade this row's business units; undefined where all have them or the row has none. */
  onUseForTrade: ((row: MappingRow) => void) | undefined;
  /** How many rows the trade has here, whatever is searched for. */
  tradeRows: number;
}

/**
 * One standard job type: which of the company's job types it is, and who does it. Drawn again only when it changes, as
 * there may be 150 of them with 500 job types to choose from.
 */
export const MappingRowInputs = memo(function MappingRow(props: MappingRowInputsProps) {
  const { row, readOnly, onChange, onUseForTrade } = props;
  const { standardJobTypeId } = row;
  return (
    <div className={styles['row']}>
      <div className={styles['name']}>
        {row.name}
        {props.showPartners && row.usedBy.length > 0 && (
          <Text component="span" display="block" c="dimmed" size="xs">
            {row.usedBy.join(', ')}
          </Text>
        )}
      </div>
      <OwnItems
        label={`${row.name}: job types`}
        placeholder="Job types…"
        items={props.jobTypes}
        value={row.tenantJobTypeIds}
        onChange={(tenantJobTypeIds) => onChange(standardJobTypeId, { tenantJobTypeIds })}
        readOnly={readOnly}
      />
      <div>
        <OwnItems
          label={`${row.name}: business units`}
          placeholder="Business units…"
          items={props.businessUnits}
          value={row.businessUnitIds}
          onChange={(businessUnitIds) => onChange(standardJobTypeId, { businessUnitIds })}
          readOnly={readOnly}
        />
        {onUseForTrade !== undefined && (
          <button type="button" className={styles['spread']} onClick={() => onUseForTrade(row)}>
            Use for all {props.tradeRows.toLocaleString()} of {row.trade}
          </button>
        )}
      </div>
    </div>
  );
});

interface OwnItemsProps {
  label: string;
  placeholder: string;
  items: TenantMapping['jobTypes'];
  value: string[];
  onChange: (ids: string[]) => void;
  readOnly: boolean;
}

function OwnItems({ label, placeholder, items, value, onChange, readOnly }: OwnItemsProps) {
  // Only the field that is used holds all options; hundreds of fields with hundreds of options are slow.
  const [used, setUsed] = useState(false);
  // An id that is not active any more has no name here; it stays until it is taken out.
  const gone = value.filter((id) => !items.some((item) => item.id === id));
  const offered = used ? items : items.filter(({ id }) => value.includes(id));
  const data = [
    ...offered.map(({ id, name }) => ({ value: id, label: name })),
    ...gone.map((id) => ({ value: id, label: 'No longer active' })),
  ];
  if (readOnly) {
    const names = data.filter((item) => value.includes(item.value)).map((item) => item.label);
    return (
      <Text className={styles['readOnly'] ?? ''} {...(names.length === 0 ? { c: 'dimmed' } : {})}>
        <VisuallyHidden>{label}: </VisuallyHidden>
        {names.join(', ') || 'None'}
      </Text>
    );
  }
  return (
    <MultiSelect
      aria-label={label}
      {...(value.length === 0 ? { placeholder } : {})}
      data={data}
      value={value}
      onChange={onChange}
      onFocus={() => setUsed(true)}
      searchable
      selectFirstOptionOnChange
      hidePickedOptions
      classNames={{ inputField: styles['typing'] ?? '' }}
      nothingFoundMessage="None has this name"
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
