export function ClientsScreen() {
  return <p>Clients</p>;
}
