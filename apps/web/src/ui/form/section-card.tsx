import { Badge, Button, Group, Paper, Text, Title } from '@mantine/core';
import { createContext, use, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { ButtonLink, type PageLink } from '../page/link.tsx';
import styles from './section-card.module.css';
import { StatePill } from '../show/state-pill.tsx';

export type SectionState = 'not_set_up' | 'incomplete' | 'complete';

const pills = {
  not_set_up: { tone: 'off', words: 'Not set up' },
  incomplete: { tone: 'warn', words: 'Incomplete' },
  complete: { tone: 'good', words: 'Complete' },
} as const;

const MarkUnsaved = createContext<(unsaved: boolean) => void>(() => undefined);
const Unsaved = createContext(false);

/** Tells the card around a form that it holds unsaved changes; without a card it does nothing. */
export function useMarkUnsaved(): (unsaved: boolean) => void {
  return use(MarkUnsaved);
}

/** Whether the form of the card around holds unsaved changes. */
export function useIsUnsaved(): boolean {
  return use(Unsaved);
}

export interface SectionCardProps {
  /** The section's value of `?section=`; also the element's id. */
  id: string;
  title: string;
  /** The sentence that says what the section is for. */
  help: ReactNode;
  state: SectionState;
  /** Stands in place of "Incomplete", such as "3 not mapped". */
  stateReason?: string | undefined;
  /** Amber note beside the state that blocks nothing, such as "3 not mapped". */
  warning?: string | undefined;
  /** One line about what is saved; shown while folded. */
  summary?: ReactNode;
  open: boolean;
  /** Opens it: `linkOptions({ to: '.', search: { section: id } })`. */
  openLink: PageLink;
  /** "Set up" or "Edit" when left out; "View" for those who may not change it. */
  verb?: string | undefined;
  /** Why it cannot be opened yet. */
  locked?: string | undefined;
  /** The form, rendered only while open. */
  children: ReactNode;
}

/** One section of a long set-up: folded to its state and summary, or open with its form in place. */
export function SectionCard(props: SectionCardProps) {
  const { id, title, help, state, open, locked } = props;
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  const [unsaved, setUnsaved] = useState(false);
  useEffect(() => {
    if (!open) return;
    body.current
      ?.querySelector<HTMLElement>(':is(input, textarea, select, button):not(:disabled)')
      ?.focus({ preventScroll: true });
    body.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }, [open]);
  const pill = pills[state];
  return (
    <Paper
      component="section"
      id={id}
      withBorder
      aria-labelledby={titleId}
      className={styles['card']}
    >
      <Group gap="sm" mih={36}>
        <Title order={2} id={titleId}>
          {title}
        </Title>
        <StatePill tone={pill.tone}>{props.stateReason ?? pill.words}</StatePill>
        {props.warning !== undefined && <StatePill tone="warn">{props.warning}</StatePill>}
        {open && unsaved && (
          <Badge component="output" variant="light" color="yellow" tt="none">
            Unsaved changes
          </Badge>
        )}
        {!open && <OpenAction {...props} titleId={titleId} />}
      </Group>
      <Text c="dimmed" maw="45rem">
        {open || state === 'not_set_up' ? help : props.summary}
      </Text>
      {locked !== undefined && !open && (
        <Text c="dimmed" size="xs" mt={4}>
          {locked}
        </Text>
      )}
      {open && (
        <div ref={body} className={styles['body']}>
          <MarkUnsaved value={setUnsaved}>
            <Unsaved value={unsaved}>{props.children}</Unsaved>
          </MarkUnsaved>
        </div>
      )}
    </Paper>
  );
}

function OpenAction({
  id,
  openLink,
  state,
  verb,
  locked,
  titleId,
}: SectionCardProps & { titleId: string }) {
  const words = verb ?? (state === 'not_set_up' ? 'Set up' : 'Edit');
  const name = { id: `${id}-open`, 'aria-labelledby': `${id}-open ${titleId}`, ml: 'auto' };
  if (locked !== undefined) {
    return (
      <Button {...name} variant="default" disabled>
        {words}
      </Button>
    );
  }
  return (
    <ButtonLink {...openLink} {...name} variant="default" resetScroll={false}>
      {words}
    </ButtonLink>
  );
}

/** Moves the focus to a folded section's Set up or Edit; after a save this is the next section that needs it. */
export function focusSectionAction(id: string): void {
  requestAnimationFrame(() => document.getElementById(`${id}-open`)?.focus());
}
