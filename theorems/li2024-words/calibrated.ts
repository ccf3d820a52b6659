/** What was looked at before constants over categories of words were chosen: 28 configurations, none of which a claim draws. */
export const calibrated = 'splits of odd seed';
