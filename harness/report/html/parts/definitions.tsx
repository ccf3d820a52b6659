import type { ComponentChildren } from 'preact';

export type Definition = readonly [term: ComponentChildren, text: ComponentChildren];

/** Terms and what there is to say of each. */
export function Definitions({
  items,
  name = 'facts',
}: {
  readonly items: readonly Definition[];
  readonly name?: string;
}) {
  return (
    <dl class={name}>
      {items.map(([term, text], i) => (
        <div key={i}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
