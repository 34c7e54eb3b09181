/** What may not be written where, as selectors for `no-restricted-syntax`. One list per kind of file: a later list replaces an earlier one. */
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name; a file is named after its main export.' };
const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read once, by main.ts and the configuration; everything else gets arguments.',
};
const noMarkup = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: 'What buyers write is text: nothing is ever put into the page as markup.',
};

const pure = 'domain/ and libs/calendar are pure: it arrives as an argument.';
const impure = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "MemberExpression[object.name='Math'][property.name='random']",
  "MemberExpression[object.name='performance'][property.name='now']",
  "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]",
  'AwaitExpression',
  ':function[async=true]',
].map((selector) => ({ selector, message: pure }));

const syntax = (files, selectors, ignores = []) => ({ files, ignores, rules: { 'no-restricted-syntax': ['error', ...selectors] } });

module.exports = {
  syntax: [
    syntax(['**/*.ts', '**/*.tsx'], [noDefaultExport]),
    syntax(
      ['services/**/*.ts', 'libs/**/*.ts', 'gateway/**/*.ts'],
      [noDefaultExport, noEnvironment],
      ['**/main.ts', '**/config.ts', '**/*.test.ts', 'libs/platform/process/env.ts', 'libs/service/**'],
    ),
    syntax(['services/*/**/domain/**/*.ts', 'libs/calendar/**/*.ts'], [noDefaultExport, noEnvironment, ...impure], ['**/*.test.ts']),
    syntax(['gateway/{console,widget}/**/*.{ts,tsx}'], [noDefaultExport, noMarkup]),
    // Jest calls the default export of these two.
    { files: ['test/kit/global-setup.ts', 'test/kit/global-teardown.ts'], rules: { 'no-restricted-syntax': 'off' } },
  ],
};
