export const monitoring = { title: 'monitoring' };
