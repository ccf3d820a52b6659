/** What was looked at before constants over categories of words were chosen: eleven configurations, none of which a claim draws. */
export const calibrated = 'splits of odd seed';
