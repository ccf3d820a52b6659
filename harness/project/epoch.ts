/** The epoch that the gate runs by default. Only another epoch draws anew; it is named in every output. */
export const EPOCH = 'gate-1';

/** Whether constants are chosen on it, by the name that such epochs have: what is seen there is no verdict on them. */
export const isCalibration = (epoch: string): boolean => /^calibration\b/.test(epoch);
