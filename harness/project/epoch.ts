/** The epoch that the gate runs by default. Only another epoch draws anew; it is named in every output. */
export const EPOCH = 'gate-1';
