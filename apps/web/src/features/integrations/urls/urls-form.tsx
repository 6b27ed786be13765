import { isSameServer, Urls } from '@leads/contract/integration-sections';
import { saveUrls, type Integration } from '@leads/contract/integrations';
import { Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { z } from 'zod';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { CopyField } from '#web/ui/form/copy-field.tsx';
import { SectionForm } from '#web/ui/form/section-form.tsx';
import { useAsk } from '#web/ui/form/use-ask.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { useFormConflict } from '../set-up/conflict/use-conflict.tsx';
import type { SectionFormInput } from '../set-up/open-section.tsx';
import { ClientSecretField } from './client-secret-field.tsx';
import { describeUrls } from './describe-urls.ts';
import { ScopesInput } from './scopes-input.tsx';
import { TryConnection } from './try-connection.tsx';

type Values = z.input<typeof Urls>;

function toValues({ urls, general }: Integration): Values {
  return {
    pairingUrl: urls.pairingUrl ?? '',
    configurationEndpoint: urls.configurationEndpoint ?? '',
    clientId: urls.clientId ?? '',
    clientSecret: '',
    clientSecretExpiresOn: urls.clientSecretExpiresOn ?? '',
    scopes: urls.scopes ?? (general.tenantAuthorizationType === 'st_pairing' ? '' : 'openid'),
  };
}

/** URLs: where tenants connect to the partner; the fields are those of the Tenant Authorization Type. */
export function UrlsForm(props: SectionFormInput) {
  const { integration, version, readOnly, save } = props;
  const { urls } = integration;
  const isPairing = integration.general.tenantAuthorizationType === 'st_pairing';
  const form = useContractForm(Urls, toValues(integration), { readOnly });
  const [ask, dialog] = useAsk({
    title: 'Change the issuer?',
    verb: 'Save and change the issuer',
    refusal: 'The issuer stays. Put the Configuration Endpoint back, or save again and confirm.',
  });
  const send = async (values: Values): Promise<void> => {
    const params = { id: integration.id };
    try {
      await save(() => call(saveUrls, { params, body: { version, urls: values } }));
    } catch (err) {
      const problem = toCallProblem(err);
      if (problem.code !== 'confirmation_needed') throw err;
      await ask(problem);
      await save(() => call(saveUrls, { params, body: { version, urls: values, confirm: true } }));
    }
  };
  const refusalAction = useFormConflict(props, { form, toValues, describe: describeUrls });
  return (
    <SectionForm
      form={form}
      under="urls"
      onSubmit={send}
      onSaved={props.onSaved}
      onCancel={props.onCancel}
      readOnly={readOnly}
      lookAround
      refusalAction={refusalAction}
    >
      {isPairing ? (
        <TextInput
          type="url"
          label="Partner Pairing URL"
          description="Receives the tenant’s account information when a tenant connects, and matches it."
          placeholder="https://partner.example/pairing"
          withAsterisk
          {...textOf(form, 'pairingUrl')}
        />
      ) : (
        <OpenIdConnectFields
          form={form}
          isSecretStored={
            urls.clientSecretStored &&
            isSameServer(urls.configurationEndpoint, form.values.configurationEndpoint)
          }
          readOnly={readOnly}
          callbackUrl={urls.callbackUrl}
        />
      )}
      {!readOnly && (
        <TryConnection
          integrationId={integration.id}
          urls={form.values}
          isPairing={isPairing}
          onFaults={form.setErrors}
        />
      )}
      {dialog}
    </SectionForm>
  );
}

interface OpenIdConnectFieldsProps {
  form: UseFormReturnType<Values>;
  isSecretStored: boolean;
  readOnly: boolean;
  callbackUrl: string;
}

function OpenIdConnectFields(props: OpenIdConnectFieldsProps) {
  const { form, isSecretStored, readOnly, callbackUrl } = props;
  return (
    <>
      <CopyField
        label="Callback URL"
        value={callbackUrl}
        help="The partner registers it as redirect URI; it gives you the values below in return."
      />
      <TextInput
        type="url"
        label="Configuration Endpoint"
        description="The partner’s discovery document. It ends in /.well-known/openid-configuration."
        placeholder="https://partner.example/.well-known/openid-configuration"
        withAsterisk
        {...textOf(form, 'configurationEndpoint')}
      />
      <TextInput label="Client ID" autoComplete="off" withAsterisk {...textOf(form, 'clientId')} />
      <ClientSecretField
        isStored={isSecretStored}
        readOnly={readOnly}
        {...textOf(form, 'clientSecret')}
      />
      <SecretExpiry form={form} />
      <ScopesInput
        {...textOf(form, 'scopes')}
        onChange={(next) => form.setFieldValue('scopes', next)}
      />
    </>
  );
}

/** Warns from 30 days before, as the folded card does. */
function SecretExpiry({ form }: { form: UseFormReturnType<Values> }) {
  const { clientSecretExpiresOn: expiresOn } = form.values;
  const days = expiresOn === null || expiresOn === '' ? undefined : daysUntil(expiresOn);
  return (
    <div>
      <TextInput
        type="date"
        label="Client Secret expires on"
        description="Optional. A warning appears 30 days before."
        styles={{ wrapper: { maxWidth: 220 } }}
        {...textOf(form, 'clientSecretExpiresOn')}
      />
      {days !== undefined && days <= warnAheadDays && (
        <Text size="sm" mt={4}>
          <StatePill tone="warn">
            {days < 0
              ? 'It has expired: ask the partner for a new one'
              : `It expires ${days === 0 ? 'today' : `in ${toCountedWords(days, 'day')}`}: ask the partner for a new one`}
          </StatePill>
        </Text>
      )}
    </div>
  );
}

const warnAheadDays = 30;

function daysUntil(day: string): number {
  const today = new Date().toISOString().slice(0, 10);
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}

function textOf(form: UseFormReturnType<Values>, name: keyof Values) {
  return { ...form.getInputProps(name), value: form.values[name] ?? '' };
}
