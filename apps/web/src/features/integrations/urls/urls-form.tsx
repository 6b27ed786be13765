import { Urls } from '@leads/contract/integration-sections';
import { saveUrls, type Integration } from '@leads/contract/integrations';
import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { z } from 'zod';
import { call } from '#web/api/call.ts';
import { CopyField } from '#web/ui/form/copy-field.tsx';
import { SectionForm } from '#web/ui/form/section-form.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useFormConflict } from '../set-up/conflict/use-conflict.tsx';
import type { SectionFormInput } from '../set-up/open-section.tsx';
import { ClientSecretField } from './client-secret-field.tsx';
import { describeUrls } from './describe-urls.ts';

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
  const refusalAction = useFormConflict(props, { form, toValues, describe: describeUrls });
  return (
    <SectionForm
      form={form}
      under="urls"
      onSubmit={(values) =>
        save(() =>
          call(saveUrls, { params: { id: integration.id }, body: { version, urls: values } }),
        )
      }
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
          isSecretStored={urls.clientSecretStored}
          readOnly={readOnly}
          callbackUrl={urls.callbackUrl}
        />
      )}
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
      <TextInput
        type="date"
        label="Client Secret expires on"
        description="Optional. A warning appears 30 days before."
        maw={220}
        {...textOf(form, 'clientSecretExpiresOn')}
      />
      <TextInput
        label="Scopes"
        description="Separated by spaces. They must hold openid."
        withAsterisk
        {...textOf(form, 'scopes')}
      />
    </>
  );
}

function textOf(form: UseFormReturnType<Values>, name: keyof Values) {
  return { ...form.getInputProps(name), value: form.values[name] ?? '' };
}
