import {
  generateSigningKey,
  removeSigningKey,
  revealSigningKey,
  rotateSigningKey,
} from '@leads/contract/credentials';
import { type Integration } from '@leads/contract/integrations';
import { Button, Group, Input, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { SecretPanel } from '#web/ui/form/secret-panel.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toExactTime } from '#web/ui/show/time-words.ts';
import { toastProblem } from '#web/ui/show/toast.ts';
import { integrationKeys } from '../queries.ts';
import { RotateDialog } from '../credentials/rotate-dialog.tsx';

export interface SigningKeyProps {
  integration: Integration;
  readOnly: boolean;
}

interface Shown {
  title: string;
  values: { label: string; value: string }[];
}

/** The Webhook Message Signing key. Its acts work at once, apart from the form's Save. */
export function SigningKey({ integration, readOnly }: SigningKeyProps) {
  const { id, signingKeys } = integration;
  const params = { id };
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<Shown>();
  const [asking, setAsking] = useState<'rotate' | 'remove'>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: integrationKeys.one(id) });
  const show = (title: string, secret: string): void => {
    setShown({ title, values: [{ label: 'Signing key', value: secret }] });
    void refresh();
  };
  const generate = useMutation({
    mutationFn: () => call(generateSigningKey, { params }),
    onSuccess: ({ secret }) => show('Signing key generated', secret),
    onError: (err) => toastProblem(toCallProblem(err)),
  });
  const reveal = useMutation({
    mutationFn: () => call(revealSigningKey, { params }),
    onSuccess: ({ keys }) =>
      setShown({
        title: keys.length === 1 ? 'Signing key' : 'Signing keys',
        values: keys.map(({ secret, expiresAt }) => ({
          label:
            expiresAt === null
              ? 'Signing key'
              : `Old key, until ${toExactTime(new Date(expiresAt))}`,
          value: secret,
        })),
      }),
    onError: (err) => toastProblem(toCallProblem(err)),
  });
  const rotate = async (overlapHours: number): Promise<void> => {
    const { secret } = await call(rotateSigningKey, { params, body: { overlapHours } });
    show('New signing key', secret);
  };
  const remove = async (): Promise<void> => {
    await call(removeSigningKey, { params });
    setShown(undefined);
    await refresh();
  };
  const isPairing = integration.general.tenantAuthorizationType === 'st_pairing';
  const hasKey = signingKeys.length > 0;
  return (
    <Stack gap="sm">
      <Input.Wrapper
        label="Webhook Message Signing key"
        labelElement="div"
        description={
          isPairing
            ? 'Signs every message and pairing request, so that the partner can check where it came from. Made with the first save.'
            : 'Signs every message, so that the partner can check where it came from. Optional.'
        }
      >
        <Text>
          <KeyState signingKeys={signingKeys} />
        </Text>
      </Input.Wrapper>
      {!readOnly && (
        <Group gap="xs">
          {!hasKey && (
            <Button
              variant="default"
              loading={generate.isPending}
              onClick={() => generate.mutate()}
            >
              Generate key
            </Button>
          )}
          {hasKey && (
            <>
              <Button variant="default" loading={reveal.isPending} onClick={() => reveal.mutate()}>
                Reveal key
              </Button>
              <Button variant="default" onClick={() => setAsking('rotate')}>
                Rotate key
              </Button>
              {!isPairing && (
                <Button variant="subtle" color="red" onClick={() => setAsking('remove')}>
                  Remove key
                </Button>
              )}
            </>
          )}
        </Group>
      )}
      {shown !== undefined && (
        <SecretPanel {...shown} once={false} onDone={() => setShown(undefined)} />
      )}
      <RotateDialog
        opened={asking === 'rotate'}
        onClose={() => setAsking(undefined)}
        title="Rotate the signing key?"
        verb="Rotate key"
        onConfirm={rotate}
      >
        A new key is made. Until the overlap ends, each message carries the signatures of both.
      </RotateDialog>
      <Confirm
        opened={asking === 'remove'}
        onClose={() => setAsking(undefined)}
        title="Remove the signing key?"
        verb="Remove key"
        danger
        onConfirm={remove}
      >
        Messages go out unsigned from now on. A partner that checks signatures will refuse them.
      </Confirm>
    </Stack>
  );
}

function KeyState({ signingKeys }: Pick<Integration, 'signingKeys'>) {
  const current = signingKeys.find(({ expiresAt }) => expiresAt === null);
  const old = signingKeys.filter(({ expiresAt }) => expiresAt !== null);
  if (signingKeys.length === 0) return <>No key: messages go out unsigned.</>;
  return (
    <>
      {current !== undefined && (
        <>
          Made <RelativeTime at={current.createdAt} />.
        </>
      )}
      {old.map(({ id, expiresAt }) => (
        <span key={id}>
          {' '}
          An old key also signs, and ends <RelativeTime at={expiresAt} />.
        </span>
      ))}
    </>
  );
}
