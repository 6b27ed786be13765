import { General } from '@leads/contract/integration-general';
import type { Integration } from '@leads/contract/integrations';
import { Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ChoiceCards } from '#web/ui/form/choice-cards.tsx';
import { CopyField } from '#web/ui/form/copy-field.tsx';
import { SectionForm } from '#web/ui/form/section-form.tsx';
import { hasChanges } from '#web/ui/form/has-changes.ts';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { toast } from '#web/ui/show/toast.ts';
import { callbackUrlQuery } from '../queries.ts';
import { useFormConflict } from '../set-up/conflict/use-conflict.tsx';
import { sectionOf, type SectionFormInput } from '../set-up/open-section.tsx';
import { partnerChoices, tenantChoices } from './authorization-choices.tsx';
import { describeGeneral } from './describe-general.ts';
import { useKeptDraft } from './kept-draft.ts';
import { LogoField, type LogoChange } from './logo-field.tsx';
import { sendGeneral, sendLogo, type GeneralInput } from './save-general.ts';

export interface GeneralFormProps extends Omit<SectionFormInput, 'integration' | 'version'> {
  id: string;
  /** Undefined before the first save, which creates it. */
  integration: Integration | undefined;
  version: number | undefined;
}

/** What the form holds of a saved integration. */
function toValues({ general }: Integration): GeneralInput {
  return { ...general, technicalContactEmail: general.technicalContactEmail ?? '' };
}

const blank: GeneralInput = {
  name: '',
  description: '',
  tenantAuthorizationType: 'open_id_connect',
  partnerAuthorizationType: 'oauth2_client_credentials',
  multiAccount: false,
  technicalContactEmail: '',
};

/** General Information: who the partner is, and how tenants and the partner sign in. */
export function GeneralForm(props: GeneralFormProps) {
  const { id, integration, readOnly } = props;
  const form = useContractForm(General, integration === undefined ? blank : toValues(integration), {
    readOnly,
  });
  useKeptDraft(form, integration === undefined ? `new-integration:${id}` : undefined);
  const refusalAction = useFormConflict(props, { form, toValues, describe: describeGeneral });
  const logo = useLogo();
  const send = useSend(props, logo);
  const connected = integration?.connectedTenants ?? 0;
  return (
    <SectionForm
      form={form}
      under="general"
      onSubmit={(general) => send(general, hasChanges(form))}
      onSaved={props.onSaved}
      onCancel={props.onCancel}
      readOnly={readOnly}
      lookAround
      otherChanges={logo.change !== undefined}
      refusalAction={refusalAction}
    >
      <TextInput
        label="Partner Name"
        description="Tenants see it. No two integrations have the same one."
        autoComplete="off"
        withAsterisk
        {...form.getInputProps('name')}
      />
      <Textarea
        label="Description"
        description="What the partner does, as tenants read it before they connect."
        withAsterisk
        {...form.getInputProps('description')}
      />
      <ChoiceCards
        label="Tenant Authorization Type"
        description={
          connected > 0
            ? `How a tenant signs in to the partner for the first time. It can change when no tenant is connected; ${toCountedWords(connected, 'tenant')} ${connected === 1 ? 'is' : 'are'} now.`
            : 'How a tenant signs in to the partner for the first time.'
        }
        choices={tenantChoices}
        required
        {...form.getInputProps('tenantAuthorizationType')}
      />
      {form.values.tenantAuthorizationType === 'open_id_connect' && <CallbackUrl id={id} />}
      <ChoiceCards
        label="Partner Authorization Type"
        description="How the partner signs in to us when it sends leads."
        choices={partnerChoices}
        required
        {...form.getInputProps('partnerAuthorizationType')}
      />
      <Switch
        label="Multi account support"
        description="For tenants that have more than one account with the partner and need to connect all of them."
        {...form.getInputProps('multiAccount', { type: 'checkbox' })}
      />
      <TextInput
        type="email"
        label="Technical contact e-mail"
        description="Whom to write to at the partner when something does not work. Optional."
        {...form.getInputProps('technicalContactEmail')}
        value={form.values.technicalContactEmail ?? ''}
      />
      <LogoField
        name={form.values.name}
        storedUrl={integration?.logoUrl ?? null}
        value={logo.change}
        onChange={logo.setChange}
        error={logo.error}
        onError={logo.setError}
        readOnly={readOnly}
      />
    </SectionForm>
  );
}

function CallbackUrl({ id }: { id: string }) {
  const { data } = useQuery(callbackUrlQuery(id));
  return (
    <CopyField
      label="Callback URL"
      value={data?.callbackUrl ?? '…'}
      help="Share it with the strategic partner, who registers it as redirect URI."
    />
  );
}

function useLogo() {
  const [change, setChange] = useState<LogoChange>();
  const [error, setError] = useState<string>();
  return { change, setChange, error, setError };
}

/** The fields first, then the logo: a refused logo leaves the fields saved, and the next try goes on from there. */
function useSend(
  { id, version, save, integration }: GeneralFormProps,
  logo: ReturnType<typeof useLogo>,
) {
  // The version after a save whose logo was refused; another's newer one comes with the properties.
  const reached = useRef(0);
  return async (general: GeneralInput, dirty: boolean): Promise<void> => {
    const { change } = logo;
    const newest = Math.max(version ?? 0, reached.current);
    if (dirty || newest === 0 || change === undefined) {
      const saved = await save(() =>
        sendGeneral(id, { version: newest === 0 ? undefined : newest, general }),
      );
      reached.current = sectionOf(saved, 'general')?.version ?? 0;
    }
    if (change !== undefined) {
      await save(() => sendLogo(id, change === 'remove' ? change : change.file)).catch(
        (err: unknown) => {
          logo.setError(toCallProblem(err).detail);
          throw err;
        },
      );
    }
    const renamed = integration !== undefined && integration.general.name !== general.name.trim();
    if (renamed && integration.connectedTenants > 0) {
      toast(
        `${toCountedWords(integration.connectedTenants, 'tenant')} will see the new name ${general.name.trim()}.`,
      );
    }
  };
}
