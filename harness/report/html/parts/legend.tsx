import { type Definition, Definitions } from './definitions';
import { VerdictMark } from './verdict';

const ITEMS: readonly Definition[] = [
  [
    <VerdictMark key="corroborated" of="corroborated" />,
    'The data contradict P(violation) ≥ δ + margin, and every control came out as it must. Exit status 0.',
  ],
  [
    <VerdictMark key="falsified" of="falsified" />,
    'The data contradict P(violation) ≤ δ, and the worst trial replayed to the last bit. Exit status 1.',
  ],
  [
    <VerdictMark key="vacuous" of="vacuous" />,
    'The check could not have failed, or a control did not come out as it must: it proves nothing. Exit status 3.',
  ],
  [
    <VerdictMark key="inconclusive" of="inconclusive" />,
    'The budget is spent and neither side decided. Exit status 4.',
  ],
  [
    <VerdictMark key="error" of="error" />,
    'The harness could not do its work: it says nothing of the claim. Exit status 2.',
  ],
  [
    'Evidence',
    'e-values for and against the claim, beside what decides; valid at any stopping time. Of several parts the one that is least far counts for the claim, their average against it.',
  ],
  ['Slack', 'How much tighter the bound could be and still be corroborated on the same trials.'],
  ['Detects from', 'The violation rate that the budget would find with probability .95.'],
  ['Controls', 'Those that came out as they must, of those that were needed.'],
];

/** What the words of the overview mean. */
export function Legend() {
  return (
    <details class="legend">
      <summary>How to read this</summary>
      <Definitions items={ITEMS} name="rows" />
    </details>
  );
}
