/** What was looked at before constants over real words were chosen: 47 configurations, none of which the gate draws. */
export const calibrated = { gate: 'calibration epochs, on splits of odd seed' };
