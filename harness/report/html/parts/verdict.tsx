import type { ClaimResult } from '../../../verdict/results/result';
import { coloursFor } from '../../terminal/colours';
import { verdictMark } from '../../terminal/verdict-mark';

const uncoloured = coloursFor(false, {});

/** A verdict as sign, word and colour. */
export function VerdictMark({ of }: { readonly of: ClaimResult['verdict'] }) {
  const [sign] = verdictMark(of, uncoloured).split(' ');
  return (
    <span class={`verdict ${of}`}>
      <span aria-hidden="true">{sign}</span> {of}
    </span>
  );
}
