import { Webhooks } from '@leads/contract/integration-sections';
import { saveWebhooks, type Integration } from '@leads/contract/integrations';
import { Alert, Button, Checkbox, Input, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconInfoCircle, IconSend } from '@tabler/icons-react';
import { useDisclosure } from '@mantine/hooks';
import type { z } from 'zod';
import { call } from '#web/api/call.ts';
import { SectionForm } from '#web/ui/form/section-form.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useFormConflict } from '../set-up/conflict/use-conflict.tsx';
import type { SectionFormInput } from '../set-up/open-section.tsx';
import { describeWebhooks } from './describe-webhooks.ts';
import { SigningKey } from './signing-key.tsx';
import { TestEventDialog } from './test-event-dialog.tsx';
import { leadEventChoices, webhookChoices } from './webhook-choices.ts';

export interface WebhooksFormProps extends SectionFormInput {
  /** Its newest state: signing keys change at once, not with Save. */
  newest: Integration;
}

type Values = z.input<typeof Webhooks>;

const toValues = ({ webhooks }: Integration): Values => ({
  ...webhooks,
  urlPrefix: webhooks.urlPrefix ?? '',
});

/** Webhooks: what the partner hears back, where, and signed by which key. */
export function WebhooksForm(props: WebhooksFormProps) {
  const { integration, version, readOnly, save, newest } = props;
  const form = useContractForm(Webhooks, toValues(integration));
  const refusalAction = useFormConflict(props, { form, toValues, describe: describeWebhooks });
  const isPairing = integration.general.tenantAuthorizationType === 'st_pairing';
  const allOff = webhookChoices.every(({ name }) => !form.values[name]);
  return (
    <SectionForm
      form={form}
      under="webhooks"
      onSubmit={(webhooks) =>
        save(() =>
          call(saveWebhooks, { params: { id: integration.id }, body: { version, webhooks } }),
        )
      }
      onSaved={props.onSaved}
      onCancel={props.onCancel}
      readOnly={readOnly}
      refusalAction={refusalAction}
    >
      <Stack gap="md">
        {webhookChoices.map(({ name, label, sentence }) => (
          <Stack key={name} gap="sm">
            <Switch
              label={label}
              description={sentence}
              {...form.getInputProps(name, { type: 'checkbox' })}
            />
            {name === 'leads' && form.values.leads && <LeadEvents form={form} />}
          </Stack>
        ))}
      </Stack>
      {allOff && (
        <Alert icon={<IconInfoCircle size={18} />} color="yellow" variant="light">
          All webhooks are off, so the partner hears nothing back. It can be saved like this.
        </Alert>
      )}
      <TextInput
        type="url"
        label="WebHook URL"
        description={
          isPairing
            ? 'Paths such as /leads/accepted are added at its end. Empty: the Partner Pairing URL.'
            : 'The partner’s prefix; paths such as /leads/accepted are added at its end.'
        }
        placeholder="https://partner.example/hooks"
        withAsterisk={!isPairing && !allOff}
        {...form.getInputProps('urlPrefix')}
        value={form.values.urlPrefix ?? ''}
      />
      <SigningKey integration={newest} readOnly={readOnly} />
      {!readOnly && <TestEvent integration={newest} unsaved={form.isDirty()} />}
    </SectionForm>
  );
}

/** Tries what is saved, so it waits while the form says something else. */
function TestEvent({ integration, unsaved }: { integration: Integration; unsaved: boolean }) {
  const [opened, { open, close }] = useDisclosure(false);
  const { urlPrefix } = integration.webhooks;
  const isPairing = integration.general.tenantAuthorizationType === 'st_pairing';
  const address = urlPrefix ?? (isPairing ? integration.urls.pairingUrl : null);
  const hint = unsaved
    ? 'Save first: the test goes to the saved address.'
    : address === null
      ? 'Enter where messages go and save, then try it here.'
      : `Sends a sample to ${address} and shows the answer.`;
  return (
    <Stack gap="sm" align="flex-start">
      <Input.Wrapper label="Try it" labelElement="div" description={hint} />
      <Button
        variant="default"
        leftSection={<IconSend size={18} />}
        onClick={open}
        disabled={unsaved || address === null}
      >
        Send test event
      </Button>
      <TestEventDialog integration={integration} opened={opened} onClose={close} />
    </Stack>
  );
}

function LeadEvents({ form }: { form: UseFormReturnType<Values> }) {
  return (
    <Input.Wrapper
      label="Lead events, at least one"
      labelElement="div"
      error={form.errors['leadEvents']}
      data-path="leadEvents"
      ml={50}
    >
      <Stack gap="sm" mt="xs">
        {leadEventChoices.map(({ name, label, sentence }) => (
          <Checkbox
            key={name}
            label={label}
            description={sentence}
            {...form.getInputProps(`leadEvents.${name}`, { type: 'checkbox' })}
            onChange={(event) => {
              form.setFieldValue(`leadEvents.${name}`, event.currentTarget.checked);
              form.clearFieldError('leadEvents');
            }}
          />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}
