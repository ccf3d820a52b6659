/** The epochs that were looked at before constants of bu2024 were chosen: none of them is the gate's. */
export const calibrated = {
  gate: 'calibration-1 … calibration-11',
  shifted: 'calibration-1 … calibration-6',
  night: 'calibration-1',
  visibleNoise: 'calibration-12, calibration-13',
};
