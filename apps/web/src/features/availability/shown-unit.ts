import type { UnitCapacity } from '@leads/contract/availability';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

interface Wanted {
  /** The business unit that the address names. */
  unitId: string | undefined;
  isDirty: boolean;
}

interface ShownUnit {
  unit: UnitCapacity;
  /** It is no longer among the units; it stays while its changes would be lost. */
  isGone: boolean;
}

/** The unit that the address names, else the first one; one that has gone stays until its changes are discarded. */
export function chooseUnit(
  units: readonly UnitCapacity[],
  { unitId, isDirty, last }: Wanted & { last: UnitCapacity | undefined },
): ShownUnit | undefined {
  const named = units.find(({ businessUnitId }) => businessUnitId === unitId);
  if (named !== undefined) return { unit: named, isGone: false };
  if (isDirty && last !== undefined && last.businessUnitId === unitId)
    return { unit: last, isGone: true };
  const [first] = units;
  return first && { unit: first, isGone: false };
}

/** The same for the page; the address is made to name what is shown, so that another first unit does not take its place. */
export function useShownUnit(
  tenantId: string,
  units: readonly UnitCapacity[] | undefined,
  { unitId, isDirty }: Wanted,
): ShownUnit | undefined {
  const [last, setLast] = useState<UnitCapacity>();
  const shown = chooseUnit(units ?? [], { unitId, isDirty, last });
  if (shown !== undefined && shown.unit !== last) setLast(shown.unit);
  const navigate = useNavigate();
  const shownId = shown?.unit.businessUnitId;
  useEffect(() => {
    if (shownId === undefined || shownId === unitId) return;
    void navigate({
      to: '/tenant/$tenantId/availability',
      params: { tenantId },
      search: { unit: shownId },
      replace: true,
    });
  }, [navigate, tenantId, shownId, unitId]);
  return shown;
}
