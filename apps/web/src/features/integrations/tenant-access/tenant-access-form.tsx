import { TenantAccess, tenantAccessModes } from '@leads/contract/integration-sections';
import { saveTenantAccess, type Integration } from '@leads/contract/integrations';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ChoiceCards } from '#web/ui/form/choice-cards.tsx';
import { SectionForm } from '#web/ui/form/section-form.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useConflict } from '../set-up/conflict/use-conflict.tsx';
import type { SectionFormInput } from '../set-up/open-section.tsx';
import { changeAccess, noAccessChanges, toAccessLists } from './access-changes.ts';
import { describeAccess, keepAccess, type AccessValues } from './access-versions.ts';
import { useAsk } from '#web/ui/form/use-ask.tsx';
import { EnableConnected } from './enable-connected.tsx';
import { modeWords } from './mode-words.ts';
import { accessTenantKeys } from './queries.ts';
import { TenantPicker } from './tenant-picker.tsx';

const modeChoices = tenantAccessModes.map((value) => ({ value, ...modeWords[value] }));

/** Tenant Access: everybody, or those that are enabled by name. */
export function TenantAccessForm(props: SectionFormInput) {
  const { integration, version, readOnly, save } = props;
  const { id, tenantAccess } = integration;
  const queryClient = useQueryClient();
  const form = useContractForm(TenantAccess, {
    mode: tenantAccess.mode ?? 'specific',
    enable: [],
    disable: [],
  });
  const [changes, setChanges] = useState(noAccessChanges);
  const [ask, dialog] = useAsk({
    title: 'Take access from connected tenants?',
    verb: 'Save and disconnect them',
    danger: true,
    more: 'Their open leads stay workable; new bookings for them are refused.',
    refusal: 'The connected tenants keep their access. Enable them, or save again and confirm.',
  });
  const toValues = ({ tenantAccess: { mode: saved } }: Integration): AccessValues => ({
    mode: saved ?? 'specific',
    changes: noAccessChanges,
  });
  const refusalAction = useConflict(props, {
    began: toValues(integration),
    readMine: () => ({ mode: form.getValues().mode, changes }),
    toValues,
    describe: describeAccess,
    merge: keepAccess,
    onMerged: (theirs, merged) => {
      form.resetDirty({ mode: theirs.mode, enable: [], disable: [] });
      form.setValues({ mode: merged.mode });
      setChanges(merged.changes);
    },
  });

  const send = async (mode: TenantAccess['mode']): Promise<void> => {
    const body = { version, tenantAccess: { mode, ...toAccessLists(changes) } };
    const sendOnce = (confirm: boolean) =>
      save(() =>
        call(saveTenantAccess, {
          params: { id },
          body: confirm ? { ...body, confirm } : body,
        }),
      );
    try {
      await sendOnce(false);
    } catch (err) {
      const problem = toCallProblem(err);
      if (problem.code !== 'confirmation_needed') throw err;
      await ask(problem);
      await sendOnce(true);
    }
    void queryClient.invalidateQueries({ queryKey: accessTenantKeys.of(id) });
  };

  const { mode } = form.values;
  return (
    <SectionForm
      form={form}
      under="tenantAccess"
      onSubmit={(values) => send(values.mode)}
      onSaved={props.onSaved}
      onCancel={props.onCancel}
      readOnly={readOnly}
      lookAround
      otherChanges={changes.size > 0}
      refusalAction={refusalAction}
    >
      <ChoiceCards
        label="Who has access"
        choices={modeChoices}
        disabled={readOnly}
        {...form.getInputProps('mode')}
      />
      {mode === 'specific' && (
        <>
          {!readOnly && tenantAccess.mode === 'all' && (
            <EnableConnected
              integration={integration}
              onEnable={(tenants) => setChanges(changeAccess(changes, tenants, true))}
            />
          )}
          <TenantPicker
            integrationId={id}
            enabledCount={tenantAccess.enabledCount}
            changes={changes}
            onChange={setChanges}
            error={form.errors['enable'] ?? form.errors['disable']}
            readOnly={readOnly}
          />
        </>
      )}
      {dialog}
    </SectionForm>
  );
}
