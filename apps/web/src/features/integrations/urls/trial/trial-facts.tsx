import type { SignInTrial } from '@leads/contract/connection-test';
import { Paper, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { toSpanWords } from './span-words.ts';
import styles from './trial-facts.module.css';

/** The account that a tenant would get, what the tokens allow, and every claim. */
export function TrialFacts({ trial }: { trial: SignInTrial }) {
  const { account, tokens, claims } = trial;
  return (
    <>
      {account !== null && <Account account={account} />}
      {tokens !== null && <Tokens tokens={tokens} />}
      {claims.length > 0 && <Claims claims={claims} />}
    </>
  );
}

function Account({ account }: { account: NonNullable<SignInTrial['account']> }) {
  return (
    <Facts title="What a tenant would be connected to">
      <Fact name="Account id">
        <code>{account.id}</code>
      </Fact>
      <Fact name="Name">{account.name === '' ? '– (no name claim)' : account.name}</Fact>
      <Fact name={account.profiles.length === 1 ? 'Profile' : 'Profiles'}>
        {account.profiles.map(({ id, name }) => (
          <div key={id}>
            {name === '' || name === id ? <code>{id}</code> : name}{' '}
            {name !== '' && name !== id && <code>{id}</code>}
          </div>
        ))}
      </Fact>
    </Facts>
  );
}

function Tokens({ tokens }: { tokens: NonNullable<SignInTrial['tokens']> }) {
  const { askedScopes, grantedScopes, expiresInSeconds, refreshToken } = tokens;
  const missing = askedScopes.filter((scope) => !grantedScopes.includes(scope));
  return (
    <Facts title="Tokens">
      <Fact name="Scopes granted">{grantedScopes.join(' ')}</Fact>
      {missing.length > 0 && (
        <Fact name="Asked, not granted">
          <StatePill tone="warn">{missing.join(' ')}</StatePill>
        </Fact>
      )}
      <Fact name="Access token expires">
        {expiresInSeconds === null
          ? 'The partner does not say'
          : `About ${toSpanWords(expiresInSeconds)} after the sign-in`}
      </Fact>
      <Fact name="Refresh token">
        {refreshToken
          ? 'Granted: name and profiles are read anew every day'
          : 'Not granted: name and profiles are read at sign-in only'}
      </Fact>
    </Facts>
  );
}

const sourceWords = { id_token: 'ID token', userinfo: 'UserInfo' } as const;

function Claims({ claims }: Pick<SignInTrial, 'claims'>) {
  return (
    <Paper component="section" withBorder p="lg" aria-label="Claims">
      <Title order={2} mb="sm">
        Claims
      </Title>
      <Table borderColor="var(--line)" layout="fixed">
        <caption className={styles['caption']}>
          <VisuallyHidden>Claims</VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="24%">Claim</Table.Th>
            <Table.Th>Value</Table.Th>
            <Table.Th w="110px">From</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {claims.map(({ name, value, source }) => (
            <Table.Tr key={`${source} ${name}`}>
              <Table.Td className={styles['value']}>{name}</Table.Td>
              <Table.Td className={styles['value']}>
                <code>{value}</code>
              </Table.Td>
              <Table.Td>{sourceWords[source]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="lg" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <dl className={styles['facts']}>{children}</dl>
    </Paper>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <Text component="dt" c="dimmed">
        {name}
      </Text>
      <Text component="dd" className={styles['value']}>
        {children}
      </Text>
    </div>
  );
}
