import {
  Anchor,
  Button,
  Menu,
  type AnchorProps,
  type ButtonProps,
  type MenuItemProps,
} from '@mantine/core';
import { createLink, type LinkProps } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type OwnProps<P> = P & Omit<ComponentPropsWithRef<'a'>, keyof P>;

/** A text link to another page: `<AnchorLink to="/integrations/$id" params={{ id }}>`. */
export const AnchorLink = createLink((props: OwnProps<AnchorProps>) => <Anchor {...props} />);

/** A link that looks like a button: for going somewhere, where a Button is for doing something. */
export const ButtonLink = createLink((props: OwnProps<ButtonProps>) => (
  <Button component="a" {...props} />
));

/** A menu item that leads to another page. */
export const MenuItemLink = createLink((props: OwnProps<MenuItemProps>) => (
  <Menu.Item component="a" {...props} />
));

/** Where a link leads, made with `linkOptions({ to, params, search })`, which checks it against the routes. */
export type PageLink = Pick<LinkProps, 'to' | 'params' | 'search' | 'hash'>;
