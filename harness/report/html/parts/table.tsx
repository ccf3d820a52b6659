import type { ComponentChildren } from 'preact';

interface TableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** Columns of words; all others are numbers, aligned to the right. */
  readonly words?: readonly number[];
}

/** A table that scrolls within itself where it is too wide, also by keyboard. */
export function Table({ caption, head, rows, words = [] }: TableProps) {
  const kind = (column: number) => (column === 0 || words.includes(column) ? undefined : 'number');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((text, i) => (
              <th scope="col" class={kind(i)} key={text}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th scope="row">{cell}</th>
                ) : (
                  <td class={kind(j)} key={j}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
