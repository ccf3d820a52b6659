/** A constant that the paper hides in O(·), chosen by us, with the reason. */
export interface Ours {
  readonly value: number;
  readonly reason: string;
}

export function ours(value: number, reason: string): Ours {
  return { value, reason };
}
