import type { EvidenceShare } from '../content/evidence-share';

/** An e-value as a power of ten. */
export function EValue({ log10 }: { readonly log10: number }) {
  if (!Number.isFinite(log10)) return <>{log10 > 0 ? '∞' : '0'}</>;
  return (
    <>
      10<sup>{oneDigit(log10)}</sup>
    </>
  );
}

/** Evidence towards either verdict as a bar that is full where it decides. */
export function EvidenceBars({ corroborate, falsify }: Record<'corroborate' | 'falsify', EvidenceShare>) {
  return (
    <span class="bars">
      <Bar kind="for" of={corroborate} />
      <Bar kind="against" of={falsify} />
    </span>
  );
}

function Bar({ kind, of }: { readonly kind: 'for' | 'against'; readonly of: EvidenceShare }) {
  const percent = `${Math.floor(of.share * 100)}%`;
  return (
    <span class={`bar ${kind}`}>
      <span class="word">{kind} </span>
      <span class="track" aria-hidden="true">
        <span style={{ width: percent }} />
      </span>
      <span class="value">
        <EValue log10={of.log10} />
        <span class="needed">
          {' / '}
          <EValue log10={of.threshold} />
        </span>
      </span>
    </span>
  );
}

const oneDigit = (value: number): string =>
  value
    .toFixed(1)
    .replace('-', '−')
    .replace(/^−0\.0$/, '0.0');
