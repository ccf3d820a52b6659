/** Signs of life. */
export interface Heart {
  beat(): void;
  /** One, and which of several jobs comes next. */
  at(place: number): void;
}

/** What raises the counters of a message, see `Message`; nothing where nobody listens. */
export function heartOf(pulse?: SharedArrayBuffer): Heart {
  if (!pulse) return { beat: () => {}, at: () => {} };
  const counters = new Int32Array(pulse);
  const beat = () => void Atomics.add(counters, 0, 1);
  return {
    beat,
    at: (place) => {
      Atomics.store(counters, 1, place + 1);
      beat();
    },
  };
}
