import type { Section, SectionState } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { Alert, Button, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Fragment, useState, type ReactNode } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { integrationQuery, keepIntegration } from '../queries.ts';

/** What the form of a section gets. */
export interface SectionFormInput {
  /** As it was when the section was opened: what others save meanwhile does not change a form under its reader. */
  integration: Integration;
  /** The section's version that a save names. */
  version: number;
  readOnly: boolean;
  /** Sends a save and keeps its reply. Throws what `send` throws. */
  save: (send: () => Promise<Integration>) => Promise<Integration>;
  onSaved: () => void;
  onCancel: () => void;
  /** For `SectionForm`: after somebody else's save, the way to the newer version. */
  refusalAction: (problem: CallProblem) => ReactNode;
}

export interface OpenSectionProps {
  /** Its newest state. */
  integration: Integration;
  section: Section;
  readOnly: boolean;
  onSaved: () => void;
  onCancel: () => void;
  children: (input: SectionFormInput) => ReactNode;
}

export function sectionOf(integration: Integration, section: Section): SectionState | undefined {
  return integration.sections.find((one) => one.section === section);
}

const versionOf = (integration: Integration, section: Section): number =>
  sectionOf(integration, section)?.version ?? 0;

/** Holds the version that an open form began from, and tells when somebody saved a newer one. */
export function OpenSection(props: OpenSectionProps) {
  const { integration, section, readOnly, onSaved, onCancel, children } = props;
  const queryClient = useQueryClient();
  const [begun, setBegun] = useState(integration);
  const [ownVersion, setOwnVersion] = useState(0);
  const [refused, setRefused] = useState(false);
  const version = versionOf(begun, section);
  const newest = sectionOf(integration, section);
  const isOutdated = (newest?.version ?? 0) > Math.max(version, ownVersion);

  const save = async (send: () => Promise<Integration>): Promise<Integration> => {
    try {
      const saved = await send();
      setOwnVersion(versionOf(saved, section));
      keepIntegration(queryClient, saved);
      return saved;
    } catch (err) {
      setRefused(toCallProblem(err).code === 'changed_meanwhile');
      throw err;
    }
  };
  const load = async (): Promise<void> => {
    setBegun(await queryClient.fetchQuery({ ...integrationQuery(integration.id), staleTime: 0 }));
    setRefused(false);
  };
  const loadButton = (
    <Button size="xs" variant="default" mt="xs" onClick={() => void load()}>
      Load the newer version
    </Button>
  );
  const afterRefusal = (
    <>
      <Text c="dimmed">What you typed stays below until the newer version takes its place.</Text>
      {loadButton}
    </>
  );
  return (
    <>
      {isOutdated && !refused && newest !== undefined && (
        <Alert icon={<IconInfoCircle size={18} />} color="yellow" variant="light" mb="lg">
          <Text>
            {newest.savedByName || 'Somebody'} saved this section{' '}
            <RelativeTime at={newest.savedAt} />. What you see below is older.
          </Text>
          {loadButton}
        </Alert>
      )}
      <Fragment key={version}>
        {children({
          integration: begun,
          version,
          readOnly,
          save,
          onSaved,
          onCancel,
          refusalAction: (problem) => problem.code === 'changed_meanwhile' && afterRefusal,
        })}
      </Fragment>
    </>
  );
}
