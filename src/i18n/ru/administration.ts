export const administration = { title: 'administration' };
