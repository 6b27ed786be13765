import {
  Anchor,
  Button,
  createTheme,
  Drawer,
  InputWrapper,
  Menu,
  localStorageColorSchemeManager,
  Modal,
  Switch,
  Table,
  Text,
  Textarea,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

// Shade 6 of every colour holds white text at AA, shade 4 is its text colour on the dark scheme.
const blue: MantineColorsTuple = [
  '#eef4ff',
  '#dbe7fe',
  '#bfd4fd',
  '#94b8fb',
  '#6f9ff8',
  '#3f76ee',
  '#2b5fd9',
  '#234db3',
  '#20428f',
  '#1c376f',
];
const red: MantineColorsTuple = [
  '#fef1f1',
  '#fde0e0',
  '#fac5c5',
  '#f59b9b',
  '#f08080',
  '#e04848',
  '#c92a2a',
  '#a82222',
  '#891f1f',
  '#6d1b1b',
];
const green: MantineColorsTuple = [
  '#ecf9f1',
  '#d3f1df',
  '#a9e3c1',
  '#76cf9c',
  '#43b577',
  '#229a5c',
  '#1a7f4b',
  '#17663e',
  '#145133',
  '#0f3d27',
];
const yellow: MantineColorsTuple = [
  '#fff8e6',
  '#ffefc6',
  '#fddf8f',
  '#f9ca52',
  '#eeb220',
  '#cc8f0a',
  '#9a6700',
  '#7d5300',
  '#634203',
  '#4a3204',
];
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f5',
  '#e4e7ec',
  '#d3d8e0',
  '#b4bbc7',
  '#8d96a5',
  '#575f6e',
  '#4b5563',
  '#323a47',
  '#1c222c',
];
const dark: MantineColorsTuple = [
  '#dfe3ea',
  '#b8bfcb',
  '#98a1b0',
  '#727c8d',
  '#39414e',
  '#2a313c',
  '#1d232c',
  '#14181f',
  '#0f1218',
  '#0a0d11',
];

// The title bar of a dialog is a <header>, which would count as a second banner of the page.
const inDialog = { header: { role: 'presentation' } };

/** Spacing keeps to a 4 px grid; `md` is what most gaps are. The two breakpoints also stand in vite.config.ts. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 6, dark: 6 },
  colors: { blue, red, green, yellow, gray, dark },
  black: '#1c222c',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'md',
  breakpoints: { xs: '36em', sm: '48.0625em', md: '64.0625em', lg: '75em', xl: '88em' },
  shadows: { xs: 'none', sm: 'none' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: Anchor.extend({ defaultProps: { inherit: true, underline: 'hover' } }),
    Button: Button.extend({ defaultProps: { fw: 550 } }),
    Drawer: Drawer.extend({ defaultProps: { attributes: inDialog } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    Menu: Menu.extend({
      // The first item takes the focus, as a menu's keyboard user expects.
      defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 100 } },
    }),
    Modal: Modal.extend({
      styles: { title: { fontSize: 'var(--mantine-h2-font-size)', fontWeight: 600 } },
      defaultProps: {
        attributes: inDialog,
        centered: true,
        transitionProps: { duration: 120, transition: 'fade' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    Table: Table.extend({
      defaultProps: { tabularNums: true, verticalSpacing: 'sm', horizontalSpacing: 'md' },
    }),
    Text: Text.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { autosize: true, minRows: 2, maxRows: 12 } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 250, events: { hover: true, focus: true, touch: false } },
    }),
  },
});

/** On dark, soft fills are a breath of their colour over whatever lies below; Mantine's own are nearly black. */
const softFills = Object.fromEntries(
  Object.entries({
    blue: '#6f9ff8',
    red: '#f08080',
    green: '#43b577',
    yellow: '#eeb220',
    gray: '#98a1b0',
  }).flatMap(([name, colour]) => [
    [`--mantine-color-${name}-light`, `color-mix(in srgb, ${colour} 15%, transparent)`],
    [`--mantine-color-${name}-light-hover`, `color-mix(in srgb, ${colour} 22%, transparent)`],
  ]),
);

/** Colours that are not plain shades: fields have a border that is seen (3:1), and errors hold AA on both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-error': 'var(--mantine-color-red-6)',
    '--mantine-color-success': 'var(--mantine-color-green-6)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--field-border': 'var(--mantine-color-gray-5)',
    '--line': 'var(--mantine-color-gray-2)',
    '--surface-sunken': 'var(--mantine-color-gray-0)',
    '--surface-raised': 'var(--mantine-color-white)',
    '--state-good': 'var(--mantine-color-green-5)',
    '--state-warn': 'var(--mantine-color-yellow-5)',
    '--state-bad': 'var(--mantine-color-red-6)',
    '--state-busy': 'var(--mantine-color-blue-5)',
    '--state-off': 'var(--mantine-color-gray-5)',
  },
  dark: {
    ...softFills,
    '--mantine-color-red-light-color': 'var(--mantine-color-red-4)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-success': 'var(--mantine-color-green-4)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--field-border': 'var(--mantine-color-dark-3)',
    '--line': 'var(--mantine-color-dark-5)',
    '--surface-sunken': 'var(--mantine-color-dark-8)',
    '--surface-raised': 'var(--mantine-color-dark-6)',
    '--state-good': 'var(--mantine-color-green-4)',
    '--state-warn': 'var(--mantine-color-yellow-4)',
    '--state-bad': 'var(--mantine-color-red-4)',
    '--state-busy': 'var(--mantine-color-blue-4)',
    '--state-off': 'var(--mantine-color-dark-3)',
  },
});

/** The key is also read by public/before-paint.js. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'color-scheme' });
