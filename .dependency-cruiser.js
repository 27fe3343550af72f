/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two modules are one module, or that a third one is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'The rules must run anywhere: the domain imports only itself and pure libraries.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^(src/(?!domain/)|migrations/)' },
    },
    {
      name: 'domain-does-no-io',
      comment: 'Files, network, clock and randomness are arguments of a rule, never its own business.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-module-per-domain-library',
      comment: 'Each pure library stands behind one domain module, so that it can be replaced in one place.',
      severity: 'error',
      from: {
        path: '^src/domain/',
        pathNot:
          '^src/domain/(statistics/distributions|calendar|frame|sampling/random|questionnaire|telephone)',
      },
      to: { dependencyTypes: ['npm'] },
    },
    {
      name: 'features-meet-through-services',
      comment: 'A feature may ask another feature for an action, never reach into its tables or pages.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: {
        path: '^src/features/',
        pathNot: [
          '^src/features/$1/',
          '\\.service\\.ts$',
          '^src/features/studies/study-navigation\\.ts$',
          // That calling is paused is said in the same words wherever the fieldwork is shown.
          '^src/features/field-pauses/pause-alert\\.ts$',
        ],
      },
    },
    {
      name: 'queries-know-no-rules',
      comment: 'Queries map rows to domain values; deciding happens in the service.',
      severity: 'error',
      from: { path: '\\.queries\\.ts$' },
      to: { path: '\\.(service|routes|forms|pages)\\.ts$' },
    },
    {
      name: 'sql-only-in-queries',
      comment: 'All SQL of a feature stands in its queries.',
      severity: 'error',
      from: { path: '^src/features/.*\\.(service|routes|forms|pages)\\.ts$' },
      to: { path: '^node_modules/knex', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-do-not-know-the-web-application',
      comment: 'main → web → features → domain: a feature uses the web building blocks, not their assembly.',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/(main|web/app|web/route-table|cli/)' },
    },
    {
      name: 'database-below-features',
      comment: 'The database layer serves every feature and knows none.',
      severity: 'error',
      from: { path: '^src/(database|telephony)/' },
      to: { path: '^src/(features|web|cli)/' },
    },
    {
      name: 'no-test-code-in-the-program',
      severity: 'error',
      comment: 'What runs in production does not lean on tests.',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
