import { BlockStack, Box, Button, Icon, Text } from '@shopify/polaris';
import type { IconSource } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

type Action = { content: string; url?: string; onAction?: () => void };

/** Nothing here, and what to do about it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon?: IconSource;
  title: string;
  children?: ReactNode;
  action?: Action;
}) {
  return (
    <Box paddingBlock="800" paddingInline="400">
      <BlockStack gap="200" inlineAlign="center" align="center">
        {icon && <Icon source={icon} tone="subdued" />}
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        {children && (
          <Text as="p" tone="subdued" alignment="center">
            {children}
          </Text>
        )}
        {action && <ActionButton action={action} />}
      </BlockStack>
    </Box>
  );
}

function ActionButton({ action }: { action: Action }) {
  if (action.url) return <Button url={action.url}>{action.content}</Button>;
  return <Button {...(action.onAction ? { onClick: action.onAction } : {})}>{action.content}</Button>;
}

/**
 * Something did not work: what happened, what to do. Stays until it is solved. With `focus`, a reader who cannot see
 * it is taken there as it appears.
 */
export function Problem({
  title,
  children,
  action,
  focus = false,
}: {
  title: string;
  children?: ReactNode;
  action?: Action;
  focus?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, title]);
  return (
    <div ref={box} tabIndex={-1} role="alert" style={{ outline: 'none' }} data-testid="problem">
      <Box padding="400" background="bg-surface-critical" borderRadius="300">
        <BlockStack gap="200" inlineAlign="start">
          <Text as="h2" variant="headingSm">
            {title}
          </Text>
          {children && <Text as="p">{children}</Text>}
          {action && <ActionButton action={action} />}
        </BlockStack>
      </Box>
    </div>
  );
}

/** A sentence beside a control that could not do what was asked. */
export function Beside({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <div role="alert" {...(id ? { id } : {})}>
      <Text as="p" tone="critical">
        {children}
      </Text>
    </div>
  );
}
