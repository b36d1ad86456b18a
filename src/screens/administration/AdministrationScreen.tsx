export function AdministrationScreen() {
  return <p>Administration</p>;
}
