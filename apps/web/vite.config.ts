import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import simpleVars from 'postcss-simple-vars';
import { defineConfig } from 'vite';

const platform = process.env['PLATFORM'] ?? 'http://localhost:4600';

// The platform takes cookie-authenticated writes from its own origin only; in development the page has another one.
const toPlatform = { target: platform, headers: { origin: platform } };

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      routesDirectory: 'src/routes',
      generatedRouteTree: 'src/route-tree.gen.ts',
      autoCodeSplitting: true,
      quoteStyle: 'single',
      semicolons: true,
      addExtensions: true,
      disableLogging: true,
    }),
    react(),
  ],
  css: {
    postcss: {
      plugins: [
        mantine(),
        // The widths of `theme.ts`, a hair above 768 and 1024, so that both still get the narrower layout.
        simpleVars({
          variables: { 'mantine-breakpoint-sm': '48.0625em', 'mantine-breakpoint-md': '64.0625em' },
        }),
      ],
    },
  },
  server: { proxy: { '/api': toPlatform, '/oidc': toPlatform, '/connect': toPlatform } },
  build: {
    outDir: 'dist',
    target: 'baseline-widely-available',
    sourcemap: false,
    // Fonts and images stay files: the content security policy allows no data: sources.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
