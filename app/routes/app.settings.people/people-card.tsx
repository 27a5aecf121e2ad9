import { useFetcher } from '@remix-run/react';
import {
  Badge,
  BlockStack,
  Button,
  Divider,
  InlineGrid,
  InlineStack,
  List,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { Fragment, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import type { PolicyValue } from '#app/domain/limits/change-policy.ts';
import { roles } from '#app/domain/people.ts';
import { peopleTexts as texts } from '#app/i18n/en/people.ts';
import { ruleSaid } from '#app/i18n/en/rules.ts';
import { roleWords } from '#app/i18n/en/words.ts';
import type { PeoplePage } from '#app/services/views.ts';
import type { FormProblem } from '#app/web/respond.server.ts';
import { keyOf, lastDayOf } from './use-people-form.ts';
import type { Part, PeopleForm, Person } from './use-people-form.ts';

type Props = {
  page: PeoplePage;
  form: PeopleForm;
  /** Who is looking: nobody changes her own role, everybody her own absence. */
  userId: string;
};

/** Everybody who has opened Amends, what they may do and who is away. */
export function PeopleCard({ page, form, userId }: Props) {
  return (
    <SectionCard title={texts.title} testId="people">
      <Text as="p" tone="subdued">
        {page.mayChange ? texts.why : texts.whyReadOnly}
      </Text>
      <BlockStack gap="400">
        {page.people.map((person, index) => (
          <Fragment key={person.userId}>
            {index > 0 && <Divider />}
            <PersonRow page={page} form={form} person={person} self={person.userId === userId} />
          </Fragment>
        ))}
      </BlockStack>
    </SectionCard>
  );
}

type PersonProps = { page: PeoplePage; form: PeopleForm; person: Person; self: boolean };

function PersonRow(props: PersonProps) {
  const { page, person, self } = props;
  const { day } = useFormats();
  const substitute = page.people.find(({ userId }) => userId === person.substitute)?.name ?? null;
  const nothing =
    person.role !== 'none' ? null : person.collaborator ? texts.nothing.collaborator : texts.nothing.first;
  return (
    <div role="group" aria-label={person.name}>
      <BlockStack gap="200">
        <InlineGrid columns={{ xs: 1, sm: '1fr 1fr' }} gap="200" alignItems="start">
          <BlockStack gap="050">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" fontWeight="medium">
                {person.name}
                {self && ` (${texts.you})`}
              </Text>
              {person.accountOwner && <Badge>{texts.accountOwner}</Badge>}
              {person.collaborator && <Badge>{texts.collaborator}</Badge>}
              {person.awayUntil && <Badge tone="info">{texts.away}</Badge>}
            </InlineStack>
            <Text as="span" tone="subdued" variant="bodySm">
              {texts.seen} <Time at={person.lastSeenAt} as="ago" />
            </Text>
            {nothing && <Text as="p">{nothing}</Text>}
            {person.awayUntil && (
              <Text as="p">{texts.absence.says(day(lastDayOf(person.awayUntil, page.timeZone)), substitute)}</Text>
            )}
          </BlockStack>
          <RoleOf {...props} />
        </InlineGrid>
        <OwnRules page={page} person={person} />
        {(page.mayChange || self) && <Absence {...props} />}
      </BlockStack>
    </div>
  );
}

/** Why a part of hers was not saved, as long as it is not. */
function useProblem(form: PeopleForm, person: Person, part: Part): FormProblem | null {
  const { data, state } = useFetcher<{ ok: true } | FormProblem>({ key: keyOf(part, person.userId) });
  return data && !data.ok && state === 'idle' && form.differs(person, part) ? data : null;
}

function RoleOf({ page, form, person, self }: PersonProps) {
  const { role } = form.now(person);
  const fixed = person.accountOwner ? texts.fixed.accountOwner : self ? texts.fixed.self : null;
  const problem = useProblem(form, person, 'role');
  if (!page.mayChange || fixed !== null) {
    return (
      <BlockStack>
        <Text as="span">{roleWords[role]}</Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {page.mayChange && fixed !== null ? fixed : texts.rights[role]}
        </Text>
      </BlockStack>
    );
  }
  const offered = roles.filter((each) => each !== 'owner' || page.mayMakeOwners || person.role === 'owner');
  return (
    <BlockStack gap="100">
      <Select
        label={texts.role(person.name)}
        labelHidden
        options={offered.map((value) => ({ value, label: roleWords[value] }))}
        value={role}
        helpText={texts.rights[role]}
        onChange={(value) => form.change(person.userId, { role: roles.find((each) => each === value) ?? 'none' })}
      />
      {problem && <Beside>{problem.message}</Beside>}
    </BlockStack>
  );
}

/** What differs from the role for her, in words. */
function OwnRules({ page, person }: Pick<PersonProps, 'page' | 'person'>) {
  const { money } = useFormats();
  const { currency, customerDays, mayChange } = page;
  const own = Object.entries(person.own) as [string, PolicyValue][];
  if (own.length === 0 || person.role === 'none') return null;
  const role = person.role;
  const speaker = {
    ...{ print: money, currency, customerDays, you: mayChange },
    ...{ nameOf: () => person.name, roleOf: () => role },
  };
  return (
    <BlockStack gap="100">
      <Text as="p">{texts.ownRules(own.length)}</Text>
      <List>
        {own.map(([rule, value]) => (
          <List.Item key={rule}>{ruleSaid(`people.${person.userId}.${rule}`, value, speaker)}</List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

function Absence({ page, form, person, self }: PersonProps) {
  const [asked, setAsked] = useState(false);
  const { lastDay, substitute } = form.now(person);
  const problem = useProblem(form, person, 'absence');
  if (!asked && lastDay === '' && problem === null) {
    return (
      <InlineStack>
        <Button variant="plain" onClick={() => setAsked(true)}>
          {self ? texts.absence.setOwn : texts.absence.set(person.name)}
        </Button>
      </InlineStack>
    );
  }
  const rank = roles.indexOf(person.role);
  const able = page.people.filter(
    (each) => each.userId !== person.userId && each.role !== 'none' && roles.indexOf(each.role) >= rank,
  );
  const error = (field: string) => (problem?.fields[field] ? { error: problem.fields[field] } : {});
  return (
    <BlockStack gap="200">
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400" alignItems="start">
        <TextField
          label={texts.absence.until}
          type="date"
          autoComplete="off"
          value={lastDay}
          helpText={texts.absence.untilHelp}
          autoFocus={asked}
          onChange={(next) =>
            form.change(person.userId, next === '' ? { lastDay: '', substitute: '' } : { lastDay: next })
          }
          {...error('lastDay')}
        />
        <Select
          label={texts.absence.substitute}
          options={[
            { value: '', label: texts.absence.nobody },
            ...able.map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
          value={substitute}
          onChange={(next) => form.change(person.userId, { substitute: next })}
          {...error('substitute')}
        />
      </InlineGrid>
      {problem?.message && <Beside>{problem.message}</Beside>}
    </BlockStack>
  );
}
