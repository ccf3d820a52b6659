/** The epochs that were looked at before constants of li2024 were chosen: none of them is the gate's. */
export const calibrated = { gate: 'calibration-1 … calibration-9', night: 'calibration-2' };
