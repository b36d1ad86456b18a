export const card = { title: 'card' };
