import { useFetcher } from '@remix-run/react';
import { Badge, BlockStack, Divider, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { Fragment } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { roles as allRoles } from '#app/domain/people.ts';
import type { Role } from '#app/domain/people.ts';
import { settingsTexts } from '#app/i18n/en/settings.ts';
import { roleWords } from '#app/i18n/en/words.ts';
import type { SettingsPage } from '#app/services/views.ts';
import type { action } from '../app.settings.people.tsx';
import { roleFetcherKey } from './use-settings-form.ts';
import type { RoleDrafts } from './use-settings-form.ts';

const texts = settingsTexts.people;
const roleOptions = allRoles.map((value) => ({ value, label: roleWords[value] }));

type Props = {
  settings: SettingsPage;
  roles: RoleDrafts;
  change: (userId: string, role: Role) => void;
  /** Who is looking: nobody changes her own role. */
  userId: string;
};

/** Everybody who has opened Amends, and what they may do. */
export function PeopleCard({ settings, roles, change, userId }: Props) {
  return (
    <div id="people">
      <SectionCard title={texts.title} testId="people">
        <Text as="p" tone="subdued">
          {settings.mayChange ? texts.why : texts.whyReadOnly}
        </Text>
        <BlockStack gap="300">
          {settings.people.map((person, index) => (
            <Fragment key={person.userId}>
              {index > 0 && <Divider />}
              <Person
                person={person}
                role={roles[person.userId] ?? person.role}
                change={(role) => change(person.userId, role)}
                self={person.userId === userId}
                mayChange={settings.mayChange}
              />
            </Fragment>
          ))}
        </BlockStack>
      </SectionCard>
    </div>
  );
}

type PersonProps = {
  person: SettingsPage['people'][number];
  role: Role;
  change: (role: Role) => void;
  self: boolean;
  mayChange: boolean;
};

function Person({ person, role, change, self, mayChange }: PersonProps) {
  const fetcher = useFetcher<typeof action>({ key: roleFetcherKey(person.userId) });
  const problem = fetcher.data && !fetcher.data.ok ? fetcher.data.message : null;
  const fixed = person.accountOwner ? texts.fixed.accountOwner : self ? texts.fixed.self : null;
  return (
    <InlineGrid columns={{ xs: 1, sm: '1fr 1fr' }} gap="200" alignItems="start">
      <BlockStack>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="medium">
            {person.name}
            {self && ` (${texts.you})`}
          </Text>
          {person.accountOwner && <Badge>{texts.accountOwner}</Badge>}
          {person.collaborator && <Badge>{texts.collaborator}</Badge>}
        </InlineStack>
        <Text as="span" tone="subdued" variant="bodySm">
          {texts.seen} <Time at={person.lastSeenAt} as="ago" />
        </Text>
      </BlockStack>
      {mayChange && fixed === null ? (
        <BlockStack gap="100">
          <Select
            label={texts.role(person.name)}
            labelHidden
            options={roleOptions}
            value={role}
            helpText={texts.rights[role]}
            onChange={(value) => change(allRoles.find((each) => each === value) ?? 'none')}
          />
          {problem && <Beside>{problem}</Beside>}
        </BlockStack>
      ) : (
        <BlockStack>
          <Text as="span">{roleWords[role]}</Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {mayChange && fixed !== null ? fixed : texts.rights[role]}
          </Text>
        </BlockStack>
      )}
    </InlineGrid>
  );
}
