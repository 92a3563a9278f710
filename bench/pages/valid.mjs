// Whether a page is valid HTML.
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Our templates write the doctype in lower case and leave out what HTML lets one leave out.
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    // A button of a form is a submit button: that is HTML's own default.
    'no-implicit-button-type': 'off',
    'attr-quotes': 'off',
    'no-raw-characters': 'off',
    // An input may be required and describe itself by more than one id.
    'prefer-native-element': 'error',
  },
});

export async function valid(html, result) {
  const report = await validator.validateString(html);
  for (const message of report.results.flatMap((one) => one.messages)) {
    if (message.severity === 2) result.wrong.push(`html ${message.ruleId}: ${message.message} (line ${message.line})`);
  }
}
