import { sectionText, type Section, type SectionState } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { Alert, Button, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Fragment, useState, type ReactNode } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { useIsUnsaved } from '#web/ui/form/section-card.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { integrationQuery, keepIntegration } from '../queries.ts';

/** The way over somebody else's newer save of the section. */
export interface SectionVersions {
  title: string;
  fetchNewest: () => Promise<Integration>;
  savedBy: (newest: Integration) => { name: string; at: string | null };
  /** Begins anew from the newest version: what was typed is dropped. */
  takeTheirs: (newest: Integration) => void;
  /** The same form goes on over the newest version. */
  rebase: (newest: Integration) => void;
}

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
  /** For a refusal that is no save of the form, such as that of an upload: the way to the newer version. */
  refusalAction: (problem: CallProblem) => ReactNode;
  /** For `useConflict`; undefined while there is nothing saved yet. */
  versions: SectionVersions | undefined;
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
  const { begun, begin, versions } = useVersions(integration, section);
  const queryClient = useQueryClient();
  const [ownVersion, setOwnVersion] = useState(0);
  const [refused, setRefused] = useState(false);
  const version = versionOf(begun.integration, section);
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
    begin(await versions.fetchNewest());
    setRefused(false);
  };
  const loadButton = (
    <Button size="xs" variant="default" mt="xs" onClick={() => void load()}>
      Load the newer version
    </Button>
  );
  return (
    <>
      {isOutdated && !refused && newest !== undefined && (
        <NewerNotice newest={newest} loadButton={loadButton} />
      )}
      <Fragment key={begun.round}>
        {children({
          integration: begun.integration,
          version,
          readOnly,
          save,
          onSaved,
          onCancel,
          refusalAction: (problem) => problem.code === 'changed_meanwhile' && loadButton,
          versions,
        })}
      </Fragment>
    </>
  );
}

/** A new round is a new form; the same round goes on with what was typed. */
function useVersions(integration: Integration, section: Section) {
  const queryClient = useQueryClient();
  const [begun, setBegun] = useState({ integration, round: 0 });
  const begin = (newest: Integration): void =>
    setBegun(({ round }) => ({ integration: newest, round: round + 1 }));
  const versions: SectionVersions = {
    title: sectionText[section].title,
    fetchNewest: () =>
      queryClient.fetchQuery({ ...integrationQuery(integration.id), staleTime: 0 }),
    savedBy: (newest) => {
      const state = sectionOf(newest, section);
      return { name: state?.savedByName ?? '', at: state?.savedAt ?? null };
    },
    takeTheirs: begin,
    rebase: (newest) => setBegun(({ round }) => ({ integration: newest, round })),
  };
  return { begun, begin, versions };
}

/** Loads at once only what loses nothing; over typed changes, saving shows both versions. */
function NewerNotice({ newest, loadButton }: { newest: SectionState; loadButton: ReactNode }) {
  const unsaved = useIsUnsaved();
  return (
    <Alert icon={<IconInfoCircle size={18} />} color="yellow" variant="light" mb="lg">
      <Text>
        {newest.savedByName || 'Somebody'} saved this section <RelativeTime at={newest.savedAt} />.
        What you see below is older.{unsaved && ' When you save, you see both versions.'}
      </Text>
      {!unsaved && loadButton}
    </Alert>
  );
}
