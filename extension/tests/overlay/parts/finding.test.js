import assert from 'node:assert/strict';
import {test} from 'node:test';

import {beyondTitle} from '../../../content/overlay/parts/finding.js';

test('what the title says is not said again below it', () => {
  const title = 'Signaturen står två gånger';
  assert.equal(beyondTitle({title, message: 'Signaturen står två gånger. Ta bort den ena.'}), 'Ta bort den ena.');
  assert.equal(beyondTitle({title, message: 'Signaturen står två gånger.'}), '');
  assert.equal(beyondTitle({title, message: 'Signaturen står två gånger i mejlet.'}), 'Signaturen står två gånger i mejlet.');
  assert.equal(beyondTitle({title, message: 'Ta bort den ena.'}), 'Ta bort den ena.');
});
