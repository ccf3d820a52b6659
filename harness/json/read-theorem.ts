import { messageOf } from '../base/blame';
import { UsageError } from '../base/usage-error';
import schema from '../files/schemas/theorem.schema.json';
import { demandValid } from '../files/validate';
import { cite } from '../statement/cite';
import type { Family } from '../statement/family';
import { type Theorem, theorem } from '../statement/theorem';
import { controlsOf } from './controls';
import { relationOf } from './relations';
import type { WrittenTheorem } from './written';

/** Whether a claim's file is JSON: `*.theorem.json` or `*.exploratory.json`, beside `*.ts`. */
export const isJson = (file: string): boolean => file.endsWith('.json');

/**
 * A theorem of a JSON file: what `theorem({ … })` states in TypeScript, word for word, so that the same claim has the same hash.
 *
 * @param family the family of the project that has a name. @throws UsageError where none has it
 * @throws UsageError naming file, field and cure for a text that is no such theorem
 */
export function readTheorem(text: string, file: string, family: (name: string) => Family): Theorem {
  const value = parsed(text, file);
  demandValid(schema, value, file, CURE);
  return theoremOf(value as WrittenTheorem, family);
}

const CURE =
  'theorem.schema.json has every member with its meaning, and `theoremcheck new NAME --python` writes one that runs';

function theoremOf(written: WrittenTheorem, family: (name: string) => Family): Theorem {
  const { $schema: _, source, claim, controls, horizon, accuracy, ...same } = written;
  return theorem({
    ...same,
    source: cite(source.key, source.place, source.wording),
    family: family(written.family),
    ...(horizon === undefined ? {} : { horizon: String(horizon) }),
    ...(accuracy === undefined ? {} : { accuracy: String(accuracy) }),
    claim: (words) => relationOf(claim, words),
    controls: controlsOf(controls),
  });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const said = messageOf(error);
    throw UsageError.expected(
      `${file}${placeIn(text, said)}`,
      'JSON',
      said,
      'a comma too many, or one that is missing?',
    );
  }
}

/** `:3:5`, where the message says how far the text could be read. */
function placeIn(text: string, said: string): string {
  const position = /position (\d+)/.exec(said)?.[1];
  const lines = text.slice(0, position === undefined ? 0 : Number(position)).split('\n');
  return position === undefined ? '' : `:${lines.length}:${lines.at(-1)!.length + 1}`;
}
