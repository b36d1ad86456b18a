export const clients = { title: 'clients' };
